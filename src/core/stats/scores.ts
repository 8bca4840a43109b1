import { normQuantile } from '../math/special';

/*
 * How good are probabilities p of outcomes y (1 = it happened)? Both of shape (n). A NaN probability is no forecast: it is left
 * out. Each function throws RangeError when shapes differ, and gives NaN when nothing is left.
 */

/** Mean squared error of the probabilities, 0 … 1, less is better. @source Brier (1950). */
export function brier(p: Float64Array, y: Uint8Array): number {
  return meanOver(p, y, (forecast, outcome) => (forecast - outcome) ** 2);
}

/** Mean −log probability of what happened, in nats, less is better. Probabilities are clipped to [1e-15, 1 − 1e-15]. */
export function logLoss(p: Float64Array, y: Uint8Array): number {
  return meanOver(p, y, (forecast, outcome) => {
    const clipped = Math.min(1 - 1e-15, Math.max(1e-15, forecast));
    return outcome ? -Math.log(clipped) : -Math.log1p(-clipped);
  });
}

/**
 * Area under the ROC curve: how often an event got a higher probability than a non-event, ties counting half.
 * @returns NaN when one of the two is absent.
 * @source Hanley, McNeil (1982); the Mann-Whitney statistic.
 */
export function auc(p: Float64Array, y: Uint8Array): number {
  const order = ascending(p, y);
  let events = 0;
  let rankSum = 0;
  for (let i = 0; i < order.length;) {
    const end = endOfTie(p, order, i);
    const meanRank = (i + 1 + end) / 2;
    for (; i < end; i++) {
      if (!y[order[i]]) continue;
      events++;
      rankSum += meanRank;
    }
  }
  return (rankSum - (events * (events + 1)) / 2) / (events * (order.length - events));
}

/** Bins of a reliability curve, ascending in probability; all columns of one length. */
export interface Reliability {
  readonly meanPredicted: Float64Array;
  /** Share that happened, with its 95 % Wilson interval, which takes outcomes as independent. */
  readonly observed: Float64Array;
  readonly lo: Float64Array;
  readonly hi: Float64Array;
  readonly n: Float64Array;
}

/**
 * Reliability curve over bins of about equal count. Equal probabilities stay in one bin, so there may be fewer bins.
 * @param bins ≥ 1.
 * @throws {RangeError} shapes differ, or bins is no whole number ≥ 1.
 * @source Murphy, Winkler (1977); Wilson (1927).
 */
export function reliability(p: Float64Array, y: Uint8Array, bins = 10): Reliability {
  if (!(Number.isInteger(bins) && bins >= 1)) throw new RangeError(`bins=${bins}`);
  const order = ascending(p, y);
  const rows: number[][] = [];
  for (let start = 0, bin = 1; start < order.length; bin++) {
    const fair = Math.round((bin * order.length) / bins);
    if (fair <= start) continue;
    const end = endOfTie(p, order, fair - 1);
    const members = order.subarray(start, end);
    const predicted = members.reduce((sum, i) => sum + p[i], 0) / members.length;
    const happened = members.reduce((sum, i) => sum + Number(y[i] > 0), 0);
    rows.push([predicted, happened / members.length, ...wilson(happened, members.length), members.length]);
    start = end;
  }
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { meanPredicted: column(0), observed: column(1), lo: column(2), hi: column(3), n: column(4) };
}

/**
 * 95 % interval of a share, outcomes taken as independent.
 * @returns NaN without outcomes
 * @source Wilson (1927)
 */
export function wilson(happened: number, n: number): [lo: number, hi: number] {
  const z = normQuantile(0.975);
  const share = happened / n;
  const centre = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return [Math.max(0, (centre - half) / scale), Math.min(1, (centre + half) / scale)];
}

function meanOver(p: Float64Array, y: Uint8Array, loss: (forecast: number, outcome: 0 | 1) => number): number {
  checkShapes(p, y);
  let sum = 0;
  let n = 0;
  for (let i = 0; i < p.length; i++) {
    if (Number.isNaN(p[i])) continue;
    sum += loss(p[i], y[i] ? 1 : 0);
    n++;
  }
  return sum / n;
}

/** Indices of the forecasts in ascending order. */
function ascending(p: Float64Array, y: Uint8Array): Uint32Array {
  checkShapes(p, y);
  const given = Uint32Array.from(p.keys()).filter((i) => !Number.isNaN(p[i]));
  return given.sort((i, j) => p[i] - p[j]);
}

/** Behind the last of those that are equal to order[i]. */
function endOfTie(p: Float64Array, order: Uint32Array, i: number): number {
  let end = i + 1;
  while (end < order.length && p[order[end]] === p[order[i]]) end++;
  return end;
}

function checkShapes(p: Float64Array, y: Uint8Array): void {
  if (p.length !== y.length) throw new RangeError(`shapes ${p.length}, ${y.length}`);
}
