import { describe, expect, it } from 'vitest';
import { cascadeGrid, defaultK, findEvents } from '#core/evidence/rules';
import { defaultSweep, parameterOf, withParameter } from '#core/evidence/sweep';
import type { Condition, Rule, StudyMarket } from '#core/evidence/types';
import { detectCascades } from '#core/liquidations/detect';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import { RULES, simulatedMarket } from '../../support/study-market';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const MINUTE = 60_000;

/** Hourly bars with these closes; lows are one lower, highs one higher. */
function hourly(...closes: number[]): StudyMarket {
  const c = Float64Array.from(closes);
  const t = c.map((_, i) => i * HOUR);
  return { instrument: 'X', bars: { columns: { t, o: c, h: c.map((x) => x + 1), l: c.map((x) => x - 1), c, v: c }, interval: HOUR } }; // prettier-ignore
}
const below: Condition = { signal: { name: 'close' }, is: 'below', value: 100 };
const when = (condition: Condition, more: Partial<Extract<Rule, { kind: 'condition' }>> = {}): Rule => ({
  kind: 'condition',
  side: 'long',
  when: condition,
  cooldownMs: 1,
  lookbackMs: DAY,
  ...more,
});

describe('findEvents of a cascade rule', () => {
  const market = simulatedMarket(3, 500);
  const [rule] = RULES as [Extract<Rule, { kind: 'cascade' }>, ...Rule[]];

  it('is the detector on the grid of the bars, one side, above the floor', () => {
    const { liquidations, bars, oi, funding } = market;
    const settings = { ...DEFAULT_CASCADE_SETTINGS, gridMs: HOUR, mergeMs: HOUR };
    const events = detectCascades({ liquidations: liquidations!.series, bars, oi, funding }, settings);
    const longs = events.filter((e) => e.side === 'long');
    const found = findEvents(market, rule);
    expect(found.map((e) => [e.start, e.decision, e.notionalUsd, e.dropBp])).toEqual(
      longs.map((e) => [e.start, e.decision, e.notionalLongUsd, e.dropBp]),
    );
    const floor = found[1]!.notionalUsd;
    const large = findEvents(market, { ...rule, minNotionalUsd: floor });
    expect(large).toEqual(found.filter((e) => e.notionalUsd >= floor));
    expect(large.length).toBeLessThan(found.length);
    expect(new Set(findEvents(market, { ...rule, side: 'short' }).map((e) => e.side))).toEqual(new Set(['short']));
  });

  it('takes k from the grid when the rule leaves it open', () => {
    expect(defaultK(market)).toBe(3);
    expect(findEvents(market, { ...rule, k: 3 })).toEqual(findEvents(market, rule));
    expect(findEvents(market, { ...rule, k: 40 })).toEqual([]);
  });

  it('counts on the widest of bars, buckets and settings, in whole buckets', () => {
    const grid = (barMs: number, bucketMs: number): number =>
      cascadeGrid({
        ...market,
        bars: { ...market.bars, interval: barMs },
        liquidations: { series: { ...market.liquidations!.series, interval: bucketMs } as never, until: 0 },
      });
    expect(grid(MINUTE, MINUTE)).toBe(MINUTE);
    expect(grid(HOUR, MINUTE)).toBe(HOUR);
    expect(grid(MINUTE, HOUR)).toBe(HOUR);
    expect(grid(5 * MINUTE, 2 * MINUTE)).toBe(6 * MINUTE);
    expect(cascadeGrid({ ...market, liquidations: undefined })).toBe(HOUR);
  });

  it('finds none without liquidations', () => {
    expect(findEvents({ ...market, liquidations: undefined }, rule)).toEqual([]);
  });
});

describe('findEvents of a rule on bars', () => {
  it('decides a fall at the close that completes it, and does not know liquidations', () => {
    const rule: Rule = { kind: 'absoluteMove', side: 'long', fallBp: 300, withinMs: HOUR, mergeMs: HOUR };
    const [event, ...more] = findEvents(hourly(110, 110, 105, 105), rule);
    expect(more).toEqual([]);
    expect(event).toMatchObject({ instrument: 'X', side: 'long', start: 2 * HOUR, decision: 3 * HOUR, priceExtreme: 104, notionalUsd: NaN, coverage: null }); // prettier-ignore
    expect(findEvents(hourly(110, 110, 115, 115), { ...rule, side: 'short' })).toHaveLength(1);
  });

  it('marks what it infers', () => {
    expect(findEvents(simulatedMarket(3, 500), RULES[2]!)[0]).toMatchObject({ coverage: 'proxy', notionalUsd: NaN });
    expect(findEvents({ ...simulatedMarket(3, 500), oi: undefined }, RULES[2]!)).toEqual([]);
  });
});

