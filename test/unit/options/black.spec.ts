import { describe, expect, it } from 'vitest';
import { bsm, bsmGreeks, bsmPrices } from '#core/options/black-scholes-merton';
import { black76, black76Greeks, black76Prices } from '#core/options/black76';
import { impliedVol, impliedVols } from '#core/options/implied-vol';
import { inverse, inverseGreeks, inversePrices } from '#core/options/inverse';
import type { OptionValue } from '#core/options/types';

const NOTHING: Partial<OptionValue> = { gamma: 0, vega: 0, vanna: 0, volga: 0 };
/** toEqual tells 0 from −0. */
const plain = (value: OptionValue): OptionValue =>
  Object.fromEntries(Object.entries(value).map(([name, x]) => [name, (x as number) + 0])) as unknown as OptionValue;

describe('strips', () => {
  const n = 300; // more than one block
  const strikes = Float64Array.from({ length: n }, (_, i) => 50 + i / 2);
  const vols = Float64Array.from({ length: n }, (_, i) => (i % 7 === 0 ? 0.01 : 0.1 + i / 500));

  it('give each option what it gets alone, prices and greeks the same', () => {
    for (const kind of ['call', 'put'] as const) {
      const black = black76Greeks(kind, 100, strikes, 0.1, 0.03, vols);
      const spot = bsmGreeks(kind, 100, strikes, 0.1, 0.03, 0.01, vols);
      const coin = inverseGreeks(kind, 100, strikes, 0.1, vols);
      expect(black.price).toEqual(black76Prices(kind, 100, strikes, 0.1, 0.03, vols));
      expect(spot.price).toEqual(bsmPrices(kind, 100, strikes, 0.1, 0.03, 0.01, vols));
      expect(coin.price).toEqual(inversePrices(kind, 100, strikes, 0.1, vols));
      for (const i of [0, 127, 128, 299]) {
        expect(black76(kind, 100, strikes[i]!, 0.1, 0.03, vols[i]!)).toMatchObject({ price: black.price[i], charm: black.charm[i] }); // prettier-ignore
        expect(bsm(kind, 100, strikes[i]!, 0.1, 0.03, 0.01, vols[i]!)).toMatchObject({ theta: spot.theta[i], rho: spot.rho[i] }); // prettier-ignore
        expect(inverse(kind, 100, strikes[i]!, 0.1, vols[i]!)).toMatchObject({ delta: coin.delta[i], gamma: coin.gamma[i] }); // prettier-ignore
      }
    }
  });

  it('let a missing strike or volatility, or a negative one, be missing at its place only', () => {
    const holes = Float64Array.of(100, NaN, 100, 100, 100);
    const out = black76Greeks('call', 100, holes, 0.1, 0, Float64Array.of(0.5, 0.5, NaN, -0.5, 0.5));
    for (const column of Object.values(out))
      expect([...column].map(Number.isNaN)).toEqual([false, true, true, true, false]);
  });

  it('refuse other shapes and impossible arguments', () => {
    const one = Float64Array.of(1);
    const two = new Float64Array(2);
    expect(() => black76Prices('call', 100, one, 1, 0, two)).toThrow(RangeError);
    expect(() => black76Prices('call', 100, one, 1, 0, one, two)).toThrow(RangeError);
    for (const bad of [0, -1, NaN, Infinity]) expect(() => black76('call', bad, 1, 1, 0, 1)).toThrow(RangeError);
    for (const bad of [-1, NaN, Infinity]) expect(() => bsm('put', 1, 1, bad, 0, 0, 1)).toThrow(RangeError);
    expect(() => bsm('put', 1, 1, 1, NaN, 0, 1)).toThrow(RangeError);
    expect(() => inverse('put', 0, 1, 1, 1)).toThrow(RangeError);
    expect(() => impliedVol('put', 0, 1, 1, 1)).toThrow(RangeError);
    expect(() => impliedVols('put', 1, one, 1, two)).toThrow(RangeError);
  });
});

