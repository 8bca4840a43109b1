import { MS_PER_DAY } from '../../time/ms';
import type { HedgeHistory } from '../history';
import type { PathSet, PathSpec } from '../simulation';
import { historyPath } from './history';
import { signalsOf, type PathStart } from './monte-carlo';

type Analog = Extract<PathSpec, { readonly kind: 'analog' }>;

/**
 * What the asset did from an instant on, pasted on the market of the start: the spot by its returns, volatility by its changes, skew,
 * exhaustion and IV over realised as they were. All of it has to be known at the start.
 * @throws {RangeError} it was not over by then, or no price was known at its first step.
 */
export function analogPath(history: HedgeHistory, { from, days, step }: Analog, start: PathStart): PathSet {
  const to = from + days * MS_PER_DAY;
  if (to > start.t) throw new RangeError('the analog was not over at the start');
  const past = historyPath(history, { from, to, step });
  const base = past.vol.find((x) => !Number.isNaN(x)) ?? NaN;
  const vol = past.vol.map((x, k) => (k === 0 ? start.vol : (start.vol * x) / base));
  const levels = start.volatility && signalsOf(start.volatility, vol, start.vol);
  return {
    ...past,
    start: start.t,
    spot: past.spot.map((x) => (start.spot * x) / past.spot[0]),
    vol,
    volatility: levels?.volatility,
    drawdown: undefined,
    slope: past.slope?.some((x) => !Number.isNaN(x)) ? past.slope : levels?.slope,
    source: `recorded moves from ${new Date(from).toISOString().slice(0, 10)} on, pasted on the start`,
  };
}
