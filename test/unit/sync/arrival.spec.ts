import { describe, expect, it } from 'vitest';
import { emptyColumns, SHAPES, shapeOf, type AnyColumns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { lookThrough } from '#main/sync/run/arrival';
import type { Neighbours } from '#main/sync/run/steps';
import type { FetchedSeries, PageRequest, SourcePage } from '#main/sync/source';

const H = MS_PER_HOUR;
const T = Date.UTC(2024, 0, 1);
const request: PageRequest = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: H, from: T, to: T + 5 * H, end: 'oldest' }; // prettier-ignore

function series(kind: FetchedSeries['kind'], interval: number, rows: readonly (readonly number[])[]): FetchedSeries {
  const shape = shapeOf(kind, interval);
  const columns = emptyColumns(shape, rows.length) as AnyColumns;
  SHAPES[shape].columns.forEach((name, c) => rows.forEach((row, i) => (columns[name]![i] = row[c] ?? Number.NaN)));
  const traits = { knownLag: interval, volumeUnit: 'base', unit: '', synthetic: false } as const;
  return { instrument: 'BTCUSDT', kind, interval, field: '', traits, coverage: [], columns };
}
const bar = (i: number, price = 100): number[] => [T + i * H, price, price + 1, price - 1, price, 5];
const bars = (...indices: number[]): FetchedSeries =>
  series(
    'bars',
    H,
    indices.map((i) => bar(i)),
  );
const look = (
  one: FetchedSeries | undefined,
  { now = T + MS_PER_DAY * 30, settled = { from: T, to: T + 5 * H }, beside = {} as Neighbours, ask = request } = {},
) => {
  const page: SourcePage = { series: one ? [one] : [], macro: [], settled };
  return lookThrough(page, ask, { series: 'binance', shape: 'history', path: 'p', sourceNow: now, neighbours: () => beside }); // prettier-ignore
};
const stamps = ({ blocks }: ReturnType<typeof look>): number[] => [...(blocks[0]?.columns.t ?? [])].map((t) => (t - T) / H); // prettier-ignore

describe('a page that arrives', () => {
  it('is taken as it is when there is nothing to doubt', () => {
    const answer = look(bars(0, 1, 2, 3, 4));
    expect(answer).toMatchObject({ rows: 5, doubts: [], quarantined: [], settled: { from: T, to: T + 5 * H } });
    expect(answer.blocks[0]!.key).toEqual({ instrument: 'BTCUSDT', kind: 'bars', interval: H, source: 'binance', field: '' }); // prettier-ignore
  });

  it('is put in order', () => {
    const answer = look(bars(3, 0, 4, 2, 1));
    expect([stamps(answer), answer.doubts]).toEqual([[0, 1, 2, 3, 4], []]);
  });

  it('is doubted when it is empty, has holes, repeats itself or contradicts itself', () => {
    expect(look(undefined).doubts).toEqual(['empty']);
    for (const some of [[0, 1, 3, 4], [1, 2, 3, 4], [0, 1, 2, 3]]) expect(look(bars(...some)).doubts).toEqual(['holes']); // prettier-ignore
    expect(look(bars(0, 1, 1, 2, 3, 4)).doubts).toEqual(['duplicates']);
    const twofold = series('bars', H, [...[0, 1, 2, 3, 4].map((i) => bar(i)), bar(4, 101)]);
    expect(look(twofold).doubts).toEqual(['contradictions']);
    expect(look(bars(0, 1, 2, 3, 4, 5, 6))).toMatchObject({ rows: 5, doubts: ['outside'] });
  });

  it('is broken when nothing of it is what was asked for', () => {
    expect(() => look(bars(7, 8, 9))).toThrow('none of them');
    expect(() => look(bars(0), { settled: { from: T + H, to: T + 5 * H } })).toThrow('not the page');
    expect(() => look({ ...bars(0), columns: { t: Float64Array.of(T) } as unknown as AnyColumns })).toThrow('column');
  });

  it('sets aside what cannot be true', () => {
    const rows = [
      [T, 100, 99, 101, 100, 5], // high below low
      [T + H, 100, 101, 99, 100, -1],
      [(T + 2 * H) * 1_000, 100, 101, 99, 100, 5],
      [T + 3 * H, Infinity, 101, 99, 100, 5],
      [T + 400 * MS_PER_DAY, 100, 101, 99, 100, 5],
      [Number.NaN, 100, 101, 99, 100, 5],
      bar(4),
    ];
    const { quarantined, doubts } = look(series('bars', H, rows));
    const reasons = Object.fromEntries(quarantined.map(({ reason, text }) => [text.split(' ')[0], reason]));
    expect(reasons).toEqual({
      [`t=${T}`]: 'highBelowLow',
      [`t=${T + H}`]: 'negativeVolume',
      [`t=${(T + 2 * H) * 1_000}`]: 'unitMixUp',
      [`t=${T + 3 * H}`]: 'unparseable',
      [`t=${T + 400 * MS_PER_DAY}`]: 'futureTime',
      't=NaN': 'unparseable',
    });
    expect(doubts).toContain('faulty');
  });

  it('holds no bar that is still forming, and settles only what is over', () => {
    const answer = look(bars(0, 1, 2, 3, 4), { now: T + 4.5 * H });
    expect([stamps(answer), answer.doubts, answer.settled]).toEqual([[0, 1, 2, 3], [], { from: T, to: T + 4 * H }]);
    const second = look(bars(0, 1, 2, 3, 4), { now: T + 5 * H + 1_000 }); // a venue may still add to the last
    expect(stamps(second)).toEqual([0, 1, 2, 3]);
  });

  it('does not settle emptiness that is young', () => {
    expect(look(bars(0, 1), { now: T + 6 * H }).settled).toEqual({ from: T, to: T + 2 * H });
    expect(look(bars(0, 1), { now: T + 90 * H }).settled).toEqual({ from: T, to: T + 5 * H });
    expect(look(undefined, { now: T + 6 * H }).settled).toBeUndefined();
  });

  it('sets aside bars in another unit, until the price is back', () => {
    const odd = series('bars', H, [bar(0), bar(1), bar(2, 100_000), bar(3, 100_100), bar(4, 102)]);
    const answer = look(odd);
    expect([stamps(answer), answer.quarantined.map(({ reason }) => reason)]).toEqual([[0, 1, 4], ['unitMixUp', 'unitMixUp']]); // prettier-ignore
    const all = series('bars', H, [0, 1, 2, 3, 4].map((i) => bar(i, 100_000))); // prettier-ignore
    expect(look(all, { beside: { before: { t: T - H, open: 100, close: 100 } } }).rows).toBe(0);
    expect(look(all, { beside: { after: { t: T + 5 * H, open: 100, close: 100 } } }).rows).toBe(0);
    expect(look(all, { beside: { before: { t: T - 50 * H, open: 100, close: 100 } } }).rows).toBe(5); // too long ago to tell
    // a crash opens where it closed before
    const crash = series('bars', H, [bar(0), bar(1), [T + 2 * H, 100, 100, 0.01, 0.01, 5], [T + 3 * H, 0.01, 0.01, 0.01, 0.01, 5], [T + 4 * H, 0.01, 0.02, 0.01, 0.01, 5]]); // prettier-ignore
    expect(look(crash)).toMatchObject({ rows: 5, doubts: [] });
  });
});
