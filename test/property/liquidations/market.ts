import fc from 'fast-check';
import { DEFAULT_CASCADE_SETTINGS, type CascadeSettings } from '#core/liquidations/settings';
import type { CascadeInput, CoverageSpan, LiquidationSeries, Span, Timed } from '#core/liquidations/types';
import type { AnyColumns, Columns } from '#core/series/schema';

const MINUTE = 60_000;
/** Baseline of ten one-minute bins, so that short lists reach every branch. */
export const SMALL: CascadeSettings = {
  ...DEFAULT_CASCADE_SETTINGS,
  baselineMs: 10 * MINUTE,
  baselineBins: 5,
  mergeMs: 3 * MINUTE,
  binFloorUsd: 50,
  eventFloorUsd: 100,
  eventFloorDayShare: 0.0005,
  maxEmptyShare: 0.4,
  sparseMultiple: 2,
  kBelowHour: 2,
};
const SPAN = 240 * MINUTE;

const amount = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 1, max: 300 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1_000, max: 1_000_000 }) },
  { weight: 1, arbitrary: fc.constant(NaN) },
);
const price = fc.oneof({ weight: 9, arbitrary: fc.double({ min: 50, max: 150, noNaN: true }) }, fc.constant(NaN));
const instants = (max: number): fc.Arbitrary<number[]> =>
  fc.array(fc.integer({ min: 0, max: SPAN }), { maxLength: max }).map((list) => list.sort((a, b) => a - b));

/** Columns from rows, sorted by t. */
export function toColumns<C extends AnyColumns>(rows: readonly Record<string, number>[], names: readonly string[]): C {
  return Object.fromEntries(names.map((name) => [name, Float64Array.from(rows, (r) => r[name]!)])) as unknown as C;
}

const prints = instants(160).chain((times) =>
  fc
    .tuple(...times.map(() => fc.record({ side: fc.constantFrom(1, -1), price, quantity: amount, notional: amount })))
    .map((rows): LiquidationSeries => ({
      kind: 'prints',
      columns: toColumns(rows.map((r, i) => ({ t: times[i]!, ...r })), ['t', 'side', 'price', 'quantity', 'notional']), // prettier-ignore
    })),
);

const regular = <T>(interval: number, one: fc.Arbitrary<T>, present: number): fc.Arbitrary<(T & { t: number })[]> =>
  fc
    .array(fc.tuple(fc.nat(99), one), { minLength: SPAN / interval, maxLength: SPAN / interval })
    .map((list) => list.flatMap(([keep, row], i) => (keep < present ? [{ ...row, t: i * interval }] : [])));

const buckets = fc
  .tuple(fc.constantFrom(MINUTE / 2, MINUTE, 5 * MINUTE), fc.constantFrom(70, 100))
  .chain(([interval, present]) =>
    regular(interval, fc.record({ long: fc.oneof(amount, fc.constant(0)), short: amount }), present).map(
      (rows): LiquidationSeries => ({ kind: 'buckets', interval, columns: toColumns(rows, ['t', 'long', 'short']) }),
    ),
  );

/** Bars of random prices with holes: NaN, missing rows. */
export const bars = (interval: number): fc.Arbitrary<Timed<Columns<'bars'>>> =>
  regular(interval, fc.record({ o: price, h: price, l: price, c: price, v: amount }), 95).map((rows) => ({
    interval,
    columns: toColumns(rows, ['t', 'o', 'h', 'l', 'c', 'v']),
  }));

export const oi = (interval: number): fc.Arbitrary<Timed<Columns<'oi'>>> =>
  regular(interval, fc.record({ base: amount, usd: amount }), 95).map((rows) => ({
    interval,
    columns: toColumns(rows, ['t', 'base', 'usd']),
  }));

const funding = instants(8).chain((times) =>
  fc
    .array(fc.double({ min: -1e-3, max: 1e-3, noNaN: true }), { minLength: times.length, maxLength: times.length })
    .map((rates) => ({ t: Float64Array.from(times), rate: Float64Array.from(rates) })),
);

const covered: fc.Arbitrary<Span[]> = fc
  .uniqueArray(fc.integer({ min: 0, max: SPAN }), { maxLength: 8 })
  .map((cuts) => {
    cuts.sort((a, b) => a - b);
    return Array.from({ length: cuts.length >> 1 }, (_, k) => ({ from: cuts[2 * k]!, to: cuts[2 * k + 1]! }));
  });

const coverage: fc.Arbitrary<CoverageSpan[]> = fc
  .uniqueArray(fc.integer({ min: -1, max: SPAN }), { maxLength: 3 })
  .chain((from) =>
    fc
      .array(fc.constantFrom('complete', 'throttled', 'aggregated'), { minLength: from.length, maxLength: from.length })
      .map((kinds) => from.sort((a, b) => a - b).map((at, i) => ({ from: at, coverage: kinds[i]! }))),
  );

/** A random market with gaps, and an instant at which to cut it. */
export const market: fc.Arbitrary<CascadeInput> = fc.record(
  {
    liquidations: fc.oneof(prints, buckets),
    covered: fc.oneof(fc.constant([{ from: 0, to: SPAN }]), covered),
    coverage,
    bars: fc.constantFrom(MINUTE, 5 * MINUTE).chain(bars),
    oi: fc
      .constantFrom(0, MINUTE)
      .chain((interval) => (interval === 0 ? oi(MINUTE).map((x) => ({ ...x, interval })) : oi(interval))),
    funding,
  },
  { requiredKeys: ['liquidations'] },
);
export const instant = fc.integer({ min: -MINUTE, max: SPAN + MINUTE });

const head = <C extends AnyColumns>(columns: C, known: (t: number) => boolean): C => {
  const n = columns.t.filter(known).length;
  return Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.slice(0, n)])) as C;
};
/** Rows of a timed series known by t. */
export const cutTimed = <C extends AnyColumns>(x: Timed<C>, t: number): Timed<C> => ({
  interval: x.interval,
  columns: head(x.columns as C, (at) => at + x.interval <= t),
});

/** What was known of a market at t: nothing else is left in it. */
export function cutAt(input: CascadeInput, t: number): CascadeInput {
  const { liquidations: l } = input;
  return {
    liquidations:
      l.kind === 'prints'
        ? { kind: 'prints', columns: head(l.columns, (at) => at <= t) }
        : { kind: 'buckets', ...cutTimed(l, t) },
    covered: input.covered?.filter((s) => s.from < t).map((s) => ({ from: s.from, to: Math.min(s.to, t) })),
    coverage: input.coverage?.filter((s) => s.from <= t),
    bars: input.bars && cutTimed(input.bars, t),
    oi: input.oi && cutTimed(input.oi, t),
    funding: input.funding && head(input.funding, (at) => at <= t),
    asOf: t,
  };
}
