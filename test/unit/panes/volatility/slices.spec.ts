import { describe, expect, it } from 'vitest';
import {
  chosenSlice,
  FIRST_WISH,
  nearest,
  percentileOfLast,
  reachOf,
  slicesOf,
} from '../../../../src/renderer/panes/volatility/slices';
import { historyGrid, indexGrid, smileGrid } from '../../../../src/renderer/panes/volatility/grids';
import { historyReply, modelledReply, volatilityReply } from '../../../support/options/replies';

const slices = slicesOf(volatilityReply());
const modelled = slicesOf(modelledReply());

describe('the tenors of a surface', () => {
  it('are the expiries of a chain, or the constant maturities of a model that says so', () => {
    expect(slices).toHaveLength(6);
    expect(slices.every(({ isModelled, points }) => !isModelled && points.length > 4)).toBe(true);
    expect(slices.map(({ days }) => days)).toEqual(slices.map(({ days }) => days).toSorted((a, b) => a - b));
    expect(modelled.map(({ key }) => key)).toEqual(['7 d', '30 d', '90 d', '180 d']);
    expect(modelled.every(({ isModelled, points }) => isModelled && points.length === 0)).toBe(true);
    expect(slicesOf({ quoted: null, modelled: null })).toEqual([]);
  });

  it('say in words which check failed and whether only beyond the quotes', () => {
    const reply = volatilityReply();
    const [first, ...rest] = reply.quoted!.expiries;
    const violation = { k: 0.4, quoted: false, depth: 0.1 };
    const flagged = { ...first!, butterflyArbitrage: { ...violation, quoted: true }, calendarArbitrage: violation, extrapolated: true }; // prettier-ignore
    const [slice] = slicesOf({ quoted: { ...reply.quoted!, expiries: [flagged, { ...rest[0]!, svi: undefined }] }, modelled: null }); // prettier-ignore
    expect(slice!.flags).toEqual(['butterfly arbitrage', 'calendar arbitrage beyond quotes', '25 delta beyond quotes']);
    expect(slice!.isFlagged).toBe(true);
  });

  it('keep the chosen expiry, or the tenor nearest to it by ratio', () => {
    const month = chosenSlice(slices, FIRST_WISH)!;
    expect(Math.abs(Math.log(month.days / 30))).toBe(
      Math.min(...slices.map(({ days }) => Math.abs(Math.log(days / 30)))),
    );
    expect(chosenSlice(slices, { key: slices[4]!.key, days: 1 })).toBe(slices[4]);
    expect(chosenSlice(slices, { key: 'gone', days: slices[4]!.days * 1.01 })).toBe(slices[4]);
    expect(nearest([], 30)).toBeUndefined();
    expect(nearest([{ ...slices[0]!, svi: undefined }, slices[5]!], slices[0]!.days)).toBe(slices[5]);
  });

  it('reach over their quotes, a modelled one two and a half deviations', () => {
    const [from, to] = reachOf(slices[2]!);
    expect([from, to]).toEqual([slices[2]!.points[0]!.k, slices[2]!.points.at(-1)!.k]);
    const deviation = modelled[1]!.atm * Math.sqrt(modelled[1]!.tau);
    expect(reachOf(modelled[1]!)).toEqual([-2.5 * deviation, 2.5 * deviation]);
  });
});

describe('percentileOfLast', () => {
  it('is the share at or below the last known value, and nothing for a short history', () => {
    const values = Array.from({ length: 40 }, (_, i) => i);
    expect(percentileOfLast([...values, 9, NaN])).toBeCloseTo(11 / 41, 12);
    expect(percentileOfLast([...values, 100])).toBe(1);
    expect(percentileOfLast([1, 2, 3])).toBeNaN();
  });
});

describe('files', () => {
  it('carry every quote, capture and index value whole', () => {
    const smile = smileGrid(slices[2]!);
    expect(smile).toHaveLength(slices[2]!.points.length + 1);
    expect(Number(smile[1]![5])).toBe(slices[2]!.points[0]!.iv);
    const history = historyReply(3);
    const grid = historyGrid(history);
    expect(grid).toHaveLength(4);
    expect(grid.every((row) => row.length === grid[0]!.length)).toBe(true);
    expect(grid[0]).toContain('slope 7/30 d');
    expect(Number(grid[2]![grid[0]!.indexOf('atm 30 d')])).toBe(history.columns.maturities[1]!.atm[1]);
    expect(historyGrid(historyReply(0))).toEqual([]);
    const index = { instrument: 'DVOL', source: 'x', synthetic: false, days: 30, t: Float64Array.of(0), value: Float64Array.of(NaN) }; // prettier-ignore
    expect(indexGrid({ own: index, equity: [] })).toEqual([['index', 'known', 'volatility'], ['DVOL', '1970-01-01T00:00:00.000Z', '']]); // prettier-ignore
  });
});
