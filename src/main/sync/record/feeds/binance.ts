import { z } from 'zod';
import { MS_PER_HOUR, MS_PER_SECOND } from '#core/time/ms';
import type { ContractOf, Feed, FeedAside, FeedMessage, FeedPrint } from '../feed';
import { Decimal, Stamp, fromContracts, parseJson, unknownContract } from './fields';

/*
 * https://developers.binance.com/docs/derivatives/usds-margined-futures/websocket-market-streams/Liquidation-Order-Streams
 * At most the latest liquidation order of a symbol within 1,000 ms is sent. `S` is the side of the *order*: SELL closes a
 * long. `ap` and `z` are what was filled, the columns `average_price` and `accumulated_fill_quantity` of the public files.
 * A line ends after 24 hours at the latest.
 */
const Order = z.object({ s: z.string().min(1), S: z.enum(['BUY', 'SELL']), ap: Decimal, z: Decimal, T: Stamp });
const ForceOrder = z.object({ e: z.literal('forceOrder'), E: Stamp, o: Order });
const Reply = z.object({ id: z.union([z.number(), z.string(), z.null()]), result: z.unknown().optional(), error: z.object({ code: z.number(), msg: z.string() }).optional() }); // prettier-ignore
const Event = z.object({ e: z.string() });
const Combined = z.object({ stream: z.string(), data: z.unknown() });

const SUBSCRIBE = 1;
const BEAT = 2;
const COIN_MARGINED = /USD_(PERP|\d{6})$/;
/** What is quoted in dollars: of ETHBTC price × quantity would be bitcoin. */
const DOLLARS = /(USDT|USDC|FDUSD|BUSD|USD1)(_\d{6})?$/;

type Convert = (order: z.infer<typeof Order>, contractOf: ContractOf) => Pick<FeedPrint, 'quantity' | 'notional'> | FeedAside; // prettier-ignore

const linear: Convert = ({ s, ap, z: filled, T }) =>
  DOLLARS.test(s)
    ? { quantity: filled, notional: ap * filled }
    : { instrument: s, t: T, reason: 'unitMixUp', detail: `${s} is not quoted in dollars, so its notional in USD is not known` }; // prettier-ignore

const inverse: Convert = ({ s, ap, z: filled, T }, contractOf) => {
  const contract = contractOf(s);
  return contract ? fromContracts(contract, filled, ap) : unknownContract(s, T);
};

function readWith(convert: Convert): Feed['read'] {
  const readOne = (value: unknown, contractOf: ContractOf): FeedMessage => {
    const event = Event.safeParse(value);
    if (event.data?.e === 'forceOrder') {
      const { E, o } = ForceOrder.parse(value);
      const amounts = convert(o, contractOf);
      if ('reason' in amounts) return { kind: 'prints', sent: E, prints: [], aside: [amounts] };
      const print: FeedPrint = { instrument: o.s, t: o.T, side: o.S === 'SELL' ? 1 : -1, price: o.ap, ...amounts };
      return { kind: 'prints', sent: E, prints: [print], aside: [] };
    }
    if (event.data?.e === 'serverShutdown')
      return { kind: 'closing', message: 'Binance announced that it closes the line' };
    const reply = Reply.safeParse(value);
    if (!reply.success) return { kind: 'alive' };
    const { id, error } = reply.data;
    if (error) return { kind: 'problem', message: `Binance refused: ${error.msg} (${error.code})` };
    if (id === SUBSCRIBE) return { kind: 'subscribed' };
    return { kind: id === BEAT ? 'pong' : 'alive' };
  };
  return (text, contractOf) => {
    const value = parseJson(text);
    if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
    const combined = Combined.safeParse(value);
    const inner = combined.success ? combined.data.data : value;
    return (Array.isArray(inner) ? inner : [inner]).map((one: unknown) => readOne(one, contractOf));
  };
}

const common = {
  source: 'binance',
  list: 'none',
  hello: (instruments) => [
    JSON.stringify({
      method: 'SUBSCRIBE',
      params:
        instruments.length === 0 ? ['!forceOrder@arr'] : instruments.map((name) => `${name.toLowerCase()}@forceOrder`),
      id: SUBSCRIBE,
    }),
  ],
  // the venue itself pings every three minutes only; any request is answered
  beat: { text: JSON.stringify({ method: 'LIST_SUBSCRIPTIONS', id: BEAT }), every: 20 * MS_PER_SECOND },
  silence: 60 * MS_PER_SECOND,
  delay: 1.5 * MS_PER_SECOND, // held back for one second
  life: 23 * MS_PER_HOUR,
} satisfies Partial<Feed>;

/** Such streams have an entry of their own: .../websocket-market-streams/Important-WebSocket-Change-Notice */
export const binanceUsdM: Feed = {
  ...common,
  market: 'usdm',
  url: 'wss://fstream.binance.com/market/ws',
  takes: (instrument) => !COIN_MARGINED.test(instrument),
  read: readWith(linear),
};

/** Amounts are contracts: 100 USD for BTC, 10 USD for others. */
export const binanceCoinM: Feed = {
  ...common,
  market: 'coinm',
  url: 'wss://dstream.binance.com/ws',
  takes: (instrument) => COIN_MARGINED.test(instrument),
  read: readWith(inverse),
};