describe('findEvents of a condition', () => {
  const decisions = (market: StudyMarket, rule: Rule): number[] =>
    findEvents(market, rule).map((e) => e.decision / HOUR);

  it('decides at the close at which the tree turns true', () => {
    expect(decisions(hourly(101, 99, 98, 101, 97), when(below))).toEqual([2, 5]);
  });

  it('does not take the beginning of the data, or of knowledge, for a turn', () => {
    expect(decisions(hourly(99, 98, 101, 99), when(below))).toEqual([4]);
    expect(decisions(hourly(NaN, 99, 101, 99), when(below))).toEqual([4]);
    expect(decisions(hourly(101, NaN, 99), when(below))).toEqual([3]);
    expect(decisions(hourly(101, 99, NaN, 99), when(below))).toEqual([2]);
  });

  it('keeps quiet for the cooldown, counted from the decision, and does not catch up afterwards', () => {
    const market = hourly(101, 99, 101, 99, 101, 99, 99);
    expect(decisions(market, when(below, { cooldownMs: 2 * HOUR }))).toEqual([2, 4, 6]);
    expect(decisions(market, when(below, { cooldownMs: 2 * HOUR + 1 }))).toEqual([2, 6]);
    expect(decisions(market, when(below, { cooldownMs: 5 * HOUR }))).toEqual([2]);
  });

  it('measures the fall from the highest close before the low, in the lookback', () => {
    const market = hourly(150, 120, 130, 104, 105, 99);
    const [event] = findEvents(market, when(below, { lookbackMs: 5 * HOUR }));
    expect(event).toMatchObject({ start: 3 * HOUR, end: 6 * HOUR, decision: 6 * HOUR, priceExtreme: 98 });
    expect(event!.dropBp).toBeCloseTo(1e4 * Math.log(130 / 98), 9);
    const [short] = findEvents(market, when(below, { lookbackMs: HOUR }));
    expect(short).toMatchObject({ start: 5 * HOUR, priceExtreme: 98 });
    const [up] = findEvents(market, when(below, { side: 'short', lookbackMs: 3 * HOUR }));
    expect(up).toMatchObject({ start: 4 * HOUR, priceExtreme: 106 });
    expect(up!.dropBp).toBeCloseTo(1e4 * Math.log(106 / 104), 9);
  });
});

describe('withParameter', () => {
  it('changes a parameter that the rule has, and no other', () => {
    const [cascade, move, , condition] = RULES as [Rule, Rule, Rule, Rule];
    expect(withParameter(cascade, 'k', 5)).toEqual({ ...cascade, k: 5 });
    expect(withParameter(move, 'fallBp', 500)).toEqual({ ...move, fallBp: 500 });
    expect(withParameter(move, 'k', 5)).toBeUndefined();
    expect(withParameter(condition, 'mergeMs', 5)).toBeUndefined();
    expect(parameterOf(cascade, 'k')).toBeNull();
  });
});

describe('defaultSweep', () => {
  it('varies what the rule has, ascending and once each, with the rule in use among the cells', () => {
    for (const rule of RULES)
      for (const axis of Object.values(defaultSweep(rule, { k: 3 }))) {
        const inUse = parameterOf(rule, axis.parameter);
        expect(axis.values).toContain(inUse ?? 3);
        expect(axis.values).toEqual([...new Set(axis.values)].sort((a, b) => a - b));
        expect(axis.values.length).toBeLessThanOrEqual(12);
        for (const value of axis.values) expect(withParameter(rule, axis.parameter, value)).toBeDefined();
      }
  });

  it('takes floors from the caller', () => {
    expect(defaultSweep(RULES[0]!, { floorsUsd: [5e6, 1e6] }).y).toEqual({ parameter: 'minNotionalUsd', values: [0, 1e6, 5e6] }); // prettier-ignore
  });
});
