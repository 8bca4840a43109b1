import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ContractOf, Feed, FeedMessage } from '#main/sync/record/feed';
import { FEEDS } from '#main/sync/record/feeds/index';
import { binanceCoinM, binanceUsdM } from '#main/sync/record/feeds/binance';
import { bybitInverse, bybitLinear } from '#main/sync/record/feeds/bybit';
import { okx } from '#main/sync/record/feeds/okx';
import { contractSize } from '#main/sync/facts';
import { areAbsent, recordedFolder } from '../../support/recorded';

const nothingKnown: ContractOf = () => undefined;
const facts =
  (source: string): ContractOf =>
  (instrument) => {
    const size = contractSize(instrument, source);
    return size === undefined ? undefined : { size, margin: 'inverse' };
  };
const read = (feed: Feed, message: unknown, contractOf = nothingKnown): readonly FeedMessage[] =>
  feed.read(typeof message === 'string' ? message : JSON.stringify(message), contractOf);

const forceOrder = (order: object) => ({ e: 'forceOrder', E: 1_700_000_000_123, o: { o: 'LIMIT', f: 'IOC', X: 'FILLED', ...order } }); // prettier-ignore

describe('Binance', () => {
  const order = {
    s: 'BTCUSDT',
    S: 'SELL',
    q: '0.5',
    p: '9000',
    ap: '9010.5',
    l: '0.1',
    z: '0.4',
    T: 1_700_000_000_100,
  };

  it('tells what was filled, at its average price, by the time of the order; SELL closes a long', () => {
    expect(read(binanceUsdM, forceOrder(order))).toEqual([
      {
        ...{ kind: 'prints', sent: 1_700_000_000_123, aside: [] },
        prints: [{ instrument: 'BTCUSDT', t: 1_700_000_000_100, side: 1, price: 9010.5, quantity: 0.4, notional: 9010.5 * 0.4 }],
      },
    ]); // prettier-ignore
    expect(read(binanceUsdM, forceOrder({ ...order, S: 'BUY' }))).toMatchObject([{ prints: [{ side: -1 }] }]);
  });

  it('reads several in one message, and one within a combined stream', () => {
    const message = forceOrder(order);
    expect(read(binanceUsdM, [message, message])).toHaveLength(2);
    expect(read(binanceUsdM, { stream: '!forceOrder@arr', data: message })).toEqual(read(binanceUsdM, message));
  });

  it('sets aside what is not quoted in dollars', () => {
    const [message] = read(binanceUsdM, forceOrder({ ...order, s: 'ETHBTC' }));
    expect(message).toMatchObject({ prints: [], aside: [{ instrument: 'ETHBTC', reason: 'unitMixUp' }] });
    for (const s of ['BTCUSDC', 'BTCUSDT_261225', '1000PEPEUSDT'])
      expect(read(binanceUsdM, forceOrder({ ...order, s }))).toMatchObject([{ prints: [{ instrument: s }] }]);
  });

  it('counts contracts where coins are the margin: 100 USD for BTC, 10 USD for others', () => {
    const coin = forceOrder({ ...order, s: 'BTCUSD_PERP', ps: 'BTCUSD', ap: '50000', z: '7' });
    expect(read(binanceCoinM, coin, facts('binance'))).toMatchObject([
      { prints: [{ instrument: 'BTCUSD_PERP', notional: 700, quantity: 700 / 50_000 }] },
    ]);
    const ether = forceOrder({ ...order, s: 'ETHUSD_261225', ap: '2000', z: '3' });
    expect(read(binanceCoinM, ether, facts('binance'))).toMatchObject([
      { prints: [{ notional: 30, quantity: 0.015 }] },
    ]);
    expect(read(binanceCoinM, ether)).toMatchObject([{ prints: [], aside: [{ instrument: 'ETHUSD_261225', reason: 'unitMixUp' }] }]); // prettier-ignore
  });

  it('knows a confirmation, an answer to the beat, a refusal and an announced end', () => {
    expect(read(binanceUsdM, { result: null, id: 1 })).toEqual([{ kind: 'subscribed' }]);
    expect(read(binanceUsdM, { result: ['!forceOrder@arr'], id: 2 })).toEqual([{ kind: 'pong' }]);
    expect(read(binanceUsdM, { error: { code: 2, msg: 'Invalid request' }, id: 1 })).toMatchObject([{ kind: 'problem' }]); // prettier-ignore
    expect(read(binanceUsdM, { e: 'serverShutdown', E: 1 })).toMatchObject([{ kind: 'closing' }]);
  });

  it('asks for the whole market, or for each name', () => {
    expect(binanceUsdM.hello([]).map((text) => JSON.parse(text))).toMatchObject([{ method: 'SUBSCRIBE', params: ['!forceOrder@arr'] }]); // prettier-ignore
    expect(binanceCoinM.hello(['BTCUSD_PERP']).map((text) => JSON.parse(text))).toMatchObject([{ params: ['btcusd_perp@forceOrder'] }]); // prettier-ignore
  });
});

