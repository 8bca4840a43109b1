import { normQuantile } from '../../math/special';
import { ksExponential } from '../../stats/kolmogorov-smirnov';
import type { Ms } from '../../time/ms';
import { hawkesResiduals } from './likelihood';
import { Mixture } from './mixture';
import { poissonPValue } from './poisson-test';
import { regionAbove } from './region';
import { findPeak } from './search';
import { toTape, type Tape } from './tape';
import type { Estimate, HawkesFit, HawkesParameters, PrintWindow } from './types';

/** Distinct instants in the window that a fit needs. */
export const LEAST_INSTANTS = 20;
/** Parameters that Hawkes has more than Poisson: what AIC asks of the gain. */
const EXTRA_PARAMETERS = 2;

export interface HawkesOptions {
  /** Start of the window [ms]; default the first print, which then excites and is not counted. */
  readonly from?: Ms;
  /** End of the window [ms], default the last print. */
  readonly to?: Ms;
  /** Of the intervals, default 0.95. */
  readonly level?: number;
}

/**
 * Maximum likelihood of a Hawkes process with exponential kernel, and how far it is from Poisson.
 *
 * For each beta the likelihood is concave in what is left (see {@link Mixture}), so that the search is one over beta alone: no start
 * values, no local maximum missed at the grid's width. Intervals are profile likelihood intervals (chi-squared, 1 degree); where
 * the Poisson test does not reject at their level, they reach down to a branching ratio of 0.
 * Lives 1/beta longer than a tenth of the window are not tried.
 *
 * @param t prints [ms], ascending, any number at one instant: those do not excite one another. Stamps coarser than the lives they
 *   should show hide the excitation.
 * @returns rates per second; NaN with a reason for fewer than {@link LEAST_INSTANTS} distinct instants.
 * @throws {RangeError} t is not ascending, or level is not inside (0, 1).
 * @source Ozaki (1979), Ogata (1981); model choice by AIC as Ogata (1988). Oracle test/oracle/liquidations/hawkes.json (SciPy).
 */
export function fitHawkes(t: Float64Array, options: HawkesOptions = {}): HawkesFit {
  const { from = t[0] ?? NaN, to = t[t.length - 1] ?? NaN, level = 0.95 } = options;
  if (!(level > 0 && level < 1)) throw new RangeError(`level=${level}`);
  const window = { from, to };
  if (t.length === 0 || from === to) return nothing(0, window);
  const tape = toTape(t, window);
  return tape.instants < LEAST_INSTANTS ? nothing(tape.n, window) : fitTape(t, tape, window, level);
}

function fitTape(t: Float64Array, tape: Tape, window: PrintWindow, level: number): HawkesFit {
  const { n, meanGap } = tape;
  const mixture = new Mixture(tape);
  const peak = findPeak(mixture, tape);
  const poissonP = poissonPValue(2 * peak.gain, peak.betas[peak.betas.length - 1] - peak.betas[0]);
  const excited = peak.gain > EXTRA_PARAMETERS;
  mixture.moveTo(Math.exp(peak.beta));
  const share = excited ? mixture.share : 0;
  const branching = (share * n) / mixture.effect;
  const beta = Math.exp(peak.beta) / meanGap;
  const best: HawkesParameters = { mu: (1 - share) / meanGap, alpha: branching * beta, beta };
  const region = regionAbove(mixture, peak, n, peak.gain - normQuantile((1 + level) / 2) ** 2 / 2);
  const down = (lo: number): number => (!excited || poissonP >= 1 - level ? 0 : lo);
  const ks = ksExponential(hawkesResiduals(t, best, window));
  const poissonLogLikelihood = -n * Math.log(meanGap) - n;
  return {
    n,
    ...window,
    ...(excited ? { model: 'hawkes' } : { model: 'poisson', reason: 'noExcitation' }),
    mu: { value: best.mu, lo: region.mu.lo / meanGap, hi: region.mu.hi / meanGap },
    alpha: { value: best.alpha, lo: down(region.alpha.lo) / meanGap, hi: region.alpha.hi / meanGap },
    beta: excited
      ? { value: beta, lo: Math.exp(region.beta.lo) / meanGap, hi: Math.exp(region.beta.hi) / meanGap }
      : NO_ESTIMATE,
    branching: { value: branching, lo: down(region.branching.lo), hi: region.branching.hi },
    logLikelihood: poissonLogLikelihood + peak.gain,
    poissonLogLikelihood,
    poissonP,
    ksD: ks.d,
    ksP: ks.p,
  };
}

const NO_ESTIMATE: Estimate = { value: NaN, lo: NaN, hi: NaN };

const nothing = (n: number, window: PrintWindow): HawkesFit => ({
  n,
  ...window,
  reason: 'tooFewPrints',
  mu: NO_ESTIMATE,
  alpha: NO_ESTIMATE,
  beta: NO_ESTIMATE,
  branching: NO_ESTIMATE,
  logLikelihood: NaN,
  poissonLogLikelihood: NaN,
  poissonP: NaN,
  ksD: NaN,
  ksP: NaN,
});
