import { Rng } from '../random/rng';
import type { Bars } from '../series/schema';
import type { Ms } from '../time/ms';

/** How a line becomes bars. */
export interface BarShape {
  /** Open of the first bar. */
  readonly start: Ms;
  readonly step: Ms;
  /** Deviation of the log return of a bar about the line; 0: the line itself, NaN: not known, then as 0. */
  readonly deviation: number;
  /** Steps at which the price is that of the line, ascending, the first 0 and the last that of the end. */
  readonly anchors: readonly number[];
  readonly seed: number;
}

/**
 * Bars along a line of prices. Between anchors the logarithm leaves the line by a Brownian bridge; each bar's high and low are
 * those of a Brownian bridge from its open to its close, drawn by their laws one by one, not jointly. The volume is not known.
 * @param line prices at the steps, shape (bars + 1), each > 0.
 * @source high of a bridge: P(max > m) = exp(−2(m − a)(m − b) / s²) for a bridge from a to b with variance s².
 */
export function barsAlong(line: Float64Array, { start, step, deviation: given, anchors, seed }: BarShape): Bars {
  const n = line.length - 1;
  const deviation = given > 0 ? given : 0;
  const root = new Rng(seed);
  const x = bridged(line.map(Math.log), anchors, deviation, root.fork('close'));
  const [ups, downs] = [root.fork('high'), root.fork('low')];
  const column = (value: (k: number) => number): Float64Array => Float64Array.from({ length: n }, (_, k) => value(k));
  // The price at an anchor is that of the line to the last digit.
  const price = x.map(Math.exp);
  for (const at of anchors) price[at] = line[at];
  const reach = (k: number, rng: Rng): number => {
    const move = x[k + 1] - x[k];
    return (Math.sqrt(move * move + 2 * deviation * deviation * rng.exponential()) - Math.abs(move)) / 2;
  };
  return {
    t: column((k) => start + k * step),
    o: column((k) => price[k]),
    h: column((k) => Math.max(price[k], price[k + 1]) * Math.exp(reach(k, ups))),
    l: column((k) => Math.min(price[k], price[k + 1]) * Math.exp(-reach(k, downs))),
    c: column((k) => price[k + 1]),
    v: new Float64Array(n).fill(NaN),
  };
}

/** A column with a Brownian bridge added between each two anchors; in place. */
function bridged(x: Float64Array, anchors: readonly number[], deviation: number, rng: Rng): Float64Array {
  for (let a = 1; a < anchors.length; a++) {
    let off = 0;
    for (let k = anchors[a - 1] + 1; k < anchors[a]; k++) {
      const left = anchors[a] - k;
      off = (off * left) / (left + 1) + deviation * Math.sqrt(left / (left + 1)) * rng.normal();
      x[k] += off;
    }
  }
  return x;
}

/** Root of the mean square of log returns from bar to bar; NaN with fewer than 20 of them. */
export function deviationOf(close: Float64Array): number {
  let [n, sum] = [0, 0];
  for (let i = 1; i < close.length; i++) {
    const move = Math.log(close[i] / close[i - 1]);
    if (!Number.isFinite(move)) continue;
    n++;
    sum += move * move;
  }
  return n < 20 ? NaN : Math.sqrt(sum / n);
}