describe('Bybit', () => {
  const push = (row: object) => ({
    ...{ topic: 'allLiquidation.ROSEUSDT', type: 'snapshot', ts: 1_739_502_303_204 },
    data: [{ T: 1_739_502_302_929, s: 'ROSEUSDT', S: 'Sell', v: '20000', p: '0.04499', ...row }],
  });

  it('tells the side of the position: Buy was a long', () => {
    expect(read(bybitLinear, push({}))).toEqual([
      {
        ...{ kind: 'prints', sent: 1_739_502_303_204, aside: [] },
        prints: [{ instrument: 'ROSEUSDT', t: 1_739_502_302_929, side: -1, price: 0.04499, quantity: 20_000, notional: 0.04499 * 20_000 }],
      },
    ]); // prettier-ignore
    expect(read(bybitLinear, push({ S: 'Buy' }))).toMatchObject([{ prints: [{ side: 1 }] }]);
  });

  it('counts contracts of 1 USD on the inverse market', () => {
    const inverse = { ...push({ s: 'BTCUSD', v: '2500', p: '50000' }), topic: 'allLiquidation.BTCUSD' };
    expect(read(bybitInverse, inverse, facts('bybit'))).toMatchObject([{ prints: [{ notional: 2_500, quantity: 0.05 }] }]); // prettier-ignore
    expect(read(bybitInverse, inverse)).toMatchObject([{ prints: [], aside: [{ instrument: 'BTCUSD' }] }]);
  });

  it('knows its market by name', () => {
    for (const name of ['BTCUSD', 'BTCUSDM26', 'ETHUSDZ25'])
      expect([bybitInverse.takes(name), bybitLinear.takes(name)]).toEqual([true, false]);
    for (const name of ['BTCUSDT', 'BTCPERP', 'BTC-27SEP24', 'BTCUSDT-27SEP24', 'SUSDT'])
      expect([bybitInverse.takes(name), bybitLinear.takes(name)]).toEqual([false, true]);
  });

  it('knows a confirmation, a pong and a refusal', () => {
    expect(read(bybitLinear, { success: true, ret_msg: '', conn_id: 'x', op: 'subscribe' })).toEqual([{ kind: 'subscribed' }]); // prettier-ignore
    expect(read(bybitLinear, { success: true, ret_msg: 'pong', conn_id: 'x', op: 'ping' })).toEqual([{ kind: 'pong' }]);
    expect(read(bybitLinear, { success: false, ret_msg: 'Invalid topic: a', conn_id: 'x', op: 'subscribe' })).toEqual([{ kind: 'problem', message: 'Bybit refused: Invalid topic: a' }]); // prettier-ignore
  });

  it('asks for many names in texts of bounded length', () => {
    const names = Array.from({ length: 650 }, (_, i) => `1000000COIN${i}USDT`);
    const texts = bybitLinear.hello(names);
    expect(texts.flatMap((text) => (JSON.parse(text) as { args: string[] }).args)).toEqual(names.map((name) => `allLiquidation.${name}`)); // prettier-ignore
    for (const text of texts) expect(text.length).toBeLessThan(21_000);
  });
});

describe('OKX', () => {
  const detail = {
    bkLoss: '0',
    bkPx: '0.007831',
    ccy: '',
    posSide: 'short',
    side: 'buy',
    sz: '13',
    ts: '1692266434010',
  };
  const push = (instId: string, ...details: object[]) => ({
    arg: { channel: 'liquidation-orders', instType: 'SWAP' },
    data: [{ details, instFamily: 'IOST-USDT', instId, instType: 'SWAP', uly: 'IOST-USDT' }],
  });
  const contracts: ContractOf = (name) =>
    ({ 'IOST-USDT-SWAP': { size: 1_000, margin: 'linear' }, 'BTC-USD-SWAP': { size: 100, margin: 'inverse' } } as const)[name]; // prettier-ignore

  it('turns contracts into coins and USD', () => {
    expect(read(okx, push('IOST-USDT-SWAP', detail), contracts)).toEqual([
      {
        ...{ kind: 'prints', sent: 1_692_266_434_010, aside: [] },
        prints: [{ instrument: 'IOST-USDT-SWAP', t: 1_692_266_434_010, side: -1, price: 0.007831, quantity: 13_000, notional: 0.007831 * 13_000 }],
      },
    ]); // prettier-ignore
    const inverse = push('BTC-USD-SWAP', { ...detail, bkPx: '50000', side: 'sell', posSide: 'long' });
    expect(read(okx, inverse, contracts)).toMatchObject([{ prints: [{ side: 1, notional: 1_300, quantity: 0.026 }] }]);
  });

  it('goes by the order where the position has no side, and sets aside a contradiction or an unknown contract', () => {
    const net = push('IOST-USDT-SWAP', { ...detail, posSide: 'net', side: 'sell' });
    expect(read(okx, net, contracts)).toMatchObject([{ prints: [{ side: 1 }] }]);
    const odd = push('IOST-USDT-SWAP', { ...detail, side: 'sell' }, detail);
    expect(read(okx, odd, contracts)).toMatchObject([{ prints: [{ side: -1 }], aside: [{ reason: 'unparseable' }] }]);
    expect(read(okx, push('NEW-USDT-SWAP', detail), contracts)).toMatchObject([{ prints: [], aside: [{ instrument: 'NEW-USDT-SWAP', reason: 'unitMixUp' }] }]); // prettier-ignore
  });

  it('knows its confirmations, pong, notice and error', () => {
    expect(okx.hello([])).toHaveLength(2);
    const arg = { channel: 'liquidation-orders', instType: 'SWAP' };
    expect(read(okx, { event: 'subscribe', arg, connId: 'a' })).toEqual([{ kind: 'subscribed' }]);
    expect(read(okx, 'pong')).toEqual([{ kind: 'pong' }]);
    expect(read(okx, { event: 'notice', code: '64008', msg: 'soon', connId: 'a' })).toMatchObject([{ kind: 'closing' }]); // prettier-ignore
    expect(read(okx, { event: 'error', code: '60018', msg: 'no such channel', connId: 'a' })).toMatchObject([{ kind: 'problem' }]); // prettier-ignore
  });
});

