import fc from 'fast-check';
import type { Condition, KnownPoints, Rule, Signal, StudyEvent, StudyMarket } from '#core/evidence/types';
import { market as cascadeMarket, bars } from '../liquidations/market';

const MINUTE = 60_000;
export const SPAN = 240 * MINUTE;

export const points: fc.Arbitrary<KnownPoints> = fc
  .uniqueArray(fc.integer({ min: 0, max: SPAN }), { maxLength: 8 })
  .chain((known) =>
    fc
      .array(fc.oneof({ weight: 5, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, fc.constant(NaN)), {
        minLength: known.length,
        maxLength: known.length,
      })
      .map((value) => ({
        known: Float64Array.from(known.sort((a, b) => a - b)),
        value: Float64Array.from(value),
      })),
  );

const pointSeries = fc.record(
  {
    volatility: points,
    termSlope: points,
    skew: points,
    breadth: points,
    cpi: points,
    ppi: points,
    policyRate: points,
    rateDifferential: points,
    reer: points,
  },
  { requiredKeys: [] },
);

/** A market of four hours with gaps, in which any series but the bars may be absent. */
export const studyMarket: fc.Arbitrary<StudyMarket> = fc
  .tuple(
    cascadeMarket,
    fc.constantFrom(MINUTE, 5 * MINUTE).chain(bars),
    pointSeries,
    fc.boolean(),
    fc.integer({ min: SPAN / 2, max: SPAN + MINUTE }),
  )
  .map(([{ liquidations, coverage, oi, funding }, its, more, hasLiquidations, until]) => ({
    instrument: 'X',
    bars: its,
    ...(hasLiquidations && { liquidations: { series: liquidations, until } }),
    ...(coverage && { coverage }),
    ...(oi && { oi }),
    ...(funding && { funding }),
    ...more,
  }));

const side = fc.constantFrom('long' as const, 'short' as const);
const over = fc.constantFrom(1, 5, 10, 25, 60, 90).map((m) => m * MINUTE);
const interval = fc.constantFrom(1, 5, 10, 15, 20).map((m) => m * MINUTE);
const period = fc.integer({ min: 1, max: 4 });

export const signal: fc.Arbitrary<Signal> = fc.oneof(
  fc.record({ name: fc.constantFrom('rsi' as const, 'ema' as const), period, interval }),
  fc.record({
    name: fc.constant('macdHistogram' as const),
    fast: fc.constantFrom(1, 2),
    slow: fc.constantFrom(3, 4),
    signal: fc.constantFrom(1, 2),
    interval,
  }),
  fc.record({
    name: fc.constantFrom(
      'return' as const,
      'drawdown' as const,
      'realizedVol' as const,
      'volumeZ' as const,
      'oiChange' as const,
    ),
    over,
  }),
  fc.record({ name: fc.constant('liquidations' as const), side, over }),
  fc
    .constantFrom(
      'close' as const,
      'funding' as const,
      'volatilityIndex' as const,
      'termSlope' as const,
      'skew' as const,
      'breadth' as const,
    )
    .map((name) => ({ name })),
);

const comparison: fc.Arbitrary<Condition> = fc.record({
  signal,
  is: fc.constantFrom('above' as const, 'below' as const, 'crossesAbove' as const, 'crossesBelow' as const),
  value: fc.oneof(fc.constantFrom(0, 0.1, 1, 30, 50, 100, 200), signal),
});

export const condition: fc.Arbitrary<Condition> = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    comparison,
    fc.record({ all: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ not: tie('tree') }),
    fc.record({ within: over, of: tie('tree') }),
  ),
})).tree;

const mergeMs = fc.constantFrom(MINUTE, 3 * MINUTE, 10 * MINUTE);
/** Without the proxy, whose baseline is a week. */
export const rule: fc.Arbitrary<Exclude<Rule, { kind: 'proxy' }>> = fc.oneof(
  fc.record({
    kind: fc.constant('cascade' as const),
    side,
    k: fc.constantFrom(null, 1, 3),
    minNotionalUsd: fc.constantFrom(0, 500, 100_000),
    mergeMs,
  }),
  fc.record({
    kind: fc.constant('absoluteMove' as const),
    side,
    fallBp: fc.constantFrom(50, 1_000, 3_000),
    withinMs: mergeMs,
    mergeMs,
  }),
  fc.record({
    kind: fc.constant('condition' as const),
    side,
    when: condition,
    cooldownMs: fc.constantFrom(MINUTE, 20 * MINUTE),
    lookbackMs: fc.constantFrom(MINUTE, 30 * MINUTE),
  }),
);

/** The first `n` rows. */
export const head = (x: Float64Array, n: number): Float64Array => x.slice(0, n);

/** A span of the market as if a rule had found it; its ends lie anywhere, not on bars. */
export const span: fc.Arbitrary<StudyEvent> = fc
  .tuple(
    side,
    fc.integer({ min: 0, max: SPAN }),
    fc.integer({ min: 1, max: SPAN / 4 }),
    fc.integer({ min: 0, max: SPAN / 8 }),
  )
  .map(([which, start, length, rest]) => ({
    ...{ instrument: 'X', side: which, start, end: start + length, decision: start + length + rest },
    ...{ priceExtreme: NaN, dropBp: NaN, notionalUsd: NaN, coverage: null },
  }));
