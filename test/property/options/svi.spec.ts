import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { butterflyG, butterflyViolation, calendarViolation } from '#core/options/arbitrage';
import { fitSvi, sviVariance, sviVolatility, type Svi } from '#core/options/svi';
import { normCdf } from '#core/math/special';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const svi: fc.Arbitrary<Svi> = fc.record({
  a: between(0.0005, 0.2),
  b: between(0.005, 0.6),
  rho: between(-0.95, 0.95),
  m: between(-0.3, 0.3),
  sigma: between(0.02, 0.6),
});
const smile = fc.record({ svi, tau: between(0.003, 2), n: fc.integer({ min: 8, max: 25 }), width: between(1, 3) });

/** Strikes as evenly spaced as a venue's. */
function pointsOf({ svi: p, tau, n, width }: { svi: Svi; tau: number; n: number; width: number }) {
  const reach = width * Math.sqrt(sviVariance(p, 0));
  const k = Float64Array.from({ length: n }, (_, i) => -reach + (2 * reach * i) / (n - 1));
  return { k, iv: k.map((x) => sviVolatility(p, x, tau)), spread: new Float64Array(n).fill(0.01) };
}

/** Undiscounted call per unit of forward. */
function call(p: Svi, k: number): number {
  const s = Math.sqrt(sviVariance(p, k));
  return normCdf(-k / s + s / 2) - Math.exp(k) * normCdf(-k / s - s / 2);
}

describe('fitSvi', () => {
  it('finds a smile that is one, to a fiftieth of a volatility point', () => {
    fc.assert(
      fc.property(smile, (drawn) => {
        fc.pre(drawn.svi.b * (1 + Math.abs(drawn.svi.rho)) <= 2);
        fc.pre(Math.abs(drawn.svi.m) <= drawn.width * Math.sqrt(sviVariance(drawn.svi, 0)));
        expect(fitSvi(pointsOf(drawn), drawn.tau)!.maxError).toBeLessThanOrEqual(2e-4);
      }),
      { numRuns: 200 },
    );
  });

  it('finds one that bends far beyond its quotes, and not the kink at their end', () => {
    const svi = { a: 0.0005, b: 0.005, rho: 0.7756386694201098, m: 0, sigma: 0.5999999999999996 };
    const drawn = { svi, tau: 0.005766161292961296, n: 8, width: 1.0000000000000007 };
    expect(fitSvi(pointsOf(drawn), drawn.tau)!.maxError).toBeLessThan(1e-6);
  });

  it('mirrors with the strikes', () => {
    fc.assert(
      fc.property(smile, fc.infiniteStream(between(-0.01, 0.01)), (drawn, noise) => {
        const { k, iv, spread } = pointsOf(drawn);
        const noisy = iv.map((x) => x * (1 + (noise.next().value as number)));
        const there = fitSvi({ k, iv: noisy, spread }, drawn.tau)!;
        const back = fitSvi({ k: k.map((x) => -x).reverse(), iv: noisy.slice().reverse(), spread }, drawn.tau)!;
        expect(Math.abs(there.loss - back.loss)).toBeLessThanOrEqual(1e-3 * (there.loss + 1e-3));
      }),
      { numRuns: 60 },
    );
  });

  it('does not move with the unit of time: only total variance counts', () => {
    fc.assert(
      fc.property(smile, between(0.1, 10), (drawn, factor) => {
        const points = pointsOf(drawn);
        const { k, iv, spread } = points;
        const scaled = { k, iv: iv.map((x) => x / Math.sqrt(factor)), spread };
        const a = fitSvi(points, drawn.tau)!;
        const b = fitSvi(scaled, drawn.tau * factor)!;
        for (const x of k)
          expect(Math.abs(sviVariance(a.svi, x) / sviVariance(b.svi, x) - 1)).toBeLessThanOrEqual(2e-3);
      }),
      { numRuns: 60 },
    );
  });

  it('has no answer below five points, and refuses what is no smile', () => {
    const { k, iv, spread } = pointsOf({
      svi: { a: 0.01, b: 0.1, rho: 0, m: 0, sigma: 0.1 },
      tau: 0.1,
      n: 8,
      width: 2,
    });
    expect(fitSvi({ k: k.slice(0, 4), iv: iv.slice(0, 4), spread: spread.slice(0, 4) }, 0.1)).toBeUndefined();
    expect(() => fitSvi({ k, iv: iv.slice(1), spread }, 0.1)).toThrow(RangeError);
    expect(() => fitSvi({ k, iv: iv.map(() => NaN), spread }, 0.1)).toThrow(RangeError);
    expect(() => fitSvi({ k, iv, spread }, 0)).toThrow(RangeError);
  });
});

