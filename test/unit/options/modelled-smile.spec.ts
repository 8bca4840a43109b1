import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { butterflyViolation, calendarViolation } from '#core/options/arbitrage';
import { black76Prices } from '#core/options/black76';
import {
  CRYPTO_SHAPE,
  EQUITY_SHAPE,
  indexLevelAt,
  modelFreeVolatility,
  modelledSmile,
  modelledSvi,
} from '#core/options/modelled-smile';
import { sviVolatility, type Svi } from '#core/options/svi';

const market = fc.record({
  atm: fc.double({ min: 0.05, max: 1.6, noNaN: true }),
  tau: fc.double({ min: 1 / 365, max: 1, noNaN: true }),
});
const shape = fc.constantFrom(CRYPTO_SHAPE, EQUITY_SHAPE, { skew: 0, curvature: 0, width: 1 });

/** 2/T ∫ Q(K)/K² dK of out-of-the-money prices: midpoints in asinh of the deviations, 200 of them either side. */
function stripOf(svi: Svi, tau: number): number {
  const deviation = sviVolatility(svi, 0, tau) * Math.sqrt(tau);
  const n = 20_000;
  const step = 12 / n;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const y = -6 + (i + 0.5) * step;
    const k = deviation * Math.sinh(y);
    const strike = Math.exp(k);
    const vol = Float64Array.of(sviVolatility(svi, k, tau));
    const price = black76Prices(k < 0 ? 'put' : 'call', 1, Float64Array.of(strike), tau, 0, vol)[0]!;
    sum += (price / strike) * deviation * Math.cosh(y);
  }
  return Math.sqrt((2 * sum * step) / tau);
}

describe('modelledSvi', () => {
  it('has the level, the skew and the curvature that are asked for', () => {
    fc.assert(
      fc.property(market, shape, ({ atm, tau }, { skew, curvature, width }) => {
        const svi = modelledSvi({ atm, tau, skew, curvature, width });
        const f = (z: number): number => sviVolatility(svi, z * atm * Math.sqrt(tau), tau) / atm;
        const h = 1e-3;
        expect(f(0)).toBeCloseTo(1, 10);
        expect((f(h) - f(-h)) / (2 * h)).toBeCloseTo(skew, 5);
        expect((f(h) + f(-h) - 2 * f(0)) / h ** 2).toBeCloseTo(curvature, 4);
      }),
    );
  });

  it('is free of butterfly arbitrage, and of calendar arbitrage where total variance grows', () => {
    fc.assert(
      fc.property(market, shape, fc.double({ min: 1.01, max: 12, noNaN: true }), ({ atm, tau }, form, times) => {
        const slice = (t: number) => ({ svi: modelledSvi({ atm, tau: t, ...form }), tau: t, kMin: -0.1, kMax: 0.1 });
        expect(butterflyViolation(slice(tau))).toBeUndefined();
        expect(calendarViolation(slice(tau), slice(tau * times))).toBeUndefined();
      }),
    );
  });

  it('refuses a skew steeper than its curvature carries, and a market that is none', () => {
    expect(() => modelledSvi({ atm: 0.5, tau: 0.1, skew: -0.5, curvature: 0.1 })).toThrow(RangeError);
    expect(() => modelledSvi({ atm: 0, tau: 0.1 })).toThrow(RangeError);
    expect(() => modelledSvi({ atm: 0.5, tau: NaN })).toThrow(RangeError);
  });
});

describe('modelFreeVolatility', () => {
  it('is the volatility of a flat smile', () => {
    const svi = modelledSvi({ atm: 0.6, tau: 0.25, skew: 0, curvature: 0 });
    expect(modelFreeVolatility(svi, 0.25)).toBeCloseTo(0.6, 8);
  });

  it.each([
    [0.4, 30 / 365, CRYPTO_SHAPE],
    [0.9, 180 / 365, CRYPTO_SHAPE],
    [0.18, 30 / 365, EQUITY_SHAPE],
    [0.65, 9 / 365, EQUITY_SHAPE],
  ])('is what a dense strip of its options costs: atm %s, tau %s', (atm, tau, form) => {
    const svi = modelledSvi({ atm, tau, ...form });
    expect(Math.abs(modelFreeVolatility(svi, tau) - stripOf(svi, tau))).toBeLessThan(1e-6 * atm);
  });
});

describe('modelledSmile', () => {
  const term = [
    { tau: 9 / 365, level: 0.2 },
    { tau: 30 / 365, level: 0.22 },
    { tau: 93 / 365, level: 0.24 },
  ];

  it('costs as a strip what the index says, at and between the tenors, flat beyond them', () => {
    for (const [days, wanted] of [
      [3, 0.2],
      [9, 0.2],
      [30, 0.22],
      [93, 0.24],
      [365, 0.24],
    ] as const) {
      const svi = modelledSmile(term, days / 365, EQUITY_SHAPE)!;
      expect(stripOf(svi, days / 365)).toBeCloseTo(wanted, 6);
    }
    const between = Math.sqrt((0.22 ** 2 * 30 + 0.24 ** 2 * 93) / 2 / 61.5);
    expect(indexLevelAt(term, 61.5 / 365)).toBeCloseTo(between, 12);
  });

  it('is missing without a level', () => {
    expect(indexLevelAt([], 0.1)).toBeNaN();
    expect(modelledSmile([], 0.1)).toBeUndefined();
    expect(modelledSmile([{ tau: 0.1, level: NaN }], 0.1)).toBeUndefined();
  });
});
