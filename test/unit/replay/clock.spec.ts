import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barsDue, closeAfter, closeBefore, closeNear } from '#core/replay/clock';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

const step = fc.constantFrom(MS_PER_MINUTE, 15 * MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY);
const instant = fc.integer({ min: -5e12, max: 5e12 });

describe('closes', () => {
  it('are the nearest multiples on either side, and a step leads from one to the next', () =>
    fc.assert(
      fc.property(instant, step, (t, length) => {
        const [before, after] = [closeBefore(t, length), closeAfter(t, length)];
        expect(before < t && t < after).toBe(true);
        expect(after - before).toBe(t % length === 0 ? 2 * length : length);
        expect(Math.abs(before % length) + Math.abs(after % length)).toBe(0);
        expect(closeBefore(closeAfter(after, length), length)).toBe(after);
        expect(Math.abs(closeNear(t, length) - t)).toBeLessThanOrEqual(length / 2);
      }),
    ));

  it('do not move with summer time: hours and days are UTC', () => {
    const sunday = Date.UTC(2025, 2, 30, 0, 30);
    expect(closeAfter(sunday, MS_PER_HOUR)).toBe(Date.UTC(2025, 2, 30, 1));
    expect(closeAfter(sunday, MS_PER_DAY)).toBe(Date.UTC(2025, 2, 31));
  });
});

describe('bars due', () => {
  const play = (rate: number, frames: readonly number[]): number[] => {
    let rest = 0;
    return frames.map((elapsed) => {
      const due = barsDue(rest, elapsed, rate);
      ({ rest } = due);
      return due.bars;
    });
  };
  const frames = (n: number, ms: number): number[] => Array.from({ length: n }, (_, i) => ms + (i % 2 ? 0.4 : -0.4));

  it('are one a frame at 60 a second, however the frames jitter', () => {
    expect(new Set(play(60, frames(600, 1_000 / 60)))).toEqual(new Set([1]));
  });

  it('keep the rate over many frames', () => {
    for (const rate of [1, 5, 20, 1_000]) {
      const shown = play(rate, frames(600, 1_000 / 60)).reduce((a, b) => a + b);
      expect(Math.abs(shown - 10 * rate)).toBeLessThanOrEqual(Math.max(1, rate * 0.02));
    }
  });

  it('are never two in a frame up to 60 a second, and a long frame leaves no debt', () => {
    expect(play(60, [500, 16.7, 16.7])).toEqual([1, 1, 1]);
    expect(play(1_000, [500])).toEqual([500]);
  });
});