describe('butterflyG', () => {
  it('has the sign of the second difference of call prices', () => {
    fc.assert(
      fc.property(svi, between(-1, 1), (p, k) => {
        const w = sviVariance(p, k);
        fc.pre(Math.abs(k) < 4 * Math.sqrt(w));
        const step = 1e-3 * Math.min(p.sigma, 0.1);
        // d²C/dK² · K = g · n(d2) / √w: the density in log-strike.
        const strike = Math.exp(k);
        const [lo, hi] = [Math.log(strike - step), Math.log(strike + step)];
        const density = (call(p, lo) - 2 * call(p, k) + call(p, hi)) / (step * step);
        const d2 = -k / Math.sqrt(w) - Math.sqrt(w) / 2;
        const expected = (butterflyG(p, k) * Math.exp(-0.5 * d2 * d2)) / Math.sqrt(2 * Math.PI * w) / strike;
        expect(Math.abs(density - expected)).toBeLessThanOrEqual(1e-3 * Math.abs(expected) + 1e-3);
      }),
      { numRuns: 500 },
    );
  });
});

/** The slice of Gatheral, Jacquier (2014), example 5.1, after A. Vogt: no slope is too steep, and yet it has butterflies. */
const VOGT: Svi = { a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153 };

describe('butterflyViolation', () => {
  it('finds the butterfly of the published example', () => {
    const found = butterflyViolation({ svi: VOGT, tau: 1, kMin: -1.5, kMax: 1.5 })!;
    expect(found.depth).toBeGreaterThan(0.01);
    expect(found.k).toBeGreaterThan(0.5);
    expect(found.k).toBeLessThan(1.1);
    expect(found.quoted).toBe(true);
    expect(butterflyViolation({ svi: VOGT, tau: 1, kMin: -0.2, kMax: 0.2 })!.quoted).toBe(false);
  });

  it('passes the published slice that mends it', () => {
    const mended: Svi = { a: 0.0305, b: 0.1025, rho: 0.1, m: 0.2725, sigma: 0.2412 };
    expect(butterflyViolation({ svi: mended, tau: 1, kMin: -1.5, kMax: 1.5 })).toBeUndefined();
  });

  it('finds a wing that is too steep, and total variance below zero', () => {
    const steep = butterflyViolation({
      svi: { a: 0.2, b: 1.5, rho: 0.6, m: 0, sigma: 1 },
      tau: 1,
      kMin: -0.1,
      kMax: 0.1,
    });
    expect(steep).toBeDefined();
    const negative = { a: -0.2, b: 0.1, rho: 0, m: 0, sigma: 0.5 };
    expect(butterflyViolation({ svi: negative, tau: 1, kMin: -1, kMax: 1 })!.depth).toBe(Infinity);
  });

  it('finds none exactly where g is nowhere negative', () => {
    fc.assert(
      fc.property(svi, (p) => {
        const violation = butterflyViolation({ svi: p, tau: 1, kMin: -0.5, kMax: 0.5 });
        const reach = 0.5 + 3.9 * Math.sqrt(sviVariance(p, 0));
        let least = 2 - p.b * (1 + Math.abs(p.rho));
        for (let i = 0; i <= 5_000; i++) least = Math.min(least, butterflyG(p, -reach + (2 * reach * i) / 5_000));
        if (least > 1e-3) expect(violation).toBeUndefined();
        if (least < -1e-3) expect(violation).toBeDefined();
      }),
      { numRuns: 300 },
    );
  });
});

describe('calendarViolation', () => {
  const at = (p: Svi, tau: number) => ({ svi: p, tau, kMin: -0.2, kMax: 0.2 });

  it('finds none when every strike has gained variance, and the deepest place when one has lost', () => {
    fc.assert(
      fc.property(svi, between(0.001, 0.1), (p, gain) => {
        const later = { ...p, a: p.a + gain };
        expect(calendarViolation(at(p, 0.1), at(later, 0.2))).toBeUndefined();
        const found = calendarViolation(at(later, 0.1), at(p, 0.2))!;
        expect(Math.abs(found.depth - gain)).toBeLessThanOrEqual(1e-9);
        expect(found.quoted).toBe(true);
      }),
    );
  });

  it('tells what only the extrapolation crosses', () => {
    const near: Svi = { a: 0.01, b: 0.3, rho: 0, m: 0, sigma: 0.05 };
    const far: Svi = { a: 0.05, b: 0.1, rho: 0, m: 0, sigma: 0.05 };
    expect(calendarViolation({ svi: near, tau: 0.1, kMin: -0.1, kMax: 0.1 }, { svi: far, tau: 0.2, kMin: -0.1, kMax: 0.1 })).toMatchObject({ quoted: false }); // prettier-ignore
  });
});
