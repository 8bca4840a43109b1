import type { Rng } from '../../random/rng';
import { MS_PER_DAY, type Ms } from '../../time/ms';
import { knownAt, type HedgeHistory } from '../history';
import { STEP_YEARS, type Mover } from './monte-carlo';

/** Log changes of spot and volatility index on the same days, oldest first; shapes (days). */
export interface PairedChanges {
  readonly spot: Float64Array;
  readonly vol: Float64Array;
}

const STALE: Ms = 5 * MS_PER_DAY;

/**
 * Changes of every day between the first and the last on which both are known, at instants a whole number of days before `t`.
 * A day without trading has changes of 0, as it had. Empty: the two do not overlap.
 */
export function pairedChanges(history: HedgeHistory, t: Ms): PairedChanges {
  const first = Math.max(history.spot.known[0] ?? Infinity, history.index?.known[0] ?? Infinity);
  const spot: number[] = [];
  const vol: number[] = [];
  for (let at = t; at - MS_PER_DAY >= first; at -= MS_PER_DAY) {
    const s = Math.log(knownAt(history.spot, at, STALE) / knownAt(history.spot, at - MS_PER_DAY, STALE));
    const v = Math.log(knownAt(history.index, at, STALE) / knownAt(history.index, at - MS_PER_DAY, STALE));
    if (Number.isNaN(s) || Number.isNaN(v)) continue;
    spot.push(s);
    vol.push(v);
  }
  return { spot: Float64Array.from(spot).reverse(), vol: Float64Array.from(vol).reverse() };
}

interface BootstrapArgs {
  /** Of the expected spot [1/yr]. */
  readonly drift: number;
  /** Volatility of the returns is scaled to this [1/√yr]; null: as it was. */
  readonly vol: number | null;
  /** Mean length of a block [days], ≥ 1. */
  readonly block: number;
}

/**
 * Days of the past in blocks of random length, spot and volatility of a day together; the sample is a ring. Log returns are shifted by a
 * constant so that a single day's return has the wanted expectation: E[S(t)] = S(0)·e^(drift·t) for blocks of one day, and nearly so
 * for longer ones. Changes of the volatility are taken about their mean, so that it has no trend.
 * @param changes at least one day.
 * @source Politis, Romano (1994) "The stationary bootstrap".
 */
export function stationaryBootstrap(changes: PairedChanges, { drift, vol, block }: BootstrapArgs): Mover {
  const n = changes.spot.length;
  if (n === 0) throw new RangeError('no day of spot and volatility to draw from');
  const mean = changes.spot.reduce((sum, x) => sum + x, 0) / n;
  const deviation = Math.sqrt(changes.spot.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n / STEP_YEARS);
  const scale = vol === null || deviation === 0 ? 1 : vol / deviation;
  const scaled = changes.spot.map((x) => scale * (x - mean));
  const growth = scaled.reduce((sum, x) => sum + Math.exp(x), 0) / n;
  const shift = drift * STEP_YEARS - Math.log(growth);
  const volMean = changes.vol.reduce((sum, x) => sum + x, 0) / n;
  let rng: Rng;
  let at = 0;
  let isFirst = true;
  return {
    begin: (own) => {
      rng = own;
      isFirst = true;
    },
    spot: () => {
      at = isFirst || rng.uniform() * block < 1 ? rng.below(n) : (at + 1) % n;
      isFirst = false;
      return shift + scaled[at];
    },
    vol: () => changes.vol[at] - volMean,
  };
}
