import { describe, expect, it } from 'vitest';
import { clampTime, demandFor, LEAST_BARS, needsMore, zoomed } from '../../../../src/renderer/panes/price/viewport';

const stored = { from: 0, to: 1_000 };

describe('clampTime', () => {
  it('lets a view pass the end, but not lose the data', () => {
    expect(clampTime({ from: 950, to: 1_050 }, stored, 10)).toEqual({ from: 950, to: 1_050 });
    expect(clampTime({ from: 5_000, to: 5_100 }, stored, 10)).toEqual({ from: 950, to: 1_050 });
    expect(clampTime({ from: -900, to: -800 }, stored, 10)).toEqual({ from: -50, to: 50 });
  });
  it('holds the span between a few bars and a little more than everything', () => {
    expect(clampTime({ from: 500, to: 501 }, stored, 12)).toEqual({ from: 494.5, to: 506.5 });
    const wide = clampTime({ from: -9_000, to: 9_000 }, stored, 12);
    expect(wide.to - wide.from).toBeCloseTo(1_200);
  });
});

describe('zoomed', () => {
  it('keeps the anchor where it is', () => {
    const range = zoomed({ from: 0, to: 100 }, 25, 0.5);
    expect(range).toEqual({ from: 12.5, to: 62.5 });
  });
  it('stops at the fewest bars', () => {
    const { from, to } = zoomed({ from: 0, to: 20 }, 10, 0.01);
    expect(to - from).toBe(LEAST_BARS);
  });
});

describe('demand', () => {
  it('prefetches further in the direction of the pan', () => {
    const { load, prefetch } = demandFor({ from: 400, to: 500 }, -1);
    expect(load.from).toBeLessThan(400);
    expect(prefetch.from).toBeLessThan(load.from);
    expect(prefetch.to).toBe(load.to);
  });
  it('wants more only on a side where more is stored', () => {
    expect(needsMore({ from: 10, to: 110 }, { from: 0, to: 300 }, stored)).toBe(false);
    expect(needsMore({ from: 290, to: 390 }, { from: 0, to: 400 }, stored)).toBe(true);
    expect(needsMore({ from: 900, to: 1_050 }, { from: 600, to: 1_000 }, stored)).toBe(false);
  });
});
