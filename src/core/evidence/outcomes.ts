import { lowerBound } from '../series/search';
import type { Ms } from '../time/ms';
import { entryBar, knownTo, type PricePath } from './price-path';
import type { OutcomeTable } from './types';

/** Decisions to be measured: those of events, or instants that stand for them. Shapes (n). */
export interface DecisionRows {
  readonly t: Float64Array;
  readonly of: Int32Array;
  /** Low of the fall, high of a squeeze; NaN leaves the undercut unknown. */
  readonly low: Float64Array;
}

/**
 * What followed each decision. Entry is the open of the first bar at or after it, and that bar counts in every close, low and
 * high: leaving it out is worth tens of basis points after a fall. With e the entry bar and bars that end by open(e) + h,
 * all bp are 10⁴·ln, turned over for shorts:
 * - `forwardBp`: last close over the entry; `maeBp` ≤ 0 and `mfeBp` ≥ 0: worst and best price over the entry;
 * - `undercut`: a low more than `undercutBp` below the low of the event.
 *
 * NaN where h is shorter than a bar (not measurable), or the horizon runs past the bars or over a hole in them (censored).
 * A hole censors when it is longer than three bars and than a twentieth of the time from the entry to its end: the row
 * is then known up to the hole, whatever it showed afterwards, so that what is left out never depends on the outcome.
 * @throws {RangeError} shapes differ
 * @source method.md, section 3
 */
export function measureOutcomes(
  path: PricePath,
  rows: DecisionRows,
  horizonsMs: readonly Ms[],
  undercutBp: number,
): OutcomeTable {
  const n = rows.t.length;
  if (rows.of.length !== n || rows.low.length !== n) throw new RangeError(`shapes ${n}, ${rows.low.length}`);
  const column = (): Float64Array => new Float64Array(n).fill(NaN);
  const perHorizon = (): Float64Array[] => horizonsMs.map(column);
  const table = {
    intervalMs: path.interval,
    t: rows.t,
    of: rows.of,
    entryT: column(),
    entryPrice: column(),
    forwardBp: perHorizon(),
    maeBp: perHorizon(),
    mfeBp: perHorizon(),
    undercut: perHorizon(),
    undercutAfter: column(),
    undercutSeen: new Uint8Array(n),
  };
  const { interval, sign, t, open, close, lows, highs } = path;
  const measurable = horizonsMs.map((_, h) => h).filter((h) => horizonsMs[h] >= interval);
  measurable.sort((a, b) => horizonsMs[a] - horizonsMs[b]);
  if (measurable.length === 0) return table;
  const longest = horizonsMs[measurable[measurable.length - 1]];

  for (let i = 0; i < n; i++) {
    const entry = entryBar(path, rows.t[i]);
    if (entry < 0) continue;
    const at = t[entry];
    const price = open[entry];
    const known = knownTo(path, entry);
    const bp = (x: number): number => 1e4 * sign * Math.log(x / price);
    table.entryT[i] = at;
    table.entryPrice[i] = price;

    const last = Math.min(at + longest, known);
    const seenEnd = endBar(path, entry, last);
    const limit = sign * rows.low[i] * Math.exp((-sign * undercutBp) / 1e4);
    const hasLow = !Number.isNaN(limit);
    const under = hasLow ? lows.firstBelow(limit, entry, seenEnd) : seenEnd;
    if (hasLow) {
      table.undercutSeen[i] = under < seenEnd ? 1 : 0;
      table.undercutAfter[i] = (under < seenEnd ? t[under] + interval : last) - at;
    }

    let from = entry;
    let worst = Infinity;
    let best = Infinity;
    for (const h of measurable) {
      if (at + horizonsMs[h] > known) break;
      const end = endBar(path, entry, at + horizonsMs[h]);
      worst = Math.min(worst, lows.least(from, end));
      best = Math.min(best, highs.least(from, end));
      from = end;
      table.forwardBp[h][i] = bp(close[end - 1]);
      table.maeBp[h][i] = bp(sign * worst);
      table.mfeBp[h][i] = bp(-sign * best);
      if (hasLow) table.undercut[h][i] = under < end ? 1 : 0;
    }
  }
  return table;
}

/** One past the last bar that ends by `until`. */
function endBar({ t, interval }: PricePath, entry: number, until: Ms): number {
  const most = entry + Math.floor((until - t[entry]) / interval); // as many as there are without a hole
  if (most <= t.length && t[most - 1] === t[entry] + (most - 1 - entry) * interval) return most;
  return lowerBound(t, until - interval + 1, entry, Math.min(most, t.length));
}
