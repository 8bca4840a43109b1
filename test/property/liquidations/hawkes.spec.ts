import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitHawkes } from '#core/liquidations/hawkes/fit';
import { HawkesIntensity, hawkesIntensity } from '#core/liquidations/hawkes/intensity';
import { hawkesLogLikelihood, hawkesResiduals } from '#core/liquidations/hawkes/likelihood';
import { simulateHawkes } from '#core/liquidations/hawkes/simulate';
import type { HawkesParameters } from '#core/liquidations/hawkes/types';
import { Rng } from '#core/random/rng';

const parameters = fc.record({
  mu: fc.double({ min: 0.01, max: 5, noNaN: true }),
  alpha: fc.double({ min: 0, max: 10, noNaN: true }),
  beta: fc.double({ min: 0.05, max: 20, noNaN: true }),
});
/** Whole milliseconds in clusters, many at the same one. */
const prints = fc
  .array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 5_000 })), { minLength: 1, maxLength: 80 })
  .map((gaps) => {
    let t = 1_600_000_000_000;
    return Float64Array.from(gaps, (gap) => (t += gap));
  });
const excited = fc
  .record({ seed: fc.integer(), branching: fc.double({ min: 0, max: 0.95, noNaN: true }), count: fc.integer({ min: 30, max: 200 }) })
  .map(({ seed, branching, count }) => simulateHawkes({ mu: 0.1, alpha: branching * 0.5, beta: 0.5 }, { count }, new Rng(seed))); // prettier-ignore

const naive = (t: Float64Array, { mu, alpha, beta }: HawkesParameters, at: number): number =>
  t.reduce((sum, s) => sum + (s < at ? alpha * Math.exp((-beta * (at - s)) / 1_000) : 0), mu);
const isNear = (got: number, want: number, tolerance: number): void =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(tolerance * (1 + Math.abs(want)));

describe('hawkesIntensity', () => {
  it('is the sum over the prints before', () => {
    fc.assert(
      fc.property(prints, parameters, fc.array(fc.integer({ min: -100, max: 200_000 })), (t, p, offsets) => {
        const at = Float64Array.from([...offsets.map((x) => t[0]! + x), ...t]).sort();
        hawkesIntensity(t, p, at).forEach((rate, i) => isNear(rate, naive(t, p, at[i]!), 1e-9));
      }),
    );
  });

  it('never changes by a print that comes later', () => {
    fc.assert(
      fc.property(prints, parameters, fc.nat(80), (t, p, cut) => {
        const known = t.subarray(0, cut);
        const at = t.filter((x) => cut >= t.length || x <= t[cut]!);
        expect(hawkesIntensity(known, p, at)).toEqual(hawkesIntensity(t, p, at));
      }),
    );
  });

  it('is the same print by print', () => {
    fc.assert(
      fc.property(prints, parameters, (t, p) => {
        const stream = new HawkesIntensity(p, t[0]!);
        const rates = Float64Array.from(t, (x) => {
          const rate = stream.at(x);
          stream.push(x);
          return rate;
        });
        rates.forEach((rate, i) => isNear(rate, naive(t, p, t[i]!), 1e-9));
      }),
    );
  });
});

describe('hawkesResiduals', () => {
  it('add up to the integral of the rate', () => {
    fc.assert(
      fc.property(prints, parameters, (t, p) => {
        const window = { from: t[0]!, to: t.at(-1)! };
        const logs = t.reduce((sum, x) => sum + (x > window.from ? Math.log(naive(t, p, x)) : 0), 0);
        const integral = hawkesResiduals(t, p, window).reduce((sum, x) => sum + x, 0);
        isNear(hawkesLogLikelihood(t, p, window), logs - integral, 1e-9);
      }),
    );
  });
});

describe('fitHawkes', () => {
  it('finds no worse a likelihood than any other parameters have', () => {
    fc.assert(
      fc.property(excited, parameters, (t, other) => {
        const { from, to, logLikelihood } = fitHawkes(t);
        // Lives beyond a tenth of the window are outside the search.
        const beta = Math.max(other.beta, 10_000 / (to - from));
        expect(hawkesLogLikelihood(t, { ...other, beta }, { from, to })).toBeLessThanOrEqual(logLikelihood + 1e-9);
      }),
      { numRuns: 300 },
    );
  });

  it('states the likelihood of its own estimates, inside their intervals', () => {
    fc.assert(
      fc.property(excited, (t) => {
        const { model, mu, alpha, beta, branching, logLikelihood, from, to } = fitHawkes(t);
        for (const one of model === 'hawkes' ? [mu, alpha, beta, branching] : [mu, alpha, branching]) {
          expect(one.lo).toBeLessThanOrEqual(one.value);
          expect(one.hi).toBeGreaterThanOrEqual(one.value);
        }
        if (model !== 'hawkes') return;
        const best = { mu: mu.value, alpha: alpha.value, beta: beta.value };
        isNear(hawkesLogLikelihood(t, best, { from, to }), logLikelihood, 1e-9);
      }),
      { numRuns: 200 },
    );
  });

  it('reads nothing after its window, and counts nothing before', () => {
    fc.assert(
      fc.property(excited, fc.integer({ min: 20, max: 100 }), (t, cut) => {
        const to = t[Math.min(cut, t.length - 1)]!;
        const later = Float64Array.of(...t.filter((x) => x <= to), to + 1, to + 2);
        expect(fitHawkes(later, { to })).toEqual(fitHawkes(t, { to }));
        expect(fitHawkes(t, { from: to }).n).toBe(t.filter((x) => x > to).length);
      }),
      { numRuns: 50 },
    );
  });

  it('does not depend on where time starts, and scales with its unit', () => {
    fc.assert(
      fc.property(excited, (t) => {
        const one = fitHawkes(t);
        const other = fitHawkes(t.map((x) => 1_024 + 8 * x));
        isNear(other.mu.value * 8, one.mu.value, 1e-6);
        isNear(other.branching.value, one.branching.value, 1e-6);
        isNear(other.branching.hi, one.branching.hi, 1e-4);
        isNear(other.poissonP, one.poissonP, 1e-6);
      }),
      { numRuns: 50 },
    );
  });

  it('is total on prints in any arrangement', () => {
    fc.assert(
      fc.property(prints, (t) => {
        const fit = fitHawkes(t);
        expect(Number.isNaN(fit.mu.value)).toBe(fit.reason === 'tooFewPrints');
        if (fit.reason === 'tooFewPrints') return;
        for (const { value, lo, hi } of [fit.mu, fit.alpha, fit.branching])
          expect(0 <= lo && lo <= value && value <= hi && hi < Infinity).toBe(true);
        expect(fit.poissonP >= 0 && fit.poissonP <= 1 && fit.ksP >= 0 && fit.ksP <= 1).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('simulateHawkes', () => {
  it('goes on alike: fewer prints are the start of more', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(50), (seed, count) => {
        const p = { mu: 0.5, alpha: 1, beta: 2 };
        const all = simulateHawkes(p, { count: 50 }, new Rng(seed));
        expect(simulateHawkes(p, { count }, new Rng(seed))).toEqual(all.subarray(0, count));
        expect(simulateHawkes(p, { until: all[count] ?? Infinity, count: 50 }, new Rng(seed))).toEqual(all.subarray(0, count)); // prettier-ignore
      }),
    );
  });
});
