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
