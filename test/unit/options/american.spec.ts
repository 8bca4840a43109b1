import { describe, expect, it } from 'vitest';
import { american, americanImpliedVol } from '#core/options/american';

describe('american', () => {
  it('is exercised at once where waiting costs', () => {
    const put = american('put', 50, 100, 1, 0.08, 0, 0.1);
    expect(put).toEqual({ price: 50, delta: -1, gamma: 0, vega: 0, theta: 0, rho: 0, vanna: 0, volga: 0, charm: 0 });
  });

  it('is its intrinsic value at expiry', () => {
    expect(american('call', 110, 100, 0, 0.05, 0, 0.3)).toMatchObject({ price: 10, delta: 1, gamma: 0 });
    expect(american('put', 110, 100, 0, 0.05, 0, 0.3)).toMatchObject({ price: 0, delta: 0 });
  });

  it.each([
    ['put', 80, 100, 1, 0.05, 0.02, 'now'],
    ['call', 110, 100, 2, 0.05, 0.01, 'at expiry'],
    ['call', 101, 100, 30, 0.05, 0.03, 'in between'],
    ['call', 150, 100, 1, 0.02, 0.06, 'now'],
    ['put', 100, 90, 5, 0, 0.08, 'at expiry'],
    ['call', 110, 100, 2, 0.03, 0.03, 'now'],
  ] as const)('%s %d/%d without volatility is exercised at the best instant: %s %s %s %s', (kind, s, k, tau, r, q, _when) => {
    const sign = kind === 'call' ? 1 : -1;
    const grid = Array.from({ length: 3_001 }, (_, i) => (tau * i) / 3_000);
    const best = Math.max(0, ...grid.map((t) => sign * (s * Math.exp(-q * t) - k * Math.exp(-r * t))));
    const at = american(kind, s, k, tau, r, q, 0);
    expect(Math.abs(at.price - best)).toBeLessThanOrEqual(1e-5);
    const h = 1e-4;
    const slope = (american(kind, s + h, k, tau, r, q, 0).price - american(kind, s - h, k, tau, r, q, 0).price) / (2 * h);
    expect(at.delta).toBeCloseTo(slope, 6);
    const byRate = (american(kind, s, k, tau, r + h, q, 0).price - american(kind, s, k, tau, r - h, q, 0).price) / (2 * h);
    expect(Math.abs(at.rho - byRate)).toBeLessThanOrEqual(1e-3 * Math.max(1, Math.abs(byRate)));
    const inTime = american(kind, s, k, tau - h, r, q, 0).price - american(kind, s, k, tau + h, r, q, 0).price;
    expect(at.theta).toBeCloseTo(inTime / (2 * h) / 365, 6);
    expect(Math.abs(american(kind, s, k, tau, r, q, 1e-3).price - at.price)).toBeLessThanOrEqual(0.02); // 201 instants
  }); // prettier-ignore

  it('costs no less than the right to wait: more with time, between intrinsic value and spot or strike', () => {
    for (const kind of ['call', 'put'] as const)
      for (const strike of [70, 100, 140]) {
        let before = 0;
        for (const tau of [0, 0.01, 0.1, 0.5, 1, 3]) {
          const { price } = american(kind, 100, strike, tau, 0.05, 0.04, 0.4);
          expect(price).toBeGreaterThanOrEqual(before - 1e-3);
          expect(price).toBeGreaterThanOrEqual(kind === 'call' ? 100 - strike : strike - 100);
          expect(price).toBeLessThanOrEqual(kind === 'call' ? 100 : strike);
          before = price;
        }
      }
  });

  it('a put is a call with spot and strike, rate and yield exchanged', () => {
    const put = american('put', 100, 120, 0.7, 0.06, 0.02, 0.35);
    expect(Math.abs(put.price - american('call', 120, 100, 0.7, 0.02, 0.06, 0.35).price)).toBeLessThanOrEqual(2e-2);
  });

  it('refuses what is no option', () => {
    for (const bad of [0, -1, NaN, Infinity]) expect(() => american('put', bad, 1, 1, 0, 0, 1)).toThrow(RangeError);
    for (const bad of [-1, NaN, Infinity]) expect(() => american('put', 1, 1, 1, 0, 0, bad)).toThrow(RangeError);
  });
});

describe('americanImpliedVol', () => {
  it('has a reason in place of a number', () => {
    const of = (price: number, tau = 1) => americanImpliedVol('put', 90, 100, tau, 0.05, 0, price);
    expect(of(9.99)).toBe('belowIntrinsic');
    expect(of(10)).toBe('noTimeValue');
    expect(of(100)).toBe('aboveMaximum');
    expect(of(12, 0)).toBe('expired');
    expect(of(NaN)).toBeNaN();
  });
  it.each([0.15, 0.3, 2, 8])('comes back: %d', (vol) => {
    for (const kind of ['call', 'put'] as const) {
      const { price } = american(kind, 100, 105, 0.25, 0.04, 0.02, vol);
      expect(Math.abs(Number(americanImpliedVol(kind, 100, 105, 0.25, 0.04, 0.02, price)) / vol - 1)).toBeLessThanOrEqual(1e-11); // prettier-ignore
    }
  });
});
