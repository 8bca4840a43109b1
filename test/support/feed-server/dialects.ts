/** How the venues speak, as seen from their side: payloads as they send them. */

/** One liquidation as it happened at the venue: amounts in the venue's own units. */
export interface Happened {
  readonly instrument: string;
  readonly t: number;
  readonly closed: 'long' | 'short';
  readonly price: string;
  readonly amount: string;
}

export interface Dialect {
  readonly path: string;
  /** What is answered to a text of the client; what it asks for is added to `topics`. */
  readonly answer: (text: string, topics: Set<string>) => readonly string[];
  readonly isSubscribed: (topics: ReadonlySet<string>, instrument: string) => boolean;
  /** One message with these liquidations; venues that send one each get one. */
  readonly messages: (happened: readonly Happened[], sent: number) => readonly string[];
}

const text = (value: unknown): string => JSON.stringify(value);

const binance = (path: string): Dialect => ({
  path,
  answer(request, topics) {
    const { method, params, id } = JSON.parse(request) as { method: string; params?: string[]; id: number };
    if (method === 'LIST_SUBSCRIPTIONS') return [text({ result: [...topics], id })];
    if (method !== 'SUBSCRIBE') return [text({ error: { code: 2, msg: `Invalid request: unknown variant ${method}` }, id })];
    for (const name of params ?? []) topics.add(name);
    return [text({ result: null, id })];
  },
  isSubscribed: (topics, instrument) => topics.has('!forceOrder@arr') || topics.has(`${instrument.toLowerCase()}@forceOrder`),
  messages: (happened, sent) =>
    happened.map(({ instrument, t, closed, price, amount }) =>
      text({
        e: 'forceOrder',
        E: sent,
        o: {
          s: instrument,
          ...(path === '/ws' ? { ps: instrument.split('_')[0] } : {}),
          S: closed === 'long' ? 'SELL' : 'BUY',
          ...{ o: 'LIMIT', f: 'IOC', q: amount, p: price, ap: price, X: 'FILLED', l: amount, z: amount, T: t },
        },
      }),
    ),
}); // prettier-ignore

const bybit = (path: string): Dialect => ({
  path,
  answer(request, topics) {
    const { op, args } = JSON.parse(request) as { op: string; args?: string[] };
    const conn_id = 'cejreaspqfm9se7usbrg-2xh';
    if (op === 'ping') return [text({ success: true, ret_msg: 'pong', conn_id, op })];
    const wrong = (args ?? []).find((topic) => !/^allLiquidation\.[A-Z0-9-]+$/.test(topic));
    if (wrong !== undefined) return [text({ success: false, ret_msg: `Invalid topic: ${wrong}`, conn_id, op })];
    for (const topic of args ?? []) topics.add(topic);
    return [text({ success: true, ret_msg: '', conn_id, op })];
  },
  isSubscribed: (topics, instrument) => topics.has(`allLiquidation.${instrument}`),
  messages(happened, ts) {
    const instruments = [...new Set(happened.map(({ instrument }) => instrument))];
    const rowsOf = (name: string): Happened[] => happened.filter(({ instrument }) => instrument === name);
    return instruments.map((instrument) =>
      text({
        ...{ topic: `allLiquidation.${instrument}`, type: 'snapshot', ts },
        data: rowsOf(instrument).map(({ t, closed, price, amount }) => ({
          ...{ T: t, s: instrument, S: closed === 'long' ? 'Buy' : 'Sell', v: amount, p: price },
        })),
      }),
    );
  },
});

const okx: Dialect = {
  path: '/ws/v5/public',
  answer(request, topics) {
    if (request === 'ping') return ['pong'];
    const { args } = JSON.parse(request) as { args: { channel: string; instType: string }[] };
    return args.map((arg) => {
      if (arg.channel !== 'liquidation-orders')
        return text({ event: 'error', code: '60018', msg: `Wrong URL or channel:${arg.channel} doesn't exist.`, connId: 'a4d3ae55' }); // prettier-ignore
      topics.add(arg.instType);
      return text({ event: 'subscribe', arg, connId: 'a4d3ae55' });
    });
  },
  isSubscribed: (topics, instrument) => topics.has(instrument.endsWith('-SWAP') ? 'SWAP' : 'FUTURES'),
  messages(happened) {
    return happened.map(({ instrument, t, closed, price, amount }) => {
      const family = instrument.split('-').slice(0, 2).join('-');
      const instType = instrument.endsWith('-SWAP') ? 'SWAP' : 'FUTURES';
      const detail = { bkLoss: '0', bkPx: price, ccy: '', posSide: closed, side: closed === 'long' ? 'sell' : 'buy', sz: amount, ts: String(t) }; // prettier-ignore
      return text({
        arg: { channel: 'liquidation-orders', instType },
        data: [{ details: [detail], instFamily: family, instId: instrument, instType, uly: family }],
      });
    });
  },
};

export const DIALECTS: readonly Dialect[] = [
  ...[binance('/market/ws'), binance('/ws')],
  ...[bybit('/v5/public/linear'), bybit('/v5/public/inverse')],
  okx,
];
