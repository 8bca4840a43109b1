import type { GateSignal, Layer, LegRule, TenorRule } from './types';
import type { Signals } from './gates';

/** Neither expires nor rolls: a perpetual, or a fund in place of the asset. */
export const isPerpetual = ({ structure }: Layer): boolean => structure === 'perpetual' || structure === 'etfProxy';

/**
 * Share of a year's budget that one opening may spend: the days it is meant to last over 365, from the opening to its roll and at least
 * `every`, at most all of it.
 */
export function budgetShare({ roll }: Layer, tenorDays: number): number {
  return Math.min(365, Math.max(0, tenorDays - roll.daysBefore, roll.every)) / 365;
}

/** What a layer is made of while the skew is rich or the curve inverted. */
export interface EffectiveRules {
  readonly legs: readonly LegRule[];
  readonly tenor: TenorRule;
  readonly rich: boolean;
  readonly inverted: boolean;
  /** Signals that a switch asks for and nobody knows: nothing is switched on them. */
  readonly unknown: readonly GateSignal[];
}

/** @source method.md, section 5: rich put skew changes the legs, an inverted curve lengthens the tenors, and their range with them. */
export function effectiveRules({ legs, tenor, adaptation: { rich, inverted } }: Layer, { skew, slope }: Signals): EffectiveRules {
  const isRich = rich !== null && skew > rich.above;
  const isInverted = inverted !== null && slope > inverted.above;
  const unknown: GateSignal[] = [];
  if (rich && Number.isNaN(skew)) unknown.push('skew');
  if (inverted && Number.isNaN(slope)) unknown.push('slope');
  const times = isInverted ? inverted.tenorTimes : 1;
  const { targets, least, most } = tenor;
  return {
    legs: isRich ? rich.legs : legs,
    tenor: { ...tenor, targets: targets.map((days) => days * times), least: least * times, most: most * times },
    rich: isRich,
    inverted: isInverted,
    unknown,
  };
} // prettier-ignore

/** What one opening of one rung is sized from. */
export interface SizeBasis {
  /** Beta notional and value of the book [quote currency]. */
  readonly exposure: number;
  readonly book: number;
  /** Price of the underlying of the legs, and net premium of one unit of the layer, paid above 0 [quote currency]. */
  readonly underlying: number;
  readonly premium: number;
  /** To the expiry. */
  readonly days: number;
}

/**
 * Units of a layer at a gate and an adaptation of 1, all rungs together. A book that is short has no exposure to cover.
 * @returns NaN when sized by a premium and there is none to pay.
 */
export function baseUnits(layer: Layer, { exposure, book, underlying, premium, days }: SizeBasis): number {
  const { size } = layer;
  switch (size.by) {
    case 'exposure':
      return (size.ratio * Math.max(0, exposure)) / underlying;
    case 'contracts':
      return size.count;
    case 'premium':
      return premium > 0 ? (size.share * book) / premium : NaN;
    case 'budget':
      return premium > 0 ? (size.share * book * budgetShare(layer, days)) / premium : NaN;
  }
}
