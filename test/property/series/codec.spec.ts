import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeColumns, decodeInto, encodeColumns } from '#core/series/codec';
import { encodePlainly } from '#core/series/packing/plain';
import { encodeQuickly } from '#core/series/packing/quick';
import type { AnyColumns } from '#core/series/schema';

const NAMES = ['t', 'o', 'h', 'v'];

const decimal = fc
  .tuple(fc.integer({ min: -2_000_000_000, max: 2_000_000_000 }), fc.integer({ min: 0, max: 9 }))
  .map(([m, k]) => m / 10 ** k);
const tame = fc.integer({ min: -300, max: 70_000 }).map((m) => m / 100);
const value = fc.oneof(tame, decimal, fc.double(), fc.constantFrom(NaN, 0, -0, Infinity));

const columns = fc.integer({ min: 0, max: 60 }).chain((rows) => {
  const column = fc.oneof(
    fc.array(tame, { minLength: rows, maxLength: rows }),
    fc.array(fc.oneof({ weight: 5, arbitrary: tame }, fc.constant(NaN)), { minLength: rows, maxLength: rows }),
    fc.array(value, { minLength: rows, maxLength: rows }),
    fc.tuple(fc.integer(), fc.integer()).map(([a, b]) => Array.from({ length: rows }, (_, i) => a + b * i)),
    value.map((x) => new Array<number>(rows).fill(x)),
  );
  return fc.tuple(column, column, column, column).map((all): AnyColumns => {
    const [t, o, h, v] = all.map((x) => Float64Array.from(x)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    return { t, o, h, v };
  });
});

const same = (a: Float64Array, b: Float64Array): boolean =>
  a.length === b.length && a.every((x, i) => Object.is(x, b[i]));

describe('column codec', () => {
  it('gives every double back', () =>
    fc.assert(
      fc.property(columns, (given) => {
        const back = decodeColumns(encodeColumns(given, NAMES));
        for (const name of NAMES) expect(same(back[name], given[name]), name).toBe(true);
      }),
      { numRuns: 2_000 },
    ));

  it('writes the same bytes with its kernel and without', () => {
    const wide = fc.integer({ min: -(2 ** 52), max: 2 ** 52 }).map((m) => m / 8);
    const many = fc.array(fc.oneof(wide, value), { minLength: 1, maxLength: 40 }).chain((row) =>
      fc.tuple(fc.constant(row), fc.nat(row.length - 1), fc.constantFrom(...row)).map(([x, at, y]): AnyColumns => {
        const t = Float64Array.from(x);
        const shift = (by: number): Float64Array => t.map((z, i) => (i === at ? y : z + by));
        return { t, o: shift(1), h: shift(0.25), v: shift(1e6) };
      }),
    );
    fc.assert(
      fc.property(fc.oneof(columns, many), (given) => {
        const rows = given.t.length;
        if (rows > 0) expect(encodeQuickly(given, NAMES, rows)).toEqual(encodePlainly(given, NAMES, rows));
      }),
      { numRuns: 1_000 },
    );
  });

  it('writes the same bytes for columns that went through it', () =>
    fc.assert(
      fc.property(columns, (given) => {
        const bytes = encodeColumns(given, NAMES);
        expect(encodeColumns(decodeColumns(bytes), NAMES)).toEqual(bytes);
      }),
      { numRuns: 500 },
    ));

  it('reads any choice of columns as it reads them all', () =>
    fc.assert(
      fc.property(columns, fc.shuffledSubarray(NAMES), fc.nat(9), (given, wanted, offset) => {
        const targets = wanted.map(() => new Float64Array(given.t.length + offset));
        decodeInto(encodeColumns(given, NAMES), targets, offset, wanted);
        wanted.forEach((name, k) => expect(same(targets[k].subarray(offset), given[name]), name).toBe(true));
      }),
      { numRuns: 500 },
    ));

  it('reads damaged bytes as columns or throws a RangeError, nothing else', () =>
    fc.assert(
      fc.property(columns, fc.nat(), fc.integer({ min: 0, max: 255 }), (given, place, byte) => {
        const bytes = encodeColumns(given, NAMES);
        bytes[place % Math.min(bytes.length, 200)] = byte;
        try {
          decodeColumns(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
      { numRuns: 1_000 },
    ));
});
