import { describe, expect, it } from 'vitest';
import { coverageOver, describeMarket } from '#core/liquidations/describe';

const at = { side: 'long', start: 100, end: 120, decision: 140 } as const;
const column = (...x: number[]): Float64Array => Float64Array.of(...x);
const bars = {
  interval: 10,
  columns: {
    t: column(80, 90, 100, 110, 120, 130, 140),
    o: column(9, 9, 9, 9, 9, 9, 9),
    h: column(12, 11, 10, 9, 13, 8, 99),
    l: column(2, 9, 8, 6, 7, 5, 1),
    c: column(11, 10, 9, 7, 7.5, 7, 1),
    v: column(1, 1, 1, 1, 1, 1, 1),
  },
};
const none = { columns: { t: column(), base: column(), usd: column() }, interval: 10 };
const describeOi = (t: number[], base: number[], usd: number[], interval = 10): ReturnType<typeof describeMarket> =>
  describeMarket(
    at,
    { oi: { interval, columns: { t: column(...t), base: column(...base), usd: column(...usd) } } },
    3,
    10,
  );

describe('describeMarket', () => {
  it('takes closes known at start and end, and the extreme of the bars known by the decision', () => {
    const got = describeMarket(at, { bars }, 3, 10);
    expect(got).toMatchObject({ priceStart: 10, priceEnd: 7, priceExtreme: 5 });
    expect(got.dropBp).toBeCloseTo(1e4 * Math.log(10 / 5), 9);
  });

  it('mirrors a squeeze: the extreme is a high, a rise is a positive drop', () => {
    const got = describeMarket({ ...at, side: 'short' }, { bars }, 3, 10);
    expect(got.priceExtreme).toBe(13);
    expect(got.dropBp).toBeCloseTo(1e4 * Math.log(13 / 10), 9);
  });

  it('knows no price from bars too coarse or too old', () => {
    const coarse = { ...bars, interval: 1_000 };
    expect(describeMarket(at, { bars: coarse }, 3, 10)).toMatchObject({ priceStart: NaN, priceEnd: NaN, priceExtreme: NaN, dropBp: NaN }); // prettier-ignore
    const later = { side: 'long', start: 200, end: 210, decision: 220 } as const;
    expect(describeMarket(later, { bars }, 3, 10).priceStart).toBeNaN();
    expect(describeMarket(later, { bars }, 5, 10).priceStart).toBe(1);
  });

  it('takes open interest in USD, the share closed in base units, and none that is known too late', () => {
    expect(describeOi([85, 115, 130], [100, 95, 90], [1_000, 900, 720])).toMatchObject({ oiBefore: 1_000, oiAfter: 720, oiChange: -280, oiUnit: 'usd' }); // prettier-ignore
    expect(describeOi([85, 115, 130], [100, 95, 90], [1_000, 900, 720]).oiShareClosed).toBeCloseTo(0.1, 12);
    expect(describeOi([85, 115, 131], [100, 95, 90], [1_000, 900, 720]).oiAfter).toBe(900);
    expect(describeOi([85, 105, 131], [100, 95, 90], [1_000, 900, 720])).toMatchObject({ oiBefore: 1_000, oiAfter: NaN, oiChange: NaN, oiShareClosed: NaN }); // prettier-ignore
    expect(describeMarket(at, { oi: none }, 3, 10).oiBefore).toBeNaN();
  });

  it('falls back to base units as a whole, never mixing units', () => {
    const got = describeOi([85, 130], [100, 90], [NaN, NaN]);
    expect(got).toMatchObject({ oiBefore: 100, oiAfter: 90, oiChange: -10, oiUnit: 'base' });
    expect(describeOi([85, 130], [100, 90], [NaN, 500])).toMatchObject({ oiBefore: 100, oiUnit: 'base' });
    const usdOnly = describeOi([85, 130], [NaN, NaN], [1_000, 750]);
    expect(usdOnly).toMatchObject({ oiUnit: 'usd', oiShareClosed: 0.25 });
    expect(describeOi([85, 130], [NaN, NaN], [1_000, NaN])).toMatchObject({ oiBefore: 1_000, oiAfter: NaN, oiUnit: 'usd' }); // prettier-ignore
  });

  it('takes the funding settled at or before the start, and one settled between end and decision', () => {
    const funding = { t: column(50, 90, 110, 140, 141), rate: column(1, 2, 3, 4, 5) };
    expect(describeMarket(at, { funding }, 3, 10)).toMatchObject({ fundingBefore: 2, fundingAfter: 4 });
    const early = { t: column(50, 110), rate: column(1, 3) };
    expect(describeMarket(at, { funding: early }, 3, 10)).toMatchObject({ fundingBefore: 1, fundingAfter: NaN });
  });
});

describe('coverageOver', () => {
  const spans = [
    { from: 0, coverage: 'complete' },
    { from: 50, coverage: 'throttled' },
    { from: 60, coverage: 'aggregated' },
  ] as const;

  it('is the worst in force, null where it is not stated', () => {
    expect(coverageOver(spans, 10, 50)).toBe('complete');
    expect(coverageOver(spans, 10, 51)).toBe('throttled');
    expect(coverageOver(spans, 60, 70)).toBe('aggregated');
    expect(coverageOver(spans, -1, 20)).toBeNull();
    expect(coverageOver(undefined, 0, 1)).toBeNull();
    expect(coverageOver([], 0, 1)).toBeNull();
  });
});
