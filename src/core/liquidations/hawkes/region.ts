import type { Mixture } from './mixture';
import type { Peak } from './search';

const NODES = 24;
/** Of an end of beta: a grid step over 2^10. */
const BISECTIONS = 10;

export interface Ends {
  readonly lo: number;
  readonly hi: number;
}

/** Ends, over all parameters with a gain of at least `least`, of each parameter. */
export interface Region {
  /** log per mean gap. */
  readonly beta: Ends;
  readonly branching: Ends;
  /** Per mean gap, both. */
  readonly mu: Ends;
  readonly alpha: Ends;
}

/**
 * Profile likelihood intervals, all in one sweep over beta: at each beta the shares with enough gain are an interval, and an end of
 * a profile interval is the extreme of its ends. Nodes crowd towards the ends of the region, where its outline is steep, and a
 * parabola through three of them finds the extreme.
 * @param least below the peak's gain.
 */
export function regionAbove(mixture: Mixture, peak: Peak, n: number, least: number): Region {
  const beta = betasAbove(mixture, peak, least);
  const middle = (beta.lo + beta.hi) / 2;
  const half = (beta.hi - beta.lo) / 2;
  const mu = new Outline();
  const branching = new Outline();
  const alpha = new Outline();
  for (let k = 0; k < NODES; k++) {
    const b = Math.exp(middle - half * Math.cos((Math.PI * (k + 0.5)) / NODES));
    if (!(mixture.moveTo(b) >= least)) continue; // a valley between two peaks
    const perShare = n / mixture.effect;
    const share = { lo: mixture.extreme(least, 0, 'lo') * perShare, hi: mixture.extreme(least, 0, 'hi') * perShare };
    mu.push(k, mixture.extreme(least, 1, 'lo'), mixture.extreme(least, 1, 'hi'));
    branching.push(k, share.lo, share.hi);
    alpha.push(k, share.lo * b, share.hi * b);
  }
  return { beta, mu: mu.ends(), branching: branching.ends(), alpha: alpha.ends() };
}

function betasAbove(mixture: Mixture, { betas, gains }: Peak, least: number): Ends {
  const first = gains.findIndex((gain) => gain >= least);
  const last = gains.findLastIndex((gain) => gain >= least);
  const edge = (inside: number, outside: number | undefined): number => {
    if (outside === undefined) return inside;
    let [above, below] = [inside, outside];
    for (let k = 0; k < BISECTIONS; k++) {
      const middle = (above + below) / 2;
      if (mixture.moveTo(Math.exp(middle)) >= least) above = middle;
      else below = middle;
    }
    return above;
  };
  return { lo: edge(betas[first], betas[first - 1]), hi: edge(betas[last], betas[last + 1]) };
}

/** Lower and upper ends along the nodes. */
class Outline {
  private readonly lows = new Float64Array(NODES).fill(NaN);
  private readonly highs = new Float64Array(NODES).fill(NaN);

  push(k: number, lo: number, hi: number): void {
    this.lows[k] = -lo;
    this.highs[k] = hi;
  }

  ends(): Ends {
    return { lo: Math.max(0, -peakOf(this.lows)), hi: peakOf(this.highs) };
  }
}

function peakOf(values: Float64Array): number {
  let best = -1;
  values.forEach((value, k) => {
    if (value > (values[best] ?? -Infinity)) best = k;
  });
  const y = values[best];
  const slope = (values[best + 1] ?? NaN) - (values[best - 1] ?? NaN);
  const curve = 2 * y - (values[best + 1] ?? NaN) - (values[best - 1] ?? NaN);
  return curve > 0 ? y + (slope * slope) / (8 * curve) : y;
}
