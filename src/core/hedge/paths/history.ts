import type { KnownPoints } from '../../evidence/types';
import { lastIndexAtOrBefore, lowerBound } from '../../series/search';
import { MS_PER_DAY, type Ms } from '../../time/ms';
import { knownAt, signalsAt, type HedgeHistory } from '../history';
import type { PathSet } from '../simulation';

/** An index value older than this is not the volatility of a step. */
const STALE: Ms = 5 * MS_PER_DAY;

interface Span {
  readonly from: Ms;
  /** Last step at or before this. */
  readonly to: Ms;
  readonly step: Ms;
}

/**
 * What was, at the steps of a span, as far as prices are known: each step holds the last values known by its instant and nothing later. A volatility that is
 * older than five days is NaN. Funding of a step is what was settled since the step before.
 * @throws {RangeError} no price was known at the first step, or the span has no step.
 */
export function historyPath(history: HedgeHistory, { from, to, step }: Span): PathSet {
  const end = Math.min(to, history.spot.known.at(-1) ?? -Infinity);
  const steps = Math.floor((end - from) / step);
  if (!(steps >= 1)) throw new RangeError('no step lies between the start and the last price that is known');
  return historyRows(history, { from, step, steps });
}

/**
 * The same over a number of steps, 0 for the first row alone. Each row is of its own instant, so that those of a longer path begin
 * with those of a shorter one.
 * @throws {RangeError} no price was known at the first step.
 */
export function historyRows(
  history: HedgeHistory,
  { from, step, steps }: { readonly from: Ms; readonly step: Ms; readonly steps: number },
): PathSet {
  const at = Float64Array.from({ length: steps + 1 }, (_, k) => from + k * step);
  const spot = at.map((t) => knownAt(history.spot, t));
  if (!(spot[0] > 0)) throw new RangeError('no price was known at the first step');
  const signals = Array.from(at, (t) => signalsAt(history, t));
  const column = (pick: (signal: (typeof signals)[number]) => number): Float64Array => Float64Array.from(signals, pick);
  return {
    start: from,
    step,
    steps,
    paths: 1,
    spot,
    vol: at.map((t) => knownAt(history.index, t, STALE)),
    volatility: column(({ volatility }) => volatility),
    slope: column(({ slope }) => slope),
    skew: column(({ skew }) => skew),
    exhaustion: column(({ exhaustion }) => exhaustion),
    ivOverRealized: column(({ ivOverRealized }) => ivOverRealized),
    drawdown: column(({ drawdown }) => drawdown),
    funding: history.funding && at.map((t, k) => (k === 0 ? 0 : settledIn(history.funding!, at[k - 1], t))),
    source: 'recorded prices',
    modelled: history.index ? ['futures of the volatility index'] : [],
  };
}

function settledIn({ known, value }: KnownPoints, after: Ms, until: Ms): number {
  let sum = 0;
  const last = lastIndexAtOrBefore(known, until);
  for (let i = lowerBound(known, after); i <= last; i++)
    if (known[i] > after && !Number.isNaN(value[i])) sum += value[i];
  return sum;
}

const COLUMNS = ['spot', 'vol', 'volatility', 'slope', 'skew', 'exhaustion', 'ivOverRealized', 'drawdown', 'funding'] as const; // prettier-ignore

/** The first rows of a path. */
export function shorterPath(path: PathSet, steps: number): PathSet {
  if (steps >= path.steps) return path;
  const cut = COLUMNS.map((name) => [name, path[name]?.subarray(0, steps + 1)]);
  return { ...path, ...(Object.fromEntries(cut) as Pick<PathSet, (typeof COLUMNS)[number]>), steps };
}

/** A path of recorded rows with those that became known since. @param history what it was made from, with more at its end. */
export function longerPath(path: PathSet, history: HedgeHistory, steps: number): PathSet {
  if (steps <= path.steps) return path;
  const { start, step } = path;
  // From its last row on: funding is that of the step before a row.
  const tail = historyRows(history, { from: start + path.steps * step, step, steps: steps - path.steps });
  const joined = COLUMNS.map((name) => {
    const [head, rest] = [path[name], tail[name]];
    if (head === undefined && rest === undefined) return [name, undefined];
    const column = new Float64Array(steps + 1).fill(NaN);
    if (head !== undefined) column.set(head);
    if (rest !== undefined) column.set(rest.subarray(1), path.steps + 1);
    return [name, column];
  });
  return { ...tail, ...(Object.fromEntries(joined) as Pick<PathSet, (typeof COLUMNS)[number]>), start, steps };
}
