import { describe, expect, it } from 'vitest';
import { LEAST_SCORED_CLUSTERS, scorecard, type ScoredDecision } from '#core/replay/scorecard';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';

const decision = (k: number, probability: number, held: boolean, horizon = MS_PER_HOUR): ScoredDecision => ({ decidedAt: k * MS_PER_DAY, horizon, probability, held }); // prettier-ignore

describe('a scorecard', () => {
  it('is the one worked out by hand', () => {
    // (0.55 − 0)², (0.4 − 0)², (0.6 − 0)², (0.7 − 1)² = 0.3025, 0.16, 0.36, 0.09
    const card = scorecard([decision(0, 0.55, false), decision(1, 0.4, false), decision(2, 0.6, false), decision(3, 0.7, true)]); // prettier-ignore
    expect(card.n).toBe(4);
    expect(card.brier).toBeCloseTo(0.9125 / 4, 12);
    expect(card.baseRate).toBe(0.25);
    expect(card.baseBrier).toBeCloseTo(0.25 * 0.75, 12);
    expect(card.bins.map(({ from, n, held }) => [from, n, held])).toEqual([[0.4, 2, 0], [0.6, 2, 0.5]]); // prettier-ignore
    expect(card.bins.map(({ stated }) => stated)).toEqual([expect.closeTo(0.475, 12), expect.closeTo(0.65, 12)]);
  });

  it('says that it cannot tell while there are few clusters, and gives no interval', () => {
    const few = Array.from({ length: LEAST_SCORED_CLUSTERS - 1 }, (_, k) => decision(k, 1, true));
    expect(scorecard(few)).toMatchObject({ skill: 'tooFew', interval: { lo: NaN, hi: NaN }, difference: { lo: NaN } });
    expect(scorecard([])).toMatchObject({ n: 0, clusters: 0, brier: NaN, baseRate: NaN, skill: 'tooFew', bins: [] });
  });

  it('counts decisions whose horizons overlap once, in whatever order they come', () => {
    const chained = [0, 2, 1].map((k) => decision(k, 0.5, true, 1.5 * MS_PER_DAY));
    expect(scorecard(chained).clusters).toBe(1);
    expect(scorecard([...chained, decision(3.5, 0.5, true)]).clusters).toBe(2);
    expect(scorecard([decision(0, 0.5, true, MS_PER_DAY), decision(1, 0.5, true)]).clusters).toBe(2);
  });

  it('tells skill from its want', () => {
    const many = (stated: (held: boolean) => number): ScoredDecision[] => Array.from({ length: 40 }, (_, k) => decision(k, stated(k % 3 !== 0), k % 3 !== 0)); // prettier-ignore
    const good = scorecard(many((held) => (held ? 0.9 : 0.1)));
    expect(good).toMatchObject({ skill: 'better', brier: expect.closeTo(0.01, 12) as number });
    const mixed = scorecard(many((held) => (held ? 0.9 : 0.4)));
    expect(mixed.interval.lo).toBeLessThan(mixed.brier);
    expect(mixed.interval.hi).toBeGreaterThan(mixed.brier);
    expect(scorecard(many((held) => (held ? 0.2 : 0.8))).skill).toBe('worse');
    expect(scorecard(many(() => 26 / 40))).toMatchObject({ skill: 'noDifference' });
  });
});
