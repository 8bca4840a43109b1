import { filledActs } from '#core/hedge/replay/book-run';
import type { BookColumns } from '#core/hedge/replay/types';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Args } from '#shared/ipc/contract';
import type { ReplayBookReply } from '#shared/replay-book';

/** A fall of a fifth that a put catches half of, from the first act on. */
export function createFakeReplayBook({ acts, step, asOf }: Args<'replay:book'>): ReplayBookReply {
  const filled = [...filledActs(acts as never[], step)].filter(([fill]) => fill <= asOf) as [Ms, { readonly plan: { readonly name: string } | null }][]; // prettier-ignore
  const [start] = filled[0] ?? [];
  if (start === undefined) return { book: null, problem: null };
  const rows = Math.floor((asOf - start) / step) + 1;
  const column = (of: (share: number) => number): Float64Array =>
    Float64Array.from({ length: rows }, (_, i) => of(rows < 2 ? 0 : i / (rows - 1)));
  const columns: BookColumns = {
    unhedged: column((x) => 1_000_000 * (1 - 0.2 * x)),
    hedged: column((x) => 1_000_000 * (1 - 0.1 * x)),
    requirement: column((x) => 60_000 * (1 + x)),
    margin: column((x) => 100_000 - 20_000 * x),
    reserve: column((x) => 50_000 * (1 - x)),
    credit: column((x) => 25_000 * x),
    synthetic: column(() => 0),
    sold: column(() => 0),
  };
  const isOn = filled.at(-1)![1].plan !== null;
  return {
    book: {
      ...{ start, step, columns, banked: 0, unknown: [], notes: ['Surface: modelled, a usual form on the level of SIM-BTC-DVOL.'] },
      legs: isOn ? [{ layer: 'put', name: 'Puts', kind: 'put', on: 'asset', units: 4, strike: 54_000, expiry: start + 60 * MS_PER_DAY, entry: 1_820, mark: 4_310, pnl: 9_960 }] : [],
      layers: isOn ? [{ id: 'put', name: 'Puts', pnl: 9_700, worth: 17_240, legs: 1, gate: { value: 1, now: 1, words: 'always on', reads: 'roll' } }] : [],
      events: filled.flatMap(([t, { plan }]) => [
        { t, layer: null, action: 'act', cash: 0, words: plan ? `${plan.name} is put on` : 'everything is taken off' },
        ...(plan ? [{ t, layer: 'put', action: 'open', cash: -7_540, words: '4 × Puts at 54000, 60 days' } as const] : []),
      ]),
    },
    problem: null,
  };
} // prettier-ignore
