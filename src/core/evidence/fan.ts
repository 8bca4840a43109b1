import { quantilesOf } from '../stats/quantile';
import { joined } from './tables';
import type { Fan, InstrumentMeasures, OutcomeTable } from './types';

/** Median, and the bands that hold half and nine tenths. */
export const FAN_QUANTILES = [0.05, 0.25, 0.5, 0.75, 0.95];

/** Quantiles of the forward return of events and of placebos at each horizon; type 7 (the default of R), NaN without rows. */
export function returnFan(measures: readonly InstrumentMeasures[], horizons: number): Fan {
  return {
    quantiles: FAN_QUANTILES,
    events: quantiles(measures.map((m) => m.outcomes), horizons), // prettier-ignore
    placebo: quantiles(measures.map((m) => m.placebo), horizons), // prettier-ignore
  };
}

/** `rows[q][h]` */
function quantiles(tables: readonly OutcomeTable[], horizons: number): number[][] {
  const columns = Array.from({ length: horizons }, (_, h) =>
    quantilesOf(
      joined(tables, (t) => t.forwardBp[h]),
      FAN_QUANTILES,
    ),
  );
  return FAN_QUANTILES.map((_, q) => columns.map((column) => column[q]));
}