describe('without time or volatility', () => {
  it.each([
    [0, 0.5],
    [0.25, 0],
    [0, 0],
  ])('tau = %d, vol = %d: the intrinsic value, and greeks that are its own', (tau, vol) => {
    const discount = Math.exp(-0.04 * tau);
    expect(plain(black76('call', 110, 100, tau, 0.04, vol))).toMatchObject({ ...NOTHING, price: 10 * discount, delta: discount }); // prettier-ignore
    expect(plain(black76('put', 110, 100, tau, 0.04, vol))).toMatchObject({ ...NOTHING, price: 0, delta: 0, theta: 0, charm: 0 }); // prettier-ignore
    const coin = plain(inverse('call', 125, 100, tau, vol));
    expect(coin).toMatchObject({ vega: 0, vanna: 0, volga: 0, price: 0.2, delta: 100 / 125 ** 2, theta: 0 });
    expect(coin.gamma).toBeCloseTo((-2 * 100) / 125 ** 3, 15);
    const put = plain(bsm('put', 80, 100, tau, 0.04, 0.01, vol));
    expect(put).toMatchObject({ ...NOTHING, delta: -Math.exp(-0.01 * tau) });
    expect(put.price).toBeCloseTo(100 * discount - 80 * Math.exp(-0.01 * tau), 12);
  });

  it('has a value at the kink, and no greek', () => {
    for (const value of [black76('call', 100, 100, 0, 0, 0.5), inverse('put', 100, 100, 1, 0)]) {
      expect(value.price).toBe(0);
      expect(value).toMatchObject({
        delta: NaN,
        gamma: NaN,
        vega: NaN,
        theta: NaN,
        vanna: NaN,
        volga: NaN,
        charm: NaN,
      });
    }
  });

  it('reaches the limit without a jump', () => {
    const at = (tau: number) => black76('call', 100.001, 100, tau, 0, 0.5);
    expect(at(1e-14).price).toBe(at(0).price);
    expect(at(1e-14).delta).toBe(1);
    expect(at(1e-9).price).toBeGreaterThan(at(0).price);
  });
});

describe('impliedVol', () => {
  it('has a reason in place of a number', () => {
    expect(impliedVol('call', 100, 90, 1, 9.99)).toBe('belowIntrinsic');
    expect(impliedVol('call', 100, 90, 1, 10)).toBe('noTimeValue');
    expect(impliedVol('call', 100, 110, 1, 0)).toBe('noTimeValue');
    expect(impliedVol('call', 100, 110, 1, -1)).toBe('belowIntrinsic');
    expect(impliedVol('call', 100, 110, 1, 100)).toBe('aboveMaximum');
    expect(impliedVol('put', 100, 110, 1, 110)).toBe('aboveMaximum');
    expect(impliedVol('put', 100, 110, 0, 20)).toBe('expired');
    expect(impliedVol('put', 100, 110, 1, NaN)).toBeNaN();
  });

  it('of a strip is missing where it has none', () => {
    const strikes = Float64Array.of(90, 100, 110, NaN, 100);
    const values = Float64Array.of(9, NaN, 5, 5, 100);
    const vols = impliedVols('call', 100, strikes, 0.5, values);
    expect([...vols].map(Number.isNaN)).toEqual([true, true, false, true, true]);
    expect(vols[2]).toBe(impliedVol('call', 100, 110, 0.5, 5));
    expect(black76('call', 100, 110, 0.5, 0, vols[2]!).price).toBeCloseTo(5, 13);
    expect([...impliedVols('call', 100, strikes, 0, values)]).toEqual([NaN, NaN, NaN, NaN, NaN]);
  });

  it.each([1e-90, 1e-30, 1e-5, 0.5, 1 - 1e-5, 1 - 1e-14])('answers at the far ends: %d of the bound', (share) => {
    for (const strike of [1, 1 + 2e-16, 1.000001, 1.5, 1e3, 1e40]) {
      const vol = impliedVol('call', 1, strike, 1, share) as number;
      const price = black76('call', 1, strike, 1, 0, vol).price;
      const loss = share > 0.9 ? 1e-16 / (1 - share) : 0;
      expect(Math.abs((share < 0.9 ? price / share : (1 - price) / (1 - share)) - 1)).toBeLessThanOrEqual(1e-12 + 4 * loss); // prettier-ignore
      expect(vol).toBeGreaterThan(0);
    }
  }); // prettier-ignore
});
