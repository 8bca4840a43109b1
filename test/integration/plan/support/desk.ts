import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { PlanDocument } from '#core/plan/types';
import { answer } from '#main/ipc/index';
import type { Handle } from '#main/ipc/handle';
import { createSigners, type SignersOptions } from '#main/services/plan/signers';
import type { Services } from '#main/services/index';
import type { SeriesKey } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { contract, type Args, type Channel, type Reply } from '#shared/ipc/contract';
import { hedgePlan, putLayer } from '../../../support/hedge-plan';
import { blockOf, columnsOf, cursorOf, walkingBars } from '../../store/support/pages';

const FROM: Ms = Date.UTC(2025, 0, 1);
const DAYS = 120;
/** The last bar is known by then. */
export const END: Ms = FROM + DAYS * MS_PER_DAY;
export const HEDGE = hedgePlan({ asset: 'XYZUSDT', positions: [{ id: 'coins', label: 'Coins', kind: 'spot', instrument: 'XYZUSDT', quantity: 10, price: null, option: null, beta: null }], layers: [putLayer()], beta: { ...hedgePlan().beta, benchmark: 'XYZUSDT' } }); // prettier-ignore

const BARS: SeriesKey = { instrument: 'XYZUSDT', kind: 'bars', interval: MS_PER_HOUR, source: 'file', field: '' };
const INDEX: SeriesKey = { instrument: 'DVOL-XYZ', kind: 'vol', interval: MS_PER_DAY, source: 'file', field: '' };

/** A price and its volatility index. @param nudge added to the close of one bar */
export function fill(path: string, nudge = 0): void {
  const bars = walkingBars(24 * DAYS, { from: FROM, interval: MS_PER_HOUR });
  bars.c![1_000]! += nudge;
  const index = columnsOf('vol', DAYS);
  index.t.forEach((_, i) => (index.t[i] = FROM + i * MS_PER_DAY));
  for (const name of Object.keys(index)) if (name !== 't') index[name as keyof typeof index].fill(0.6);
  const writer = openWriter(path);
  writer.commitPage({ blocks: [blockOf(bars, BARS), blockOf(index, INDEX)], macro: [], quarantined: [], cursor: cursorOf() }); // prettier-ignore
  writer.close();
}

export interface Desk {
  ask<C extends Channel>(channel: C, args: Args<C>): Promise<Reply<C>>;
  /** Everything that was ever answered. */
  readonly replies: readonly unknown[];
}

/** The handlers of the program, called as the page calls them. */
export function deskOf(services: Services): Desk {
  const table = new Map<string, (args: unknown) => unknown>();
  const replies: unknown[] = [];
  const handle = ((channel: Channel, run: (args: never) => unknown) => table.set(channel, run as never)) as unknown as Handle; // prettier-ignore
  answer(handle, services, { window: () => undefined, logFile: '', onSettings: () => undefined });
  return {
    replies,
    ask: async (channel, args) => {
      const reply = await table.get(channel)!(contract[channel].args.parse(args));
      replies.push(reply);
      return reply as never;
    },
  };
}

/** A keyring of the system that turns every text round. */
export function fakeSealer(): NonNullable<SignersOptions['sealer']> & { available: boolean } {
  return {
    available: true,
    isAvailable() {
      return this.available;
    },
    seal: (text) => Buffer.from(text).reverse(),
    open: (sealed) => Buffer.from(sealed).reverse().toString(),
  };
}
export const signersAt = (path: string, rest: Partial<SignersOptions> = {}) => createSigners({ path, now: () => END, ...rest }); // prettier-ignore

const CARD = 'c'.repeat(64);
/** What only a person can say, so that the steward lets a draft be signed. */
export const filled = (plan: PlanDocument, change: Partial<PlanDocument> = {}): PlanDocument => ({
  ...plan,
  expiry: END + 30 * MS_PER_DAY,
  thesis: { statement: 'The low holds.', against: 'It may not.', wrongIf: 'A close below the low.' },
  claims: [{ text: 'Such lows held.', evidence: [CARD] }],
  evidence: [{ fingerprint: CARD, title: 'Cascades', verdict: 'bounce', words: '30 clusters' }],
  exits: [{ words: 'Volatility is back.', when: null }],
  ...change,
});
