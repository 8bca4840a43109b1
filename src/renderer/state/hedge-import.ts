import { blankLayer } from '#core/hedge/blank-layers';
import type { HedgeMarket } from '#core/hedge/market';
import { daysTo, forwardOf } from '#core/hedge/pricing';
import type { Layer, LegRule, Structure } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import type { HedgeLeg, PendingStructure } from './hedge-inbox';

function structureOf(legs: readonly HedgeLeg[]): Structure {
  const puts = legs.filter(({ kind }) => kind === 'put').length;
  const calls = legs.length - puts;
  if (puts === 2 && calls === 2) return 'condor';
  if (puts > 0 && calls > 0) return 'collar';
  if (calls > 0) return 'call';
  return puts > 1 ? 'putSpread' : 'put';
}

/** Days on both sides of the expiry that a layer still takes for it. */
const NEAR = 1;

function layerOf(label: string, legs: readonly HedgeLeg[], expiry: Ms, market: HedgeMarket): Layer {
  const days = daysTo(market, expiry);
  const forward = forwardOf(market, 'asset', expiry);
  const count = Math.max(...legs.map(({ quantity }) => Math.abs(quantity)));
  const rules = legs.map(({ kind, quantity, strike }): LegRule => ({
    kind,
    on: 'asset',
    ratio: quantity / count,
    strike: { by: 'moneyness', value: strike / forward },
  }));
  return {
    ...blankLayer(structureOf(legs), 'sent'),
    name: label,
    legs: rules,
    tenor: {
      targets: [days],
      least: Math.max(0, days - NEAR),
      most: days + NEAR,
      monthlyOnly: false,
      calendar: 'crypto',
    },
    size: { by: 'contracts', count },
    monetisation: { kind: 'none' },
    caps: { premiumPerYear: null, notional: null },
  };
}

/** A structure of fixed strikes as layers, one for each expiry: strikes become shares of the forward of now. What has expired is left out. */
export function layersOf({ label, legs }: PendingStructure, market: HedgeMarket): readonly Layer[] {
  const expiries = [...new Set(legs.map(({ expiry }) => expiry))]
    .filter((expiry) => expiry > market.t)
    .sort((a, b) => a - b);
  return expiries.map((expiry) =>
    layerOf(
      label,
      legs.filter((leg) => leg.expiry === expiry && leg.quantity !== 0),
      expiry,
      market,
    ),
  );
}
