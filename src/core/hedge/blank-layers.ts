import type { OptionKind } from '../options/types';
import { HEDGE_DEFAULTS, tenorOn, type HedgeSettings } from './defaults';
import type { CalendarName, HedgePlan, Layer, LegRule, SizeRule, StrikeRule, Structure, Underlying } from './types';

export const byDelta = (value: number): StrikeRule => ({ by: 'delta', value });
export const byMoneyness = (value: number): StrikeRule => ({ by: 'moneyness', value });

/** An option of a layer. */
export const leg = (kind: OptionKind, ratio: number, strike: StrikeRule, on: Underlying = 'asset'): LegRule => ({ kind, on, ratio, strike }); // prettier-ignore

const FULL_NAMES: Readonly<Record<Structure, string>> = {
  put: 'Put',
  call: 'Call',
  putSpread: 'Put spread',
  ratioSpread: 'Put backspread',
  collar: 'Collar',
  condor: 'Iron condor',
  volatilityCall: 'Volatility call',
  volatilityCallSpread: 'Volatility call spread',
  perpetual: 'Short perpetual',
  future: 'Short future',
  etfProxy: 'Short fund',
};

/** Legs that a structure starts with. No structure can lose more than its premium and the widest of its spreads, futures aside. */
function legsOf(structure: Structure, { deltas }: HedgeSettings): LegRule[] {
  const { bought, soldBelow, condorShort, condorWing, volatility, volatilityCap } = deltas;
  const put = (ratio: number, delta: number): LegRule => leg('put', ratio, byDelta(delta));
  const call = (ratio: number, delta: number): LegRule => leg('call', ratio, byDelta(delta));
  const onVolatility = (ratio: number, delta: number): LegRule => leg('call', ratio, byDelta(delta), 'volatility');
  switch (structure) {
    case 'put':
      return [put(1, bought)];
    case 'call':
      return [call(1, bought)];
    case 'putSpread':
      return [put(1, bought), put(-1, soldBelow)];
    case 'ratioSpread':
      return [put(-1, bought), put(2, soldBelow)];
    case 'collar':
      return [put(1, bought), call(-1, bought)];
    case 'condor':
      return [put(1, condorWing), put(-1, condorShort), call(-1, condorShort), call(1, condorWing)];
    case 'volatilityCall':
      return [onVolatility(1, volatility)];
    case 'volatilityCallSpread':
      return [onVolatility(1, volatility), onVolatility(-1, volatilityCap)];
    case 'perpetual':
    case 'future':
    case 'etfProxy':
      return [{ kind: 'future', on: 'asset', ratio: -1 }];
  }
}

/**
 * A layer of one structure with the defaults: always on, rolled at expiry, sized by exposure, calls on a volatility index by a budget.
 * Its tenors are those of the calendar; of layers on a volatility index its own, and a perpetual or a fund does not read them.
 * @param calendar of the asset: 'crypto' or 'equity'.
 */
export function blankLayer(
  structure: Structure,
  id: string,
  calendar: CalendarName = 'crypto',
  settings: HedgeSettings = HEDGE_DEFAULTS,
): Layer {
  const legs = legsOf(structure, settings);
  const isVolatility = legs[0].on === 'volatility';
  const isLinear = legs[0].kind === 'future';
  const size: SizeRule =
    isVolatility && !isLinear ? { by: 'budget', share: settings.budget } : { by: 'exposure', ratio: settings.ratio };
  return {
    id,
    name: FULL_NAMES[structure],
    enabled: true,
    structure,
    legs,
    tenor: tenorOn(isVolatility && calendar === 'equity' ? 'vix' : calendar, settings),
    size,
    gate: { gate: { kind: 'always' }, reads: 'roll' },
    adaptation: settings.adaptation,
    roll: { daysBefore: 0, every: 0 },
    monetisation: isLinear ? { kind: 'none' } : settings.monetisation,
    caps: settings.caps,
  };
}

/**
 * A plan for an asset: no position yet, puts as its only layer.
 * @param asset stored instrument. @param calendar of its options.
 */
export function defaultPlan(
  asset: string,
  calendar: CalendarName = 'crypto',
  settings: HedgeSettings = HEDGE_DEFAULTS,
): HedgePlan {
  return {
    name: 'New plan',
    asset,
    positions: [],
    layers: [blankLayer('put', 'puts', calendar, settings)],
    beta: settings.beta,
    surface: settings.surface,
    costs: settings.costs,
    capital: null,
    budget: settings.budget,
  };
}
