import type { Effect, HorizonResult, StudySpec, Verdict } from './types';

type Bounds = Pick<Effect, 'lo' | 'hi' | 'percentileLo' | 'percentileHi' | 'clusters'>;

/** What a verdict goes by: the effect against the deciding control, in return and in share of undercut lows. */
export interface Finding {
  /** Events that were measured, and those that were censored. */
  readonly n: number;
  readonly censored: number;
  readonly decidedBy: HorizonResult['decidedBy'];
  readonly effect: Bounds;
  /** Against the control that does not decide. */
  readonly other: Bounds;
  readonly undercut: Pick<HorizonResult['undercut'], 'rate' | 'effect'>;
}

/**
 * The four words. A bound is the outer one of the BCa and the percentile interval: where few clusters hold most of the rows
 * BCa alone is too narrow (ADR 9). In this order: cannot tell without bars or enough clusters; bounce when the effect is above 0 and above costs;
 * continuation when it is below 0, and neither when the effect against the other control, with enough clusters, lies wholly on the
 * opposite side; no difference when its interval lies inside the equivalence band, or that of the
 * undercut effect against matched declines inside the band of points (random instants look back on a low that lies
 * elsewhere); else cannot tell.
 * @source method.md, section 3
 */
export function verdictOf(
  { n, censored, decidedBy, effect, other, undercut }: Finding,
  spec: Pick<StudySpec, 'costBp' | 'equivalenceBp' | 'equivalencePoints' | 'minClusters'>,
): { readonly verdict: Verdict; readonly because: HorizonResult['because'] } {
  const { lo, hi } = outer(effect);
  if (n + censored === 0) return { verdict: 'cannotTell', because: 'noBars' };
  if (effect.clusters < spec.minClusters) return { verdict: 'cannotTell', because: 'tooFewClusters' };
  const isTold = other.clusters >= spec.minClusters;
  const isBounce = lo > Math.max(0, spec.costBp);
  if ((isBounce && isTold && outer(other).hi < 0) || (hi < 0 && isTold && outer(other).lo > 0))
    return { verdict: 'cannotTell', because: 'controlsDisagree' };
  if (isBounce) return { verdict: 'bounce', because: 'aboveCosts' };
  if (hi < 0) return { verdict: 'continuation', because: 'belowZero' };
  const points = spec.equivalencePoints / 100;
  if (lo > -spec.equivalenceBp && hi < spec.equivalenceBp) return { verdict: 'noDifference', because: 'insideBand' };
  if (decidedBy === 'matched' && isSameRate(undercut, points))
    return { verdict: 'noDifference', because: 'insidePoints' };
  return { verdict: 'cannotTell', because: lo > 0 ? 'withinCosts' : 'spansZero' };
}

function outer({ lo, hi, percentileLo, percentileHi }: Bounds): { readonly lo: number; readonly hi: number } {
  return { lo: Math.min(lo, percentileLo), hi: Math.max(hi, percentileHi) };
}

/** Where nearly all lows or nearly none are undercut, a few points are all that rates can differ by: that is no equality. */
function isSameRate({ rate, effect }: Finding['undercut'], points: number): boolean {
  const isOpen = rate >= 2 * points && rate <= 1 - 2 * points;
  return isOpen && effect.lo < effect.hi && effect.lo > -points && effect.hi < points;
}
