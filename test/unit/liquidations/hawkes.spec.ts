import { describe, expect, it } from 'vitest';
import { fitHawkes } from '#core/liquidations/hawkes/fit';
import { hawkesIntensity } from '#core/liquidations/hawkes/intensity';
import { hawkesResiduals } from '#core/liquidations/hawkes/likelihood';
import { poissonPValue } from '#core/liquidations/hawkes/poisson-test';
import { simulateHawkes } from '#core/liquidations/hawkes/simulate';
import { Rng } from '#core/random/rng';
import { ksExponential } from '#core/stats/kolmogorov-smirnov';

const every = (count: number, gap: (i: number) => number): Float64Array => Float64Array.from({ length: count }, (_, i) => gap(i)); // prettier-ignore

describe('fitHawkes', () => {
  it.each([
    ['no prints', [], 0],
    ['one print', [5], 0],
    ['prints of one millisecond', Array.from({ length: 100 }, () => 7), 0],
    ['20 prints, 19 after the first', [...every(20, (i) => i * i)], 19],
    ['many prints at few instants', [...every(1_000, (i) => (i / 60) | 0)], 940],
  ])('fits nothing to %s', (_, t, n) => {
    const fit = fitHawkes(Float64Array.from(t));
    expect(fit).toMatchObject({
      n,
      reason: 'tooFewPrints',
      poissonP: NaN,
      branching: { value: NaN, lo: NaN, hi: NaN },
    });
    expect(fit.model).toBeUndefined();
  });

  it('takes prints at even gaps for Poisson ones, and tells that they are not', () => {
    const fit = fitHawkes(every(200, (i) => 1_000 * i));
    expect(fit).toMatchObject({ n: 199, model: 'poisson', reason: 'noExcitation', poissonP: 1 });
    expect(fit.mu.value).toBeCloseTo(1, 12);
    expect([fit.alpha.value, fit.branching.value, fit.branching.lo, fit.beta.value]).toEqual([0, 0, 0, NaN]);
    expect(fit.ksP).toBeLessThan(1e-6);
  });

  it('sees pairs a millisecond apart among gaps of 100 s', () => {
    const { branching, beta, poissonP } = fitHawkes(every(400, (i) => 100_000 * (i >> 1) + (i & 1)));
    expect(branching.value).toBeCloseTo(0.5, 1);
    expect(beta.value).toBeGreaterThan(100);
    expect(poissonP).toBeLessThan(1e-9);
  });

  it('does not take prints of one millisecond for excitation', () => {
    const alone = simulateHawkes({ mu: 0.1, alpha: 0, beta: 1 }, { count: 200 }, new Rng(1));
    const doubled = every(400, (i) => alone[i >> 1]!);
    expect(fitHawkes(doubled).model).toBe('poisson');
  });

  it('can find that all prints come from the first', () => {
    const { mu, branching } = fitHawkes(every(60, (i) => 1e6 * Math.log1p(i)), { from: 0, to: 2e8 }); // prettier-ignore
    expect(mu.value).toBeLessThan(1e-6);
    expect(branching.value).toBeGreaterThan(0.9);
  });

  it('lets prints before the window excite and does not count them', () => {
    const t = simulateHawkes({ mu: 0.05, alpha: 0.18, beta: 0.2 }, { count: 3_000 }, new Rng(3));
    const from = t[999]!;
    const known = fitHawkes(t, { from });
    const blind = fitHawkes(t.subarray(1_000), { from });
    expect([known.n, blind.n]).toEqual([2_000, 2_000]);
    expect(known.logLikelihood).not.toBe(blind.logLikelihood);
  });

  it('has wider intervals at a higher level', () => {
    const t = simulateHawkes({ mu: 1, alpha: 1, beta: 2 }, { count: 500 }, new Rng(2));
    const [narrow, wide] = [fitHawkes(t, { level: 0.5 }), fitHawkes(t, { level: 0.99 })];
    for (const key of ['mu', 'alpha', 'beta', 'branching'] as const) {
      expect(wide[key].lo).toBeLessThan(narrow[key].lo);
      expect(wide[key].hi).toBeGreaterThan(narrow[key].hi);
    }
  });

  it.each([
    [[3, 1, 2], {}],
    [[1, NaN, 2], {}],
    [[1, 2, 3], { from: 5, to: 4 }],
    [[1, 2, 3], { level: 1 }],
  ])('refuses %j with %j', (t, options) => {
    expect(() => fitHawkes(Float64Array.from(t), options)).toThrow(RangeError);
  });
});

describe('simulateHawkes', () => {
  it('has as many prints as the branching ratio makes of the background', () => {
    const t = simulateHawkes({ mu: 2, alpha: 3, beta: 4 }, { until: 1e7 }, new Rng(11));
    expect(t.length / 10_000).toBeCloseTo(2 / (1 - 0.75), 0);
    expect(t.at(-1)).toBeLessThan(1e7);
  });

  it('has residuals of a unit exponential under its own parameters', () => {
    const p = { mu: 0.2, alpha: 3, beta: 4 };
    const t = simulateHawkes(p, { count: 20_000 }, new Rng(12), 1_000);
    expect(t[0]).toBeGreaterThan(1_000);
    expect(ksExponential(hawkesResiduals(t, p, { from: 1_000, to: t.at(-1)! })).p).toBeGreaterThan(0.001);
    expect(ksExponential(hawkesResiduals(t, { ...p, beta: 5 }, { from: 1_000, to: t.at(-1)! })).p).toBeLessThan(1e-6);
  });

  it.each([
    { mu: 0, alpha: 1, beta: 2 },
    { mu: 1, alpha: 2, beta: 2 },
    { mu: 1, alpha: -1, beta: 2 },
    { mu: 1, alpha: NaN, beta: 2 },
  ])('refuses %j', (p) => expect(() => simulateHawkes(p, { count: 1 }, new Rng(1))).toThrow(RangeError));
});

describe('hawkesIntensity', () => {
  it('rises after a print, not at it', () => {
    const rates = hawkesIntensity(Float64Array.of(1_000, 1_000), { mu: 1, alpha: 2, beta: Math.LN2 }, Float64Array.of(0, 1_000, 2_000)); // prettier-ignore
    expect(rates[0]).toBe(1);
    expect(rates[1]).toBe(1);
    expect(rates[2]).toBeCloseTo(3, 12);
  });

  it('is the background without prints', () => {
    expect(hawkesIntensity(new Float64Array(0), { mu: 0.5, alpha: 1, beta: 1 }, Float64Array.of(1, 2))).toEqual(Float64Array.of(0.5, 0.5)); // prettier-ignore
  });
});

describe('poissonPValue', () => {
  it('is 1 without a gain and falls with it', () => {
    expect(poissonPValue(0, 10)).toBe(1);
    expect(poissonPValue(0.1, 20)).toBe(1);
    expect(poissonPValue(6, 10)).toBeGreaterThan(poissonPValue(7, 10));
    expect(poissonPValue(6, 10)).toBeLessThan(poissonPValue(6, 12));
  });
});
