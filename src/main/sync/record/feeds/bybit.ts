import { z } from 'zod';
import { MS_PER_HOUR, MS_PER_SECOND } from '#core/time/ms';
import type { ContractOf, Feed, FeedAside, FeedMessage, FeedPrint } from '../feed';
import { Decimal, Stamp, fromContracts, parseJson, unknownContract } from './fields';

/*
 * https://bybit-exchange.github.io/docs/v5/websocket/public/all-liquidation
 * Every liquidation, sent each 500 ms. `S` is the side of the *position*: "When you receive a Buy update, this means that
 * a long position has been liquidated". So Buy closes a long, the other way round than at venues that tell the order's
 * side (Tardis turns it into the order's side for its files). `p` is the bankruptcy price, `v` the amount: coins on the
 * linear market, contracts of 1 USD on the inverse one. A ping is due every 20 seconds.
 */
const Liquidation = z.object({ T: Stamp, s: z.string().min(1), S: z.enum(['Buy', 'Sell']), v: Decimal, p: Decimal });
const Push = z.object({ topic: z.string(), ts: Stamp, data: z.array(Liquidation) });
const Topic = z.object({ topic: z.string() });
const Reply = z.object({ op: z.string(), success: z.boolean().optional(), ret_msg: z.string().optional() });

/** The texts of a request are limited to 21,000 characters. */
const TOPICS_PER_TEXT = 200;
const PREFIX = 'allLiquidation.';
const INVERSE = /^[A-Z0-9]+USD([FGHJKMNQUVXZ]\d{2})?$/;

type Amounts = Pick<FeedPrint, 'quantity' | 'notional'>;
type Convert = (one: z.infer<typeof Liquidation>, contractOf: ContractOf) => Amounts | FeedAside;

const linear: Convert = ({ v, p }) => ({ quantity: v, notional: p * v });
const inverse: Convert = ({ s, v, p, T }, contractOf) => {
  const contract = contractOf(s);
  return contract ? fromContracts(contract, v, p) : unknownContract(s, T);
};

function readPush(value: unknown, convert: Convert, contractOf: ContractOf): FeedMessage {
  const { ts, data } = Push.parse(value);
  const prints: FeedPrint[] = [];
  const aside: FeedAside[] = [];
  for (const one of data) {
    const amounts = convert(one, contractOf);
    if ('reason' in amounts) aside.push(amounts);
    else prints.push({ instrument: one.s, t: one.T, side: one.S === 'Buy' ? 1 : -1, price: one.p, ...amounts });
  }
  return { kind: 'prints', sent: ts, prints, aside };
}

function readWith(convert: Convert): Feed['read'] {
  return (text, contractOf) => {
    const value = parseJson(text);
    if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
    if (Topic.safeParse(value).data?.topic.startsWith(PREFIX)) return [readPush(value, convert, contractOf)];
    const reply = Reply.safeParse(value).data;
    if (reply?.op === 'ping' || reply?.op === 'pong') return [{ kind: 'pong' }];
    if (reply?.op !== 'subscribe') return [{ kind: 'alive' }];
    return reply.success === true
      ? [{ kind: 'subscribed' }]
      : [{ kind: 'problem', message: `Bybit refused: ${reply.ret_msg ?? 'it does not say why'}` }];
  };
}

function hello(instruments: readonly string[]): string[] {
  const texts: string[] = [];
  for (let i = 0; i < instruments.length; i += TOPICS_PER_TEXT) {
    const args = instruments.slice(i, i + TOPICS_PER_TEXT).map((name) => PREFIX + name);
    texts.push(JSON.stringify({ op: 'subscribe', args }));
  }
  return texts;
}

const common = {
  source: 'bybit',
  list: 'names',
  hello,
  beat: { text: JSON.stringify({ op: 'ping' }), every: 20 * MS_PER_SECOND },
  silence: 50 * MS_PER_SECOND,
  delay: MS_PER_SECOND, // sent each half
  // the venue sets no limit; what is listed meanwhile is asked for with the next line
  life: MS_PER_HOUR,
} satisfies Partial<Feed>;

export const bybitLinear: Feed = {
  ...common,
  market: 'linear',
  url: 'wss://stream.bybit.com/v5/public/linear',
  takes: (instrument) => !INVERSE.test(instrument),
  read: readWith(linear),
};

export const bybitInverse: Feed = {
  ...common,
  market: 'inverse',
  url: 'wss://stream.bybit.com/v5/public/inverse',
  takes: (instrument) => INVERSE.test(instrument),
  read: readWith(inverse),
};