describe.each(Object.values(FEEDS).flat().map((feed) => [`${feed.source} ${feed.market}`, feed] as const))('%s', (_, feed) => {
  it('says nothing but what it wants to hear, and that it is there', () => {
    const texts = [...feed.hello([]), ...feed.hello(['BTCUSDT']), feed.beat.text];
    for (const text of texts) {
      const { op, method } = (text === 'ping' ? { op: text } : JSON.parse(text)) as { op?: string; method?: string };
      expect(['subscribe', 'ping', 'SUBSCRIBE', 'LIST_SUBSCRIPTIONS']).toContain(op ?? method);
      expect(text).not.toMatch(/api_?key|auth|login|sign/i);
    }
    expect(feed.silence).toBeGreaterThan(2 * feed.beat.every);
    expect(feed.life).toBeLessThan(86_400_000);
  });

  it.each(['', '{"topic":"al', '<html>', '42', 'null', '"x"'])('throws for %j and never returns a print', (text) => {
    expect(() => feed.read(text, nothingKnown)).toThrow();
  });

  it('throws for a liquidation whose fields are of other types', () => {
    const broken = [
      { e: 'forceOrder', E: 1, o: { s: 'BTCUSDT', S: 'SELL', ap: 'x', z: '1', T: 1 } },
      { topic: 'allLiquidation.BTCUSDT', ts: 1, data: [{ T: 1, s: 'BTCUSDT', S: 'Long', v: '1', p: '1' }] },
      { arg: { channel: 'liquidation-orders' }, data: [{ instId: 'BTC-USDT-SWAP', details: [{ side: 'sell', bkPx: {}, sz: '1', ts: '1' }] }] },
    ]; // prettier-ignore
    const mine = { binance: broken[0], bybit: broken[1], okx: broken[2] }[feed.source];
    expect(() => feed.read(JSON.stringify(mine), nothingKnown)).toThrow();
  });
}); // prettier-ignore

describe('recorded payloads', () => {
  const nautilus = join(recordedFolder, 'recorded/nautilus/binance/futures/market_data_json/liquidation_stream.json');
  const captures = ['binance_futures/ws_1_0', 'binance_delivery/ws_1_0', 'bybit/ws_25_0', 'bybit/ws_26_0', 'okx/ws_1_0'].map((name) => join(recordedFolder, `recorded/cryptofeed/${name}.json`)); // prettier-ignore
  const acks = join(recordedFolder, 'recorded/nautilus/bybit');

  it.skipIf(areAbsent([nautilus]))('of a Binance liquidation is a print', () => {
    expect(read(binanceUsdM, readFileSync(nautilus, 'utf8'))).toEqual([
      {
        ...{ kind: 'prints', sent: 1568014460893, aside: [] },
        prints: [{ instrument: 'BTCUSDT', t: 1568014460893, side: 1, price: 9910.12345678, quantity: 0.014, notional: 9910.12345678 * 0.014 }],
      },
    ]); // prettier-ignore
  });

  it.skipIf(areAbsent([join(acks, 'ws_subscription_ack.json')]))('of Bybit confirm and refuse', () => {
    const file = (name: string): string => readFileSync(join(acks, name), 'utf8');
    expect(read(bybitLinear, file('ws_subscription_ack.json'))).toEqual([{ kind: 'subscribed' }]);
    expect(read(bybitLinear, file('ws_subscription_failure.json'))).toMatchObject([{ kind: 'problem' }]);
  });

  it.skipIf(areAbsent(captures))('of lines that carry other things are read as signs of life, and none is a liquidation', () => {
    for (const path of captures.filter((file) => existsSync(file))) {
      const source = (['binance', 'bybit', 'okx'] as const).find((name) => path.includes(`/${name}`))!;
      const captured = JSON.parse(readFileSync(path, 'utf8')) as { dir: string; msg: unknown }[];
      const received = captured.filter(({ dir }) => dir === 'received');
      expect(received.length).toBeGreaterThan(20);
      for (const feed of FEEDS[source])
        for (const { msg } of received)
          for (const { kind } of read(feed, msg)) expect(['alive', 'subscribed']).toContain(kind);
    }
  }); // prettier-ignore
});
