import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { VALUE_DEFAULTS } from '#core/value/defaults';
import { xirr } from '#core/value/irr';
import type { Flow } from '#core/value/types';

const START = Date.UTC(2021, 4, 19);
const RUNS = { numRuns: 1_000 };
const { least, most } = VALUE_DEFAULTS.rates;

const flows: fc.Arbitrary<Flow[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: 1_500 }), { minLength: 2, maxLength: 10 })
  .chain((days) =>
    fc.tuple(...days.map((day) =>
      fc.integer({ min: -100_000, max: 100_000 }).map((amount): Flow => ({ t: START + day * MS_PER_DAY, amount, words: '' })),
    )),
  ); // prettier-ignore

/** Worth at ln(1 + rate) over the worth of all flows as if none were negative. */
function worth(all: readonly Flow[], x: number): number {
  const terms = all.map(({ t, amount }) => amount * Math.exp((-x * (t - START)) / (365 * MS_PER_DAY)));
  return terms.reduce((sum, term) => sum + term, 0) / terms.reduce((sum, term) => sum + Math.abs(term), 0);
}

/** Sign changes on a grid, halved until nothing is between them. */
function bracketed(all: readonly Flow[]): number[] {
  const [from, to, steps] = [Math.log1p(least), Math.log1p(most), 3_000];
  const roots: number[] = [];
  for (let i = 0; i < steps; i++) {
    let [lo, hi] = [from + ((to - from) * i) / steps, from + ((to - from) * (i + 1)) / steps];
    const rises = worth(all, hi) > 0;
    if (worth(all, lo) > 0 === rises) continue;
    for (let n = 0; n < 60; n++) {
      const middle = (lo + hi) / 2;
      if (worth(all, middle) > 0 === rises) hi = middle;
      else lo = middle;
    }
    roots.push(lo);
  }
  return roots;
}

describe('internal rates of return', () => {
  it('are all that a bracketing search finds, and each is one', () =>
    fc.assert(
      fc.property(flows, (all) => {
        fc.pre(all.some(({ amount }) => amount > 0) && all.some(({ amount }) => amount < 0));
        const { value, roots, reason } = xirr(all);
        const own = roots.map(Math.log1p);
        for (const x of bracketed(all)) expect(Math.min(...own.map((root) => Math.abs(root - x)))).toBeLessThanOrEqual(1e-6); // prettier-ignore
        // Next to −100 % a rate has few digits left of what a payment grows by.
        for (const x of own) expect(Math.abs(worth(all, x))).toBeLessThanOrEqual(x < -10 ? 1e-6 : 1e-10);
        expect(roots).toEqual([...roots].sort((a, b) => a - b));
        expect(value).toBe(roots.length === 1 ? roots[0] : NaN);
        expect(reason === '').toBe(roots.length === 1);
      }),
      RUNS,
    ));

  it('hold one that the flows were made for', () =>
    fc.assert(
      fc.property(flows, fc.double({ min: -0.9, max: 10, noNaN: true }), (all, rate) => {
        const last = all.reduce((latest, { t }) => Math.max(latest, t), START) + 30 * MS_PER_DAY;
        const carried = all.map(({ t, amount }) => amount * (1 + rate) ** ((last - t) / (365 * MS_PER_DAY)));
        const amount = -carried.reduce((sum, x) => sum + x, 0);
        const sizes = carried.reduce((sum, x) => sum + Math.abs(x), 0);
        fc.pre(Math.abs(amount) > 1e-6 * sizes);
        const { roots } = xirr([...all, { t: last, amount, words: '' }]);
        const made = [...all, { t: last, amount, words: '' }];
        const slope = (worth(made, Math.log1p(rate) + 1e-5) - worth(made, Math.log1p(rate) - 1e-5)) / 2e-5;
        fc.pre(Math.abs(slope) > 1e-5);
        expect(Math.min(...roots.map((root) => Math.abs(Math.log((1 + root) / (1 + rate)))))).toBeLessThanOrEqual(1e-8);
      }),
      RUNS,
    ));

  it('do not depend on the size of the flows, on their order or on when they begin', () =>
    fc.assert(
      fc.property(flows, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -9_000, max: 9_000 }), (all, power, days) => {
        const moved = all.map((flow) => ({ ...flow, t: flow.t + days * MS_PER_DAY, amount: flow.amount * 2 ** power })).reverse();
        expect(xirr(moved)).toEqual(xirr(all));
      }),
    )); // prettier-ignore

  it('never come as a number from flows without one', () =>
    fc.assert(
      fc.property(flows, fc.nat(), fc.constantFrom(NaN, Infinity, -Infinity), (all, at, odd) => {
        const spoilt = all.map((flow, i) => (i === at % all.length ? { ...flow, amount: odd } : flow));
        expect(xirr(spoilt)).toMatchObject({ value: NaN, roots: [] });
        expect(xirr(spoilt).reason).toMatch(/^flow \d+ has no date or amount$/);
      }),
    ));
});
