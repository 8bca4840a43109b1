import { describe, expect, it } from 'vitest';
import { measureOutcomes } from '#core/evidence/outcomes';
import { pricePath } from '#core/evidence/price-path';

const M = 60_000;

/** Flat minutes at 100 except where told: [open, high, low, close]. */
function path(
  n: number,
  told: Record<number, [number, number, number, number]>,
  skip: (i: number) => boolean = () => false,
) {
  const rows = [...Array(n).keys()]
    .filter((i) => !skip(i))
    .map((i) => [i * M, ...(told[i] ?? [100, 100, 100, 100]), 1]);
  const column = (k: number): Float64Array => Float64Array.from(rows, (r) => r[k]!);
  const columns = { t: column(0), o: column(1), h: column(2), l: column(3), c: column(4), v: column(5) };
  return { interval: M, columns };
}
const row = (t: number, low: number) => ({ t: Float64Array.of(t), of: Int32Array.of(0), low: Float64Array.of(low) });

describe('measureOutcomes', () => {
  it('enters at the open of the bar at the decision and counts that bar', () => {
    const bars = path(20, { 10: [98, 98, 95, 99] });
    const table = measureOutcomes(pricePath(bars, 'long', Infinity), row(10 * M, 97), [M, 5 * M], 10);
    expect(table.entryT[0]).toBe(10 * M);
    expect(table.entryPrice[0]).toBe(98);
    expect(table.forwardBp[0]![0]).toBeCloseTo(1e4 * Math.log(99 / 98), 9);
    expect(table.forwardBp[1]![0]).toBeCloseTo(1e4 * Math.log(100 / 98), 9);
    expect(table.maeBp[1]![0]).toBeCloseTo(1e4 * Math.log(95 / 98), 9);
    expect(table.undercut[0]![0]).toBe(1);
    expect([table.undercutSeen[0], table.undercutAfter[0]]).toEqual([1, M]);
  });

  it('takes a fall of exactly epsilon for held', () => {
    const at = 97 * Math.exp(-10 / 1e4);
    for (const [low, want] of [
      [at, 0],
      [at * (1 - 1e-9), 1],
    ] as const) {
      // prettier-ignore
      const bars = path(20, { 12: [100, 100, low, 100] });
      expect(measureOutcomes(pricePath(bars, 'long', Infinity), row(10 * M, 97), [5 * M], 10).undercut[0]![0]).toBe(
        want,
      );
    }
  });

  it('bridges a pause that is short against the time since the entry, and no other', () => {
    const longest = 400 * M;
    const at = (from: number, to: number) =>
      measureOutcomes(pricePath(path(500, {}, (i) => i >= from && i < to), 'long', Infinity), row(10 * M, 90), [5 * M, longest], 10); // prettier-ignore
    expect(at(12, 15).forwardBp.map((x) => x[0])).toEqual([0, 0]); // three bars: nothing was traded
    expect(at(12, 16).forwardBp.map((x) => x[0])).toEqual([NaN, NaN]);
    expect(at(300, 315).forwardBp.map((x) => x[0])).toEqual([0, 0]); // 15 of 305 minutes
    expect(at(300, 316).forwardBp.map((x) => x[0])).toEqual([0, NaN]);
    expect(at(300, 316).undercutAfter[0]).toBe(290 * M);
    expect(at(5, 20).entryPrice[0]).toBeNaN();
  });
});
