import { describe, expect, it } from 'vitest';
import { evaluateCondition, FALSE, TRUE, UNKNOWN } from '#core/evidence/conditions';
import { describeCondition } from '#core/evidence/describe';
import type { Condition, StudyMarket } from '#core/evidence/types';

const HOUR = 3_600_000;
const [T, F, U] = [TRUE, FALSE, UNKNOWN];
const STATES = [T, U, F];

/** A market whose close is above 0 where the first list is true, and whose funding is where the second is; unknown: NaN. */
function market(closes: readonly number[], rates: readonly number[] = closes): StudyMarket {
  const column = (states: readonly number[]): Float64Array =>
    Float64Array.from(states, (s) => (s === U ? NaN : s === T ? 1 : -1));
  const c = column(closes);
  const t = c.map((_, i) => i * HOUR);
  return {
    instrument: 'X',
    bars: { columns: { t, o: c, h: c, l: c, c, v: c }, interval: HOUR },
    funding: { t: t.map((x) => x + HOUR), rate: column(rates) },
  };
}
const a: Condition = { signal: { name: 'close' }, is: 'above', value: 0 };
const b: Condition = { signal: { name: 'funding' }, is: 'above', value: 0 };
const states = (m: StudyMarket, condition: Condition): number[] => [...evaluateCondition(m, condition)];

describe('evaluateCondition', () => {
  const pairs = STATES.flatMap((x) => STATES.map((y) => [x, y] as const));
  const both = market(
    pairs.map(([x]) => x),
    pairs.map(([, y]) => y),
  );

  it('follows the strong tables of Kleene', () => {
    expect(states(both, { all: [a, b] })).toEqual([T, U, F, U, U, F, F, F, F]);
    expect(states(both, { any: [a, b] })).toEqual([T, T, T, T, U, U, T, U, F]);
    expect(states(both, { not: a })).toEqual([F, F, F, U, U, U, T, T, T]);
    expect(states(both, { all: [a] })).toEqual(states(both, a));
  });

  it('compares strictly, with a number or with another signal', () => {
    const figures = market([T, U, F]);
    expect(states(figures, { signal: { name: 'close' }, is: 'below', value: 1 })).toEqual([F, U, T]);
    const other: Condition = { signal: { name: 'close' }, is: 'above', value: { name: 'funding' } };
    expect(states(both, other)).toEqual([F, U, T, U, U, U, F, U, F]);
  });

  it('crosses from not above to above, and does not know without the bar before', () => {
    for (const [before, now, want] of [
      [F, T, T],
      [T, T, F],
      [U, T, U],
      [F, F, F],
      [U, F, F],
      [F, U, U],
      [T, U, F],
    ] as const) {
      expect(states(market([before, now]), { ...a, is: 'crossesAbove' })[1], `${before} ${now}`).toBe(want);
      const mirrored = market([before, now].map((s) => (s === U ? U : T - s)));
      expect(states(mirrored, { ...a, is: 'crossesBelow' })[1], `mirror of ${before} ${now}`).toBe(want);
    }
    expect(states(market([T]), { ...a, is: 'crossesAbove' })).toEqual([U]);
    expect(states(market([F]), { ...a, is: 'crossesAbove' })).toEqual([F]);
  });

  it('remembers for as long as it says, and does not know what was before the data', () => {
    const within = (span: number): Condition => ({ within: span, of: a });
    expect(states(market([F, F, T, F, F, F]), within(2 * HOUR))).toEqual([U, U, T, T, T, F]);
    expect(states(market([F, F, U, F, F, F]), within(2 * HOUR))).toEqual([U, U, U, U, U, F]);
    expect(states(market([F, T, U, F]), within(HOUR / 2))).toEqual([F, T, U, F]);
    expect(states(market([T, F]), within(5 * HOUR))).toEqual([T, T]);
  });
});

describe('describeCondition', () => {
  it('reads as a phrase', () => {
    const rsi: Condition = { signal: { name: 'rsi', period: 14, interval: 4 * HOUR }, is: 'below', value: 30 };
    const usd: Condition = {
      ...{ is: 'above', value: 2_500_000 },
      signal: { name: 'liquidations', side: 'long', over: HOUR },
    };
    const ema: Condition = {
      signal: { name: 'close' },
      ...{ is: 'crossesAbove', value: { name: 'ema', period: 20, interval: 24 * HOUR } },
    };
    expect(describeCondition({ all: [rsi, { any: [usd, { not: ema }] }] })).toBe(
      'RSI(14) on 4h is below 30 and (long liquidations over 1h is above 2,500,000 USD or (not close crosses above EMA(20) on 1d))',
    );
    expect(describeCondition({ within: 4 * HOUR, of: { all: [rsi] } })).toBe(
      'within the last 4h: RSI(14) on 4h is below 30',
    );
    expect(describeCondition({ signal: { name: 'oiChange', over: HOUR }, is: 'below', value: -0.07 })).toBe(
      'change of open interest over 1h is below −7 %',
    );
    expect(describeCondition({ signal: { name: 'return', over: HOUR }, is: 'below', value: -300.5 })).toBe(
      'return over 1h is below −300.5 bp',
    );
  });
});
