import { describe, expect, it } from 'vitest';
import { levelMove, SHAPE_POINTS, tenorFactor, VolSurface } from '#core/hedge/surface';
import type { SurfaceRule } from '#core/hedge/types';
import { sviVariance } from '#core/options/svi';
import { SLICES } from '../../support/hedge';

const surface = VolSurface.of(SLICES, false);
const rule = (dynamics: SurfaceRule['dynamics'], given: Partial<SurfaceRule> = {}): SurfaceRule => ({ dynamics, volBeta: 1, parallel: false, ...given }); // prettier-ignore
const day = (n: number) => n / 365;

describe('a surface that nothing moved', () => {
  it('is that of its slices, to the step of its table', () => {
    for (const { tau, svi } of SLICES)
      for (const moneyness of [0.7, 0.9, 1, 1.05, 1.3]) {
        const fitted = Math.sqrt(sviVariance(svi, Math.log(moneyness)) / tau);
        expect(surface.vol(moneyness, tau, rule('stickyDelta'))).toBeCloseTo(fitted, 4);
        expect(surface.vol(moneyness, tau, rule('stickyStrike'))).toBeCloseTo(fitted, 4);
      }
  });

  it('has total variance at the money linear in time between slices, and the nearest level outside', () => {
    const variance = (n: number) => surface.atm(day(n)) ** 2 * day(n);
    expect(variance(60)).toBeCloseTo((variance(30) + variance(90)) / 2, 12);
    expect(surface.atm(day(2))).toBeCloseTo(surface.atm(day(7)), 12);
    expect(surface.atm(day(400))).toBeCloseTo(surface.atm(day(180)), 12);
  });

  it('blends shapes between slices, and fills the array that is given', () => {
    const out = new Float64Array(SHAPE_POINTS);
    expect(surface.shape(day(60), out)).toBe(out);
    const [a, b] = [surface.shape(day(30)), surface.shape(day(90))];
    out.forEach((x, i) => expect(x).toBeCloseTo((a[i]! + b[i]!) / 2, 12));
    expect(out[(SHAPE_POINTS - 1) / 2]).toBe(1);
  });

  it('needs a slice', () => {
    expect(() => VolSurface.of([], false)).toThrow(RangeError);
  });
});

describe('a surface that moved', () => {
  const tau = day(30);

  it('keeps the volatility of a strike, or of a moneyness', () => {
    // The strike of 90 after the forward fell from 100 to 80.
    const before = surface.vol(0.9, tau, rule('stickyStrike'));
    const move = { spot: 0.8, vol: 1 };
    expect(surface.vol(90 / 80, tau, rule('stickyStrike'), move)).toBeCloseTo(before, 12);
    expect(surface.vol(0.9, tau, rule('stickyDelta'), move)).toBeCloseTo(before, 12);
  });

  it('raises its level by (spot)^−beta under vol-beta', () => {
    expect(levelMove(rule('volBeta', { volBeta: 1.5 }), { spot: 0.8, vol: 1.1 })).toBeCloseTo(1.1 * 0.8 ** -1.5, 12);
    expect(levelMove(rule('stickyDelta'), { spot: 0.8, vol: 1.1 })).toBe(1.1);
    const raised = surface.vol(1, tau, rule('volBeta'), { spot: 0.8, vol: 1 });
    expect(raised).toBeCloseTo(surface.atm(tau) / 0.8, 12);
  });

  it('moves the front most: (30 / days)^p, p = 0.30 below 30 days and 0.13 from there', () => {
    const of = { parallel: false };
    expect(tenorFactor(1.5, day(30), of)).toBeCloseTo(1.5, 12);
    expect(tenorFactor(1.5, day(7), of)).toBeCloseTo(1 + 0.5 * (30 / 7) ** 0.3, 12);
    expect(tenorFactor(1.5, day(180), of)).toBeCloseTo(1 + 0.5 * (30 / 180) ** 0.13, 12);
    expect(tenorFactor(0.1, day(1), of)).toBe(0.05);
    expect(tenorFactor(1.5, day(7), { parallel: true })).toBe(1.5);
    expect(tenorFactor(1, day(7), of)).toBe(1);
  });

  it('scales moneyness with its level', () => {
    // At twice the level a strike twice as far has the same place on the smile.
    const twice = surface.vol(0.9 ** 2, tau, rule('stickyDelta', { parallel: true }), { spot: 1, vol: 2 });
    expect(twice).toBeCloseTo(2 * surface.vol(0.9, tau, rule('stickyDelta')), 12);
  });
});
