import type { HedgePlan, Layer } from '#core/hedge/types';

/** 30-delta puts of a month on half of the exposure. */
export const putLayer = (change: Partial<Layer> = {}): Layer => ({
  id: 'puts',
  name: 'Puts of a month',
  enabled: true,
  structure: 'put',
  legs: [{ kind: 'put', on: 'asset', ratio: 1, strike: { by: 'delta', value: 0.3 } }],
  tenor: { targets: [30], least: 7, most: 90, monthlyOnly: false, calendar: 'crypto' },
  size: { by: 'exposure', ratio: 0.5 },
  gate: { gate: { kind: 'always' }, reads: 'roll' },
  adaptation: { skew: 0, slope: 0, exhaustion: 0, least: 0.5, most: 1.5, rich: null, inverted: null },
  roll: { daysBefore: 0, every: 1 },
  monetisation: { kind: 'none' },
  caps: { premiumPerYear: null, notional: null },
  ...change,
});

/** Ten coins, with one layer of puts. */
export const hedgePlan = (change: Partial<HedgePlan> = {}): HedgePlan => ({
  name: 'Ten coins',
  asset: 'BTCUSDT',
  positions: [
    { id: 'coins', label: 'Coins', kind: 'spot', instrument: 'BTCUSDT', quantity: 10, price: null, option: null, beta: null },
  ],
  layers: [putLayer()],
  beta: { benchmark: 'BTCUSDT', window: 90, halfLife: null, shrink: false, downside: false },
  surface: { dynamics: 'stickyDelta', volBeta: 1, parallel: false },
  costs: { crossed: 0.5, optionSpread: 0.05, leastVolSpread: 0.01, linearSpread: 0.0002, optionFee: 0.0003, optionFeeCap: 0.125, linearFee: 0.0005 },
  capital: null,
  budget: 0.05,
  ...change,
}); // prettier-ignore
