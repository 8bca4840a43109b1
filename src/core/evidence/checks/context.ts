import { LEAST_STEP } from '../../macro/differential';
import { lastIndexAtOrBefore } from '../../series/search';
import type { Ms } from '../../time/ms';
import { POINT_STALE, pointAt } from '../as-of';
import type { KnownPoints } from '../types';
import { reading, signOf, unknown, type Prepare } from './check';

export const termStructureUpward: Prepare = ({ termSlope }) => {
  if (!termSlope) return () => unknown('the volatility term structure');
  return ({ decision }) =>
    reading(pointAt(termSlope, decision), (x) => x < 0, 'a volatility term structure of the days before the decision');
};

export const skewEased: Prepare = ({ skew }) => {
  if (!skew) return () => unknown('the 25-delta risk reversal');
  return (event) => {
    const i = lastIndexAtOrBefore(skew.known, event.start);
    const j = lastIndexAtOrBefore(skew.known, event.decision);
    if (i < 0 || skew.known[i] < event.start - POINT_STALE) return unknown('the 25-delta risk reversal at the start');
    if (j === i) return unknown('a 25-delta risk reversal since the start');
    const change = pointAt(skew, event.decision) - skew.value[i];
    return reading(change, (x) => signOf(event) * x > 0, 'the 25-delta risk reversal since the start');
  };
};

const RELEASES = 'two releases of consumer or of producer prices';

export const macroStabilising: Prepare = ({ cpi, ppi, refused }, { macroStaleMs }) => {
  const series = [cpi, ppi].filter((x) => x !== undefined);
  if (series.length === 0) return () => unknown(refused?.cpi ?? refused?.ppi ?? RELEASES);
  return ({ decision }) => {
    const changes = series.map((x) => lastChange(x, decision, macroStaleMs)).filter((x) => !Number.isNaN(x));
    const largest = changes.length > 0 ? Math.max(...changes) : NaN;
    return reading(largest, (x) => x < 0, RELEASES);
  };
};

/** The last release less the one before it. */
function lastChange({ known, value }: KnownPoints, at: Ms, stale: Ms): number {
  const i = lastIndexAtOrBefore(known, at);
  return i < 1 || known[i] < at - stale ? NaN : value[i] - value[i - 1];
}

export const rateDifferentialNarrowing: Prepare = ({ rateDifferential, refused }, { rates: { spanMs, staleMs } }) => {
  if (!rateDifferential) return () => unknown(refused?.rateDifferential ?? 'the policy rate differential');
  return ({ decision }) => {
    const sizeAt = (at: Ms): number => Math.abs(pointAt(rateDifferential, at, staleMs));
    const lacks = 'the policy rate differential at the decision and a span before';
    return reading(sizeAt(decision) - sizeAt(decision - spanMs), (x) => x < -LEAST_STEP, lacks);
  };
};

export const reerEasing: Prepare = ({ reer, refused }, { macroStaleMs }) => {
  if (!reer) return () => unknown(refused?.reer ?? 'the real effective exchange rate');
  return (event) => {
    const change = lastChange(reer, event.decision, macroStaleMs);
    return reading(change, (x) => signOf(event) * x < 0, 'two releases of the real effective exchange rate');
  };
};
