import { describe, expect, it } from 'vitest';
import { advanceDecline, AdvanceDeclineStream, alignCloses } from '#core/indicators/advance-decline';
import { divergence, DivergenceStream } from '#core/indicators/divergence';
import { alignHigher } from '#core/indicators/multi-timeframe';
import { swingLows } from '#core/indicators/swings';

const of = (...x: number[]): Float64Array => Float64Array.from(x);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('alignHigher', () => {
  const at = (minute: number): number =>
    alignHigher(of(minute * MINUTE), MINUTE, of(0, HOUR, 2 * HOUR), HOUR, of(10, 20, NaN))[0]!;

  it('takes the last closed bar, never the forming one', () => {
    expect([58, 59, 60, 118, 119].map(at)).toEqual([NaN, 10, 10, 10, 20]);
  });

  it('is NaN where the last closed bar has no value, and does not fall back to the one before', () => {
    expect(at(179)).toBeNaN();
  });

  it('is NaN once the last closed bar is older than three of its intervals', () => {
    const late = (minute: number, stale?: number): number =>
      alignHigher(of(minute * MINUTE), MINUTE, of(0), HOUR, of(10), undefined, stale)[0]!;
    expect([late(239), late(240), late(119, 1), late(120, 1)]).toEqual([10, NaN, 10, NaN]);
  });

  it('refuses shapes that differ', () => {
    expect(() => alignHigher(of(0), 1, of(0), 1, of())).toThrow(RangeError);
    expect(() => alignHigher(of(0), 1, of(0), 1, of(1), of())).toThrow(RangeError);
  });
});

describe('advanceDecline', () => {
  it('counts up, down and unchanged, each member from its first close on', () => {
    const out = advanceDecline([of(1, 2, 3, 3, 2), of(5, 4, 4, 4, 4), of(NaN, NaN, 7, 8, 9)]);
    expect(out.line).toEqual(of(0, 0, 1, 2, 2));
    expect(out.normalised).toEqual(of(NaN, 0, 1, 1, 0));
    expect(out.members).toEqual(of(2, 2, 3, 3, 3));
  });

  it('sets a close against the last one of the same member, whatever lies between', () => {
    const out = advanceDecline([of(1, NaN, 2), of(3, NaN, NaN)]);
    expect(out.line).toEqual(of(0, NaN, 1));
    expect(out.members).toEqual(of(2, 0, 1));
  });

  it('is empty without members, and refuses shapes that differ', () => {
    expect(advanceDecline([]).line).toEqual(of());
    expect(() => advanceDecline([of(1), of(1, 2)])).toThrow(RangeError);
    expect(() => new AdvanceDeclineStream(2).push([1])).toThrow(RangeError);
  });
});

describe('alignCloses', () => {
  const members = [
    { t: of(10, 20, 40), c: of(1, 2, 4) },
    { t: of(20, 30), c: of(7, 8) },
  ];

  it('has a row for every stamp of any member', () => {
    const { t, closes } = alignCloses(members);
    expect(t).toEqual(of(10, 20, 30, 40));
    expect(closes).toEqual([of(1, 2, NaN, 4), of(NaN, 7, 8, NaN)]);
  });

  it('keeps to the grid it is given: no close is carried to another stamp', () => {
    expect(alignCloses(members, of(20, 25, 40)).closes).toEqual([of(2, NaN, 4), of(7, NaN, NaN)]);
  });
});

describe('swingLows', () => {
  it('knows a low k rows late', () => {
    expect([...swingLows(of(5, 4, 3, 4, 5, 6), 2)]).toEqual([-1, -1, -1, -1, 2, 2]);
  });

  it('takes the first of equal lows', () => {
    expect([...swingLows(of(5, 4, 4, 5, 6), 1)]).toEqual([-1, -1, 1, 1, 1]);
  });

  it('has none beside a hole', () => {
    expect([...swingLows(of(5, 3, NaN, 3, 5, 6), 1)]).toEqual([-1, -1, -1, -1, -1, -1]);
  });

  it('refuses k = 0', () => {
    expect(() => swingLows(of(1), 0)).toThrow(RangeError);
  });
});

describe('divergence', () => {
  const price = of(9, 5, 9, 4, 9, 3, 9, 3.5, 9);

  it('marks a lower low of the price that the line does not share', () => {
    const line = of(0, 10, 0, 11, 0, 10.5, 0, 99, 0);
    // Lows at 1, 3, 5, 7: the second diverges, the third's line falls too, the fourth is no lower low.
    expect(divergence(price, line, 1)).toEqual(of(NaN, NaN, NaN, NaN, 1, NaN, 0, NaN, 0));
  });

  it('counts a line that stands where it stood, and cannot tell where there is none', () => {
    expect(divergence(price, of(0, 7, 0, 7, 0, NaN, 0, 7, 0), 1)).toEqual(
      of(NaN, NaN, NaN, NaN, 1, NaN, NaN, NaN, NaN),
    );
  });

  it('refuses shapes that differ, and k = 0', () => {
    expect(() => divergence(of(1), of())).toThrow(RangeError);
    expect(() => new DivergenceStream(0)).toThrow(RangeError);
  });
});
