import { breakEvenReset, openInterestCohorts, type CohortInput } from '../../liquidations/cohorts';
import { lastKnown } from '../../liquidations/describe';
import { FUNDING_STALE, oiChangeBetween, pointAt, staleAfter } from '../as-of';
import type { StudyMarket } from '../types';
import { reading, signOf, unknown, type Prepare } from './check';

export const openInterestDown: Prepare = ({ bars, oi }, { oiClosedShare }) => {
  if (!oi) return () => unknown('open interest');
  const stale = staleAfter(oi.interval, bars.interval);
  return ({ start, decision }) => {
    const i = lastKnown(oi, start, start - stale);
    const j = lastKnown(oi, decision, decision - stale);
    if (i < 0) return unknown('open interest at the start');
    if (j <= i) return unknown('open interest since the start');
    return reading(-oiChangeBetween(oi.columns, i, j), (x) => x > oiClosedShare, 'open interest in one unit');
  };
};

/** What an instrument's cohorts are built from; undefined without open interest. */
export function positionsOf({ positions, bars, oi, funding }: StudyMarket): CohortInput | undefined {
  return positions ?? (oi && { bars, oi, funding });
}

export const breakEvenLower: Prepare = (market) => {
  const positions = positionsOf(market);
  if (!positions) return () => unknown('open interest');
  const { bars } = positions;
  const cohorts = openInterestCohorts(positions);
  return (event) => {
    const { changeBp } = breakEvenReset(event, cohorts, bars);
    return reading(changeBp, (x) => signOf(event) * x < 0, 'open interest and bars at the start and at the decision');
  };
};

export const fundingNegative: Prepare = ({ funding }) => {
  if (!funding) return () => unknown('funding');
  const rates = { known: funding.t, value: funding.rate };
  return (event) => {
    const rate = pointAt(rates, event.decision, FUNDING_STALE);
    return reading(rate, (x) => signOf(event) * x < 0, 'a funding rate of the day before the decision');
  };
};
