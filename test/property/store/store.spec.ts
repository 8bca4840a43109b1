import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lowerBound } from '#core/series/search';
import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { partition } from '#main/store/commit/partition';
import type { SeriesKey } from '#main/store/types';
import { useStore } from '../../integration/store/support/folder';
import {
  MINUTE_BARS,
  START,
  blockOf,
  pageOf,
  sliceColumns,
  traitsOf,
  walkingBars,
} from '../../integration/store/support/pages';

const store = useStore();
let files = 0;
const freshWriter = () => store.writer(store.file(`p${files++}`));

const take = (columns: AnyColumns, rows: readonly number[]): AnyColumns =>
  Object.fromEntries(
    Object.entries(columns).map(([name, x]) => [name, Float64Array.from(rows, (i) => x[i])]),
  ) as AnyColumns;

/** Rows of a shape over some days, with gaps, missing values and rows of one instant. */
const rowsOf = (shape: Shape): fc.Arbitrary<AnyColumns> => {
  const t = fc.integer({ min: 0, max: 1_500 }).map((k) => START + k * 97 * MS_PER_MINUTE);
  const value = fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 99 }).map((k) => k / 4) }, fc.constant(Number.NaN)); // prettier-ignore
  const names = SHAPES[shape].columns.slice(1);
  const row = fc.tuple(t, ...names.map((name) => ((SHAPES[shape].key as readonly string[]).includes(name) ? fc.integer({ min: 1, max: 3 }) : value))); // prettier-ignore
  const selector = (r: readonly number[]): string => SHAPES[shape].columns.map((name, k) => ((SHAPES[shape].key as readonly string[]).includes(name) ? r[k] : '')).join(); // prettier-ignore
  return fc
    .uniqueArray(row, { minLength: 1, maxLength: 60, selector })
    .map((rows) => Object.fromEntries(SHAPES[shape].columns.map((name, k) => [name, Float64Array.from(rows, (r) => r[k]!)])) as AnyColumns); // prettier-ignore
};
const keyed = fc.constantFrom<[Shape, SeriesKey]>(
  ['oi', { ...MINUTE_BARS, kind: 'oi', interval: 0 }],
  ['prints', { ...MINUTE_BARS, kind: 'liquidations', interval: 0 }],
  ['buckets', { ...MINUTE_BARS, kind: 'liquidations', interval: MS_PER_MINUTE }],
  ['bars', MINUTE_BARS],
);

describe('the store', () => {
  it('holds the same bytes whatever the order and the cutting of rows into pages', () => {
    const cases = keyed.chain(([shape, key]) =>
      fc.record({
        key: fc.constant(key),
        rows: rowsOf(shape),
        order: fc.infiniteStream(fc.nat()),
        cuts: fc.array(fc.nat(59), { maxLength: 4 }),
      }),
    );
    fc.assert(
      fc.property(cases, ({ key, rows, order, cuts }) => {
        const count = rows.t.length;
        const ranks = [...order.take(count)];
        const shuffled = [...rows.t.keys()].sort((a, b) => ranks[a] - ranks[b] || a - b);
        const borders = [...new Set([0, ...cuts.filter((c) => c < count), count])].sort((a, b) => a - b);
        const whole = freshWriter();
        whole.commitPage(pageOf([blockOf(rows, key)]));
        const pieces = freshWriter();
        for (let k = 1; k < borders.length; k++)
          pieces.commitPage(pageOf([blockOf(take(rows, shuffled.slice(borders[k - 1], borders[k])), key)]));
        expect(pieces.contentDigest()).toBe(whole.contentDigest());
        whole.close();
        pieces.close();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('does not change when anything is stored a second time, contradictions included', () => {
    const cases = keyed.chain(([shape, key]) =>
      fc.record({ key: fc.constant(key), first: rowsOf(shape), second: rowsOf(shape) }),
    );
    fc.assert(
      fc.property(cases, ({ key, first, second }) => {
        const writer = freshWriter();
        const pages = [
          pageOf([blockOf(first, key)], { cursor: { fingerprint: 'a', path: 'a' } }),
          pageOf([blockOf(second, key)], { cursor: { fingerprint: 'b', path: 'b' } }),
        ];
        for (const page of pages) {
          const counts = writer.commitPage(page);
          expect(counts.added + counts.unchanged + counts.merged + counts.quarantined).toBe(counts.rows);
          expect(counts.rows).toBe(page.blocks[0]!.columns.t.length);
        }
        const once = writer.contentDigest();
        for (const page of pages) expect(writer.commitPage(page)).toMatchObject({ added: 0, merged: 0 });
        expect(writer.contentDigest()).toBe(once);
        expect(writer.verify().ok).toBe(true);
        writer.close();
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('reads of any range exactly the rows in it that were known', () => {
    const bars = walkingBars(24_000);
    store.writer().commitPage(pageOf([blockOf(bars)]));
    const reader = store.reader();
    const { id } = reader.findSeries(MINUTE_BARS)!;
    const instant = fc.integer({ min: -3 * MS_PER_HOUR, max: 17 * MS_PER_DAY }).map((offset) => START + offset);
    const optional = fc.option(instant, { nil: undefined });
    fc.assert(
      fc.property(optional, optional, optional, (from, to, asOf) => {
        const lag = traitsOf(MINUTE_BARS).knownLag;
        const begin = lowerBound(bars.t, from ?? 0);
        const end = Math.min(lowerBound(bars.t, to ?? Infinity), lowerBound(bars.t, (asOf ?? Infinity) - lag + 1));
        const range = {
          ...(from !== undefined && { from }),
          ...(to !== undefined && { to }),
          ...(asOf !== undefined && { asOf }),
        };
        const { t, c } = reader.read(id, range);
        const wanted = sliceColumns(bars, begin, Math.max(begin, end));
        expect(t.length).toBe(wanted.t.length);
        expect([t[0], t.at(-1), c!.at(-1)]).toEqual([wanted.t[0], wanted.t.at(-1), wanted.c!.at(-1)]);
      }),
    );
  });

  it('cuts pages at chunk borders and loses no row', () => {
    fc.assert(
      fc.property(rowsOf('oi'), fc.integer({ min: 1, max: 40 * MS_PER_DAY }), (rows, span) => {
        const line = Float64Array.from(rows.t, (_, i) => i);
        const slices = partition(rows, line, span);
        for (const { bucket, columns, strict } of slices) {
          expect(bucket % span).toBe(0);
          columns.t.forEach((t, i) => {
            expect(t >= bucket && t < bucket + span).toBe(true);
            if (i > 0) expect(strict ? t > columns.t[i - 1] : t >= columns.t[i - 1]).toBe(true);
          });
        }
        const seen = slices.flatMap((slice) => [...slice.line]);
        expect(seen.sort((a, b) => a - b)).toEqual([...line]);
      }),
    );
  });
});
