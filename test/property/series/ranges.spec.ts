import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersectRanges, subtractRanges, unionRanges, type Range } from '#core/time/ranges';

const SIZE = 40;
const ranges = fc.array(
  fc.tuple(fc.nat(SIZE), fc.nat(SIZE)).map(([a, b]): Range => ({ from: Math.min(a, b), to: Math.max(a, b) })),
  { maxLength: 12 },
);
/** The instants of the ranges, one by one. */
const instants = (list: readonly Range[]): boolean[] =>
  Array.from({ length: SIZE }, (_, t) => list.some(({ from, to }) => from <= t && t < to));
const expectTidy = (list: readonly Range[]): void => {
  list.forEach(({ from, to }, k) => {
    expect(from).toBeLessThan(to);
    if (k > 0) expect(from).toBeGreaterThan(list[k - 1]!.to);
  });
};

describe('ranges', () => {
  it('united hold the same instants, tidily', () => {
    fc.assert(
      fc.property(ranges, (list) => {
        const united = unionRanges(list);
        expectTidy(united);
        expect(instants(united)).toEqual(instants(list));
      }),
    );
  });

  it('subtracted and intersected hold the instants of the one without, and with, the other', () => {
    fc.assert(
      fc.property(ranges, ranges, (a, b) => {
        const [inA, inB] = [instants(a), instants(b)];
        const [without, both] = [subtractRanges(a, b), intersectRanges(a, b)];
        expectTidy(without);
        expectTidy(both);
        expect(instants(without)).toEqual(inA.map((x, t) => x && !inB[t]));
        expect(instants(both)).toEqual(inA.map((x, t) => x && inB[t]));
      }),
    );
  });
});
