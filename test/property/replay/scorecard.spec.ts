import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeHold } from '#core/replay/hold';
import { scorecard } from '#core/replay/scorecard';
import { MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

const outcomes = fc.array(fc.boolean(), { minLength: 1, maxLength: 40 });
const stating = (held: readonly boolean[], probability: (held: boolean) => number) =>
  scorecard(held.map((one, k) => ({ decidedAt: k * MS_PER_HOUR, horizon: MS_PER_HOUR, probability: probability(one), held: one }))); // prettier-ignore

describe('a scorecard', () => {
  it('gives perfect foresight 0, its opposite 1, and 50 % a quarter', () =>
    fc.assert(
      fc.property(outcomes, (held) => {
        expect(stating(held, (one) => (one ? 1 : 0)).brier).toBe(0);
        expect(stating(held, (one) => (one ? 0 : 1)).brier).toBe(1);
        expect(stating(held, () => 0.5).brier).toBe(0.25);
      }),
    ));

  it('knows no constant that beats the base rate', () =>
    fc.assert(
      fc.property(outcomes, fc.double({ min: 0, max: 1, noNaN: true }), (held, p) => {
        const { brier, baseBrier } = stating(held, () => p);
        expect(brier).toBeGreaterThanOrEqual(baseBrier - 1e-12);
      }),
    ));
});

const lows = fc.array(fc.integer({ min: 90, max: 110 }), { minLength: 90, maxLength: 90 });

it('what came of a decision does not depend on bars that were not known by the clock', () =>
  fc.assert(
    fc.property(lows, fc.integer({ min: 0, max: 90 }), fc.boolean(), (l, minute, changed) => {
      const asOf = minute * MS_PER_MINUTE;
      const bars = (n: number, later: number) => ({
        interval: MS_PER_MINUTE,
        t: Float64Array.from({ length: Math.min(n, 60) }, (_, i) => i * MS_PER_MINUTE),
        l: Float64Array.from(l.slice(0, Math.min(n, 60)), (low, i) => (i < minute ? low : later)),
        reach: n * MS_PER_MINUTE,
      });
      const question = { decidedAt: 0, level: 95, horizon: MS_PER_HOUR };
      const known = judgeHold(question, [bars(minute, 0)], asOf);
      expect(judgeHold(question, [bars(90, changed ? 1 : 200)], asOf)).toEqual(known);
      const first = l.slice(0, 60).findIndex((low) => low < 95);
      if (minute < 60) expect(known).toEqual({ state: 'pending' });
      else expect(known).toEqual(first < 0 ? { state: 'held', by: 0 } : { state: 'undercut', after: (first + 1) * MS_PER_MINUTE, by: 0 }); // prettier-ignore
    }),
  ));
