import { describe, expect, it } from 'vitest';
import { judgeHold, type HoldBars } from '#core/replay/hold';
import { MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

const M = MS_PER_MINUTE;
/** Minutes from 0 on with these lows; `holes` are left out. */
function minutes(lows: readonly number[], { first = 0, interval = M, holes = [] as readonly number[], reach = NaN } = {}): HoldBars {
  const kept = [...lows.keys()].filter((i) => !holes.includes(i));
  return {
    interval,
    t: Float64Array.from(kept, (i) => first + i * interval),
    l: Float64Array.from(kept, (i) => lows[i]!),
    reach: Number.isNaN(reach) ? first + lows.length * interval : reach,
  };
} // prettier-ignore
const flat = (n: number): number[] => Array.from({ length: n }, () => 100);
const question = { decidedAt: 0, level: 99, horizon: MS_PER_HOUR };

describe('a low that is asked to hold', () => {
  it('holds while no bar is below it, also where one touches it', () => {
    const lows = flat(60).with(30, 99);
    expect(judgeHold(question, [minutes(lows)], MS_PER_HOUR)).toEqual({ state: 'held', by: 0 });
  });

  it('is undercut by the first bar that is below, with the time to its end', () => {
    const lows = flat(60).with(33, 98.9).with(50, 90);
    expect(judgeHold(question, [minutes(lows)], MS_PER_HOUR)).toEqual({ state: 'undercut', after: 34 * M, by: 0 });
  });

  it('looks at no bar outside of its horizon', () => {
    const lows = flat(61).with(60, 1);
    expect(judgeHold(question, [minutes(lows)], 2 * MS_PER_HOUR)).toEqual({ state: 'held', by: 0 });
  });

  it('is pending until the horizon has passed as of the clock, and until the bars reach its end', () => {
    const lows = flat(60).with(3, 1);
    expect(judgeHold(question, [minutes(lows)], MS_PER_HOUR - 1)).toEqual({ state: 'pending' });
    expect(judgeHold(question, [minutes(lows.slice(0, 59))], undefined)).toEqual({ state: 'pending' });
    expect(judgeHold(question, [minutes(lows)], undefined)).toMatchObject({ state: 'undercut', after: 4 * M });
  });

  it.each([
    ['after it was undercut', 40],
    ['before it was undercut', 5],
    ['at its start', 0],
    ['at its end', 59],
  ])('is unknown over a hole %s, whatever the other bars show', (_where, hole) => {
    const bars = minutes(flat(60).with(20, 1), { holes: [hole], reach: 90 * M });
    expect(judgeHold(question, [bars], undefined)).toEqual({ state: 'unknown', why: 'missing' });
    const lowless = minutes(flat(60).with(20, 1).with(hole, NaN), { reach: 90 * M });
    expect(judgeHold(question, [lowless], undefined)).toEqual({ state: 'unknown', why: 'missing' });
  });

  it('is told by coarser bars where the finer ones have a hole', () => {
    const fine = minutes(flat(60), { holes: [7] });
    const coarse = minutes(flat(12).with(11, 98), { interval: 5 * M });
    expect(judgeHold(question, [fine, coarse], MS_PER_HOUR)).toEqual({ state: 'undercut', after: MS_PER_HOUR, by: 1 });
  });

  it('is unknown where the bars are too long for it', () => {
    const hours = minutes([100, 100, 100], { interval: MS_PER_HOUR });
    const between = { ...question, decidedAt: 10 * M };
    const cut = { ...hours, t: hours.t.subarray(1, 2), l: hours.l.subarray(1, 2) };
    expect(judgeHold(question, [hours], 3 * MS_PER_HOUR)).toEqual({ state: 'held', by: 0 });
    expect(judgeHold(between, [cut], 3 * MS_PER_HOUR)).toEqual({ state: 'unknown', why: 'coarse' });
    const four = { ...between, horizon: 4 * MS_PER_HOUR };
    const bars = minutes(flat(4), { first: MS_PER_HOUR, interval: MS_PER_HOUR });
    expect(judgeHold(four, [bars], 5 * MS_PER_HOUR)).toEqual({ state: 'unknown', why: 'coarse' });
  });

  it('is unknown without any bars, once it is due', () => {
    expect(judgeHold(question, [], MS_PER_HOUR)).toEqual({ state: 'unknown', why: 'missing' });
    expect(judgeHold(question, [], MS_PER_HOUR - 1)).toEqual({ state: 'pending' });
  });
});
