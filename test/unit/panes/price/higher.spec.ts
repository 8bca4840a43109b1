import { expect, it } from 'vitest';
import { rsi } from '#core/indicators/rsi';
import { resample } from '#core/series/resample';
import type { Bars } from '#core/series/schema';
import { alignKnown, buildAxis } from '../../../../src/renderer/panes/price/axis';
import type { Window } from '../../../../src/renderer/panes/price/bar-window';
import { higherLevels, StudyData, type StudyReads } from '../../../../src/renderer/panes/price/study-data';
import { buildFrame } from '../../../../src/renderer/panes/price/study-frames';
import type { ChartTheme } from '../../../../src/renderer/theme/tokens';

const MINUTE = 60_000;
const FIVE = 5 * MINUTE;
const HOUR = 60 * MINUTE;

it('goes up the ladder by steps that hold whole bars', () => {
  expect(higherLevels(FIVE)).toEqual([15 * MINUTE, HOUR]);
  expect(higherLevels(7 * 24 * HOUR)).toEqual([]);
  expect(higherLevels(2 * HOUR)).toEqual([4 * HOUR, 24 * HOUR]);
});

function fiveMinutes(n: number): Bars {
  const column = (of: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => of(i));
  const close = (i: number): number => 100 + 9 * Math.sin(i / 31) + 3 * Math.sin(i / 5.3);
  return { t: column((i) => i * FIVE), o: column(close), h: column(close), l: column(close), c: column(close), v: column(() => 1) }; // prettier-ignore
}

it('draws the RSI of the last closed bar of each higher timeframe, never of one that is still forming', async () => {
  const all = fiveMinutes(6_000);
  const never = (): Promise<null> => Promise.resolve(null);
  const reads: StudyReads = {
    bars: (level, from, to) => {
      const { t } = all;
      const pick = (column: Float64Array): Float64Array => column.filter((_, i) => t[i]! >= from && t[i]! < to);
      const bars = resample(
        { t: pick(t), o: pick(all.o), h: pick(all.h), l: pick(all.l), c: pick(all.c), v: pick(all.v) },
        level,
      );
      return Promise.resolve({ instrument: 'X', source: '', interval: level, bars, forming: null, from: 0, to: t.at(-1)!, synthetic: true, volumeUnit: 'base' }); // prettier-ignore
    },
    liquidations: never,
    points: never,
    breadth: never,
    breakEven: never,
    levels: never,
  };
  const loaded = { from: 5_000 * FIVE, to: 5_600 * FIVE };
  const range = { from: loaded.from, to: loaded.to };
  const data = new StudyData(reads, () => data.want(['rsi'], FIVE, range, range));
  data.want(['rsi'], FIVE, range, range);
  for (let i = 0; i < 40; i++) await Promise.resolve();

  const cut = (from: number): Bars =>
    Object.fromEntries(Object.entries(all).map(([name, column]) => [name, column.subarray(from, 5_600)])) as Bars;
  const bars = cut(5_000);
  const window = { level: FIVE, axis: buildAxis(bars.t, FIVE), bars, warmBars: cut(4_700), warm: 300, loaded } as unknown as Window; // prettier-ignore
  const frame = buildFrame('rsi', { window, data, theme: {} as ChartTheme, decimals: 1 })!;
  expect(frame.plots).toHaveLength(3);
  const byLevel = frame.plots.map(({ values }) => values).reverse();

  for (const [k, level] of [15 * MINUTE, HOUR].entries()) {
    const higher = resample(all, level);
    const figure = rsi(higher.c, 14);
    for (let slot = 0; slot < bars.t.length; slot++) {
      const close = bars.t[slot]! + FIVE;
      const last = Math.floor(close / level) - 1; // the last one that ends by the close
      expect(byLevel[k + 1]![slot], `slot ${slot} of ${level}`).toBeCloseTo(figure[last]!, 5);
    }
  }
});

it('counts a figure that is known at the very close of a slot, and not one known later', () => {
  const axis = buildAxis(Float64Array.of(0, 10, 20), 10);
  const known = Float64Array.of(10, 21, 30);
  expect([...alignKnown(axis, known, Float64Array.of(1, 2, 3), 30)]).toEqual([1, 1, 3]);
});
