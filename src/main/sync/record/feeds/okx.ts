import { z } from 'zod';
import { MS_PER_HOUR, MS_PER_SECOND } from '#core/time/ms';
import type { ContractOf, Feed, FeedAside, FeedMessage, FeedPrint } from '../feed';
import { Decimal, Stamp, fromContracts, parseJson, unknownContract } from './fields';

/*
 * https://www.okx.com/docs-v5/en/#public-data-websocket-liquidation-orders-channel
 * One channel for all swaps and one for all futures; at most one order per contract and second. `side` is that of the
 * order, `posSide` that of the position where it has one (`net`: by the order alone, sell closes a long). `sz` counts
 * contracts, `bkPx` is the bankruptcy price. The line ends when nothing is said for 30 seconds: a plain `ping` is due.
 */
const Detail = z.object({ side: z.enum(['buy', 'sell']), posSide: z.enum(['long', 'short', 'net', '']).default('net'), bkPx: Decimal, sz: Decimal, ts: Stamp }); // prettier-ignore
const Push = z.object({
  arg: z.object({ channel: z.literal('liquidation-orders') }),
  data: z.array(z.object({ instId: z.string().min(1), details: z.array(Detail) })),
});
const Channel = z.object({ arg: z.object({ channel: z.string() }), data: z.array(z.unknown()) });
const Event = z.object({ event: z.string(), code: z.string().optional(), msg: z.string().optional() });

type Liquidation = z.infer<typeof Detail>;

/** Undefined when the two sides contradict each other. */
function sideOf({ side, posSide }: Liquidation): 1 | -1 | undefined {
  const bySide = side === 'sell' ? 1 : -1;
  if (posSide !== 'long' && posSide !== 'short') return bySide;
  return (posSide === 'long' ? 1 : -1) === bySide ? bySide : undefined;
}

function readPush(value: unknown, contractOf: ContractOf): FeedMessage {
  const prints: FeedPrint[] = [];
  const aside: FeedAside[] = [];
  for (const { instId: instrument, details } of Push.parse(value).data) {
    const contract = contractOf(instrument);
    for (const one of details) {
      const side = sideOf(one);
      if (side === undefined)
        aside.push({ instrument, t: one.ts, reason: 'unparseable', detail: `a ${one.side} order does not close a ${one.posSide} position` }); // prettier-ignore
      else if (!contract) aside.push(unknownContract(instrument, one.ts));
      else prints.push({ instrument, t: one.ts, side, price: one.bkPx, ...fromContracts(contract, one.sz, one.bkPx) });
    }
  }
  // the message has no stamp of its own: its youngest print was no later
  const stamps = [...prints, ...aside].map(({ t }) => t);
  return { kind: 'prints', sent: stamps.length > 0 ? Math.max(...stamps) : Number.NaN, prints, aside };
}

function readEvent({ event, code, msg }: z.infer<typeof Event>): FeedMessage {
  if (event === 'subscribe') return { kind: 'subscribed' };
  if (event === 'notice') return { kind: 'closing', message: `OKX announced that it closes the line: ${msg ?? ''}` };
  if (event === 'error') return { kind: 'problem', message: `OKX refused: ${msg ?? ''} (${code ?? 'no code'})` };
  return { kind: 'alive' };
}

export const okx: Feed = {
  source: 'okx',
  market: 'swap',
  url: 'wss://ws.okx.com:8443/ws/v5/public',
  takes: () => true,
  list: 'contracts',
  hello: () =>
    ['SWAP', 'FUTURES'].map((instType) =>
      JSON.stringify({ op: 'subscribe', args: [{ channel: 'liquidation-orders', instType }] }),
    ),
  beat: { text: 'ping', every: 15 * MS_PER_SECOND },
  silence: 45 * MS_PER_SECOND,
  delay: 1.5 * MS_PER_SECOND, // held back for one second
  life: 23 * MS_PER_HOUR,
  read(text, contractOf) {
    if (text === 'pong') return [{ kind: 'pong' }];
    const value = parseJson(text);
    if (typeof value !== 'object' || value === null) throw new TypeError('an object was expected');
    if (Channel.safeParse(value).data?.arg.channel === 'liquidation-orders') return [readPush(value, contractOf)];
    const event = Event.safeParse(value).data;
    return [event ? readEvent(event) : { kind: 'alive' }];
  },
};
