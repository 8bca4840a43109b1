import { describe, expect, it } from 'vitest';
import { black76, black76Prices } from '#core/options/black76';
import { bsm } from '#core/options/black-scholes-merton';
import { scenarioGrid, type ScenarioLeg } from '#core/options/scenario-grid';

const leg = (over: Partial<ScenarioLeg>): ScenarioLeg => ({
  kind: 'call',
  quantity: 1,
  strike: 100,
  tau: 0.25,
  carry: 0,
  rate: 0,
  ...over,
});
const prices = Float64Array.from({ length: 150 }, (_, p) => 40 + p); // more than one block
const elapsed = Float64Array.of(0, 0.1, 0.25, 0.3);

describe('scenarioGrid', () => {
  it('is each leg priced by itself, in the row of its shock and date', () => {
    const legs = [
      leg({ quantity: -2, strike: 110, carry: 0.03, rate: 0.05 }),
      leg({ kind: 'put', strike: 90, tau: 0.6 }),
      leg({ kind: 'underlying', quantity: 0.5, strike: 101 }),
    ];
    const shocks = 2;
    const vols = Float64Array.from({ length: legs.length * shocks * elapsed.length }, (_, i) => 0.2 + 0.03 * i);
    const grid = scenarioGrid(legs, { prices, shocks, elapsed, vols });
    for (let v = 0; v < shocks; v++)
      for (const [d, gone] of elapsed.entries())
        for (const [p, price] of prices.entries()) {
          const [call, put] = [0, 1].map((l) => vols[(l * shocks + v) * elapsed.length + d]!) as [number, number];
          const left = Math.max(0.25 - gone, 0);
          const expected =
            -2 * bsm('call', price, 110, left, 0.05, 0.05 - 0.03, call).price +
            black76('put', price, 90, 0.6 - gone, 0, put).price +
            0.5 * (price - 101);
          expect(Math.abs(grid[(v * elapsed.length + d) * prices.length + p]! - expected)).toBeLessThanOrEqual(1e-12 * price); // prettier-ignore
        }
  });

  it('takes a volatility for every price too', () => {
    const vols = Float64Array.from(prices, (price) => 0.3 + 0.2 * Math.abs(Math.log(price / 100)));
    const grid = scenarioGrid([leg({})], { prices, shocks: 1, elapsed: Float64Array.of(0.05), vols });
    for (const [p, price] of prices.entries()) {
      const alone = black76Prices('call', price, Float64Array.of(100), 0.2, 0, Float64Array.of(vols[p]!))[0]!;
      expect(Math.abs(grid[p]! - alone)).toBeLessThanOrEqual(1e-12 * price);
    }
  });

  it('pays at the price of the scenario on the expiry and after it', () => {
    const axes = { prices, shocks: 1, elapsed: Float64Array.of(0.25, 1), vols: new Float64Array(2).fill(NaN) };
    const payoffs = prices.map((price) => Math.max(100 - price, 0));
    expect(scenarioGrid([leg({ kind: 'put', rate: 0.1 })], axes)).toEqual(Float64Array.of(...payoffs, ...payoffs));
  });

  it('has the intrinsic value without volatility, and at the money nothing', () => {
    const axes = { prices, shocks: 1, elapsed: Float64Array.of(0), vols: Float64Array.of(0) };
    const grid = scenarioGrid([leg({})], axes);
    for (const [p, price] of prices.entries())
      if (price !== 100) expect(grid[p]).toBe(Math.max(price - 100, 0));
      else expect(grid[p]).toBeLessThan(1e-90);
  });

  it('is missing where a volatility is missing or negative, there only', () => {
    const vols = Float64Array.of(0.2, NaN, -0.1, 0.2);
    const grid = scenarioGrid([leg({ tau: 1 })], { prices: Float64Array.of(90, 100), shocks: 4, elapsed: Float64Array.of(0), vols }); // prettier-ignore
    expect([...grid].map(Number.isNaN)).toEqual([false, false, true, true, true, true, false, false]);
  });

  it('overwrites what it is given, and is nothing without legs', () => {
    const out = new Float64Array(2).fill(7);
    const axes = { prices: Float64Array.of(1, 2), shocks: 1, elapsed: Float64Array.of(0), vols: new Float64Array(0) };
    expect(scenarioGrid([], axes, out)).toBe(out);
    expect([...out]).toEqual([0, 0]);
  });

  it('refuses other shapes and impossible prices', () => {
    const axes = { prices, shocks: 2, elapsed, vols: new Float64Array(8).fill(0.5) };
    expect(() => scenarioGrid([leg({})], { ...axes, vols: new Float64Array(9) })).toThrow(RangeError);
    expect(() => scenarioGrid([leg({})], axes, new Float64Array(5))).toThrow(RangeError);
    for (const bad of [0, -1, NaN, Infinity]) {
      expect(() => scenarioGrid([leg({})], { ...axes, prices: Float64Array.of(bad) })).toThrow(RangeError);
      expect(() => scenarioGrid([leg({ strike: bad })], axes)).toThrow(RangeError);
    }
  });
});
