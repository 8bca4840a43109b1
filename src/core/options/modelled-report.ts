import { MS_PER_DAY, MS_PER_YEAR } from '../time/ms';
import { modelledSmile, type IndexLevel, type SmileShape } from './modelled-smile';
import { MATURITIES, wingsOfSlice, type Wings } from './surface';
import type { Svi } from './svi';

/** A tenor of a modelled surface. */
export interface ModelledTenor extends Omit<Wings, 'tau' | 'extrapolated' | 'flagged'> {
  readonly days: number;
  readonly svi: Svi;
}

/**
 * A surface from levels of volatility indices alone, at the constant maturities.
 * @param term ascending by tau. @returns nothing without a level.
 */
export function modelledReport(term: readonly IndexLevel[], shape: SmileShape): ModelledTenor[] {
  return MATURITIES.flatMap((days) => {
    const tau = (days * MS_PER_DAY) / MS_PER_YEAR;
    const svi = modelledSmile(term, tau, shape);
    if (!svi) return [];
    const { atm, call25, put25, riskReversal, butterfly } = wingsOfSlice(svi, tau, { isFlagged: false });
    return [{ days, svi, atm, call25, put25, riskReversal, butterfly }];
  });
}
