import { HEDGE_DEFAULTS, type BetaSettings } from '../hedge/defaults';

export interface ValueSettings {
  readonly capm: BetaSettings;
  readonly year: {
    /** The next statement is overdue so long after its period ended [days]. */
    readonly lateDays: number;
  };
  /** Rates that are looked for [per year]: of one below or above it is said that it lies there. */
  readonly rates: { readonly least: number; readonly most: number };
  /** How far an input is moved in a tornado, as a share of itself. */
  readonly tornado: number;
  /** Rewards and fees are claimed so often [days]. */
  readonly claimDays: number;
  /** Yields and costs of capital that differ by less are taken as equal [per year]. */
  readonly flushBand: number;
}

export const VALUE_DEFAULTS: ValueSettings = {
  capm: { ...HEDGE_DEFAULTS.betaEstimate, leastDays: 60 },
  year: { lateDays: 150 },
  rates: { least: -1 + 1e-9, most: 1e9 },
  tornado: 0.2,
  claimDays: 30,
  flushBand: 0.005,
};
