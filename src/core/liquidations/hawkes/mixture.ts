import type { Tape } from './tape';

const MOST_STEPS = 60;
const SHARE_TOLERANCE = 1e-12;
const END_TOLERANCE = 1e-7;

/**
 * The likelihood at one beta, over the share w of the window's prints that earlier ones caused.
 * At its maximum the expected number of prints is the actual n, whatever beta is, which leaves mu and alpha one unknown:
 * mu = (1 − w)·n/T, alpha = w·n/S, S the excitation summed over the window at alpha = 1. The log likelihood is then Poisson's plus
 * gain(w) = sum of log(1 + w·d), d being the excitation just before a print relative to its mean, less 1: concave in w, 0 at w = 0.
 */
export class Mixture {
  /** Best share, and its gain. */
  share = 0;
  gain = NaN;
  /** Of the window's prints those that fall to excitation if each print causes one: the branching ratio is w·n/effect. */
  effect = NaN;
  private readonly tape: Tape;
  private readonly d: Float64Array;

  constructor(tape: Tape) {
    this.tape = tape;
    this.d = new Float64Array(tape.n);
  }

  /** Moves to another beta [per mean gap] and finds the best share. @returns its gain. */
  moveTo(beta: number): number {
    const { at, first, n } = this.tape;
    const { d } = this;
    let excitation = 0;
    let x = first > 0 ? at[0] : 0;
    for (let i = 0; i < first; i++) {
      excitation = excitation * Math.exp(-beta * (at[i] - x)) + 1;
      x = at[i];
    }
    excitation *= Math.exp(beta * x);
    const before = excitation;
    let atInstant = excitation;
    x = 0;
    for (let i = 0; i < n; i++) {
      const now = at[first + i];
      if (now > x) {
        excitation *= Math.exp(-beta * (now - x));
        atInstant = excitation;
        x = now;
      }
      d[i] = atInstant; // prints of one instant do not excite one another
      excitation++;
    }
    this.effect = before + n - excitation * Math.exp(-beta * (n - x));
    const scale = (beta * n) / this.effect;
    for (let i = 0; i < n; i++) d[i] = d[i] * scale - 1;
    this.share = this.bestShare();
    this.gain = this.gainAt(this.share);
    return this.gain;
  }

  /**
   * End of alpha's or mu's interval at this beta: the extreme over all likelihoods with a gain of at least `least`.
   * Off the maximum the expected number of prints may differ from the actual one, by a factor c that costs n·(c − 1 − log c).
   * An extreme of c·w (alpha) or c·(1 − w) (mu) has c = 1 − (w − pivot)·gain'(w)/n, which again leaves w alone.
   * @param least not above {@link gain}.
   * @param pivot the share at which the parameter is 0: 0 for alpha, 1 for mu.
   * @returns c·|w − pivot|.
   */
  extreme(least: number, pivot: 0 | 1, end: 'lo' | 'hi'): number {
    const { share } = this;
    const n = this.d.length;
    const target = end === 'lo' ? pivot : 1 - pivot;
    const atBound = (w: number): number =>
      Math.abs(w - pivot) * scaleOf(Math.max(0, (this.gainAt(w) - least) / n), end);
    if (this.profileAt(target, pivot).gain >= least) return atBound(target);
    if (!(this.profileAt(share, pivot).gain >= least)) return atBound(share); // share is itself 0 or 1
    const reach = Math.sqrt((2 * (this.gain - least)) / this.derivativesAt(share).curve); // of a parabola
    let [less, more] = [target as number, share];
    let w = share + (target === 0 ? -reach : reach);
    for (let step = 0; step < MOST_STEPS; step++) {
      if (!(w > Math.min(less, more) && w < Math.max(less, more))) w = (less + more) / 2;
      const { gain, slope } = this.profileAt(w, pivot);
      if (gain < least) less = w;
      else more = w;
      const move = (least - gain) / slope;
      w += move;
      if (Math.abs(move) <= END_TOLERANCE) break;
    }
    return Math.abs(w - pivot) * this.profileAt(w, pivot).scale;
  }

  /** The gain at share w after the cost of the factor c that an extreme has there. */
  private profileAt(
    w: number,
    pivot: 0 | 1,
  ): { readonly gain: number; readonly slope: number; readonly scale: number } {
    const n = this.d.length;
    const { slope, curve } = this.derivativesAt(w);
    const c = 1 - ((w - pivot) * slope) / n;
    const cSlope = ((w - pivot) * curve - slope) / n;
    return {
      gain: this.gainAt(w) - n * (c - 1 - Math.log(c)),
      slope: slope + n * (1 / c - 1) * cSlope,
      scale: c,
    };
  }

  private gainAt(w: number): number {
    const { d } = this;
    let sum = 0;
    let product = 1;
    for (let i = 0; i < d.length; i++) {
      product *= 1 + w * d[i];
      if ((i & 7) !== 7) continue; // one logarithm for eight factors
      sum += Math.log(product);
      product = 1;
    }
    return sum + Math.log(product);
  }

  private derivativesAt(w: number): { readonly slope: number; readonly curve: number } {
    const { d } = this;
    let slope = 0;
    let curve = 0;
    for (let i = 0; i < d.length; i++) {
      const q = d[i] / (1 + w * d[i]);
      slope += q;
      curve += q * q;
    }
    return { slope, curve };
  }

  private bestShare(): number {
    if (!(this.derivativesAt(0).slope > 0)) return 0;
    if (this.derivativesAt(1).slope >= 0) return 1;
    let [lo, hi] = [0, 1];
    let w = this.share > 0 && this.share < 1 ? this.share : 0.5; // the beta before was near
    for (let step = 0; step < MOST_STEPS; step++) {
      const { slope, curve } = this.derivativesAt(w);
      if (slope > 0) lo = w;
      else hi = w;
      const newton = w + slope / curve;
      const next = newton > lo && newton < hi ? newton : (lo + hi) / 2;
      if (Math.abs(next - w) <= SHARE_TOLERANCE) return next;
      w = next;
    }
    return w;
  }
}

/** The c above 1 (hi) or below (lo) with c − 1 − log c = cost, by Newton's steps from outside, which cannot overshoot. */
function scaleOf(cost: number, end: 'lo' | 'hi'): number {
  let c = end === 'hi' ? 1 + Math.sqrt(2 * cost) + cost : Math.exp(-cost - 1);
  if (cost === 0) return 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = (c - 1 - Math.log(c) - cost) / (1 - 1 / c);
    c -= move;
    if (Math.abs(move) <= END_TOLERANCE) break;
  }
  return c;
}
