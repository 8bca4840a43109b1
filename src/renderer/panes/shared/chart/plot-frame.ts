import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { formatPercent, formatTime } from '../../../lib/format';
import { across, label, linear, type Scale, type Shape } from '../../../ui/plot/shapes';
import { ticks, timeTicks } from '../../../lib/ticks';
import { axisWords } from './axis-words';
import type { Size } from '../../../ui/plot/use-size';

/** Where a plot lies in its picture. */
export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export const boxOf = ({ width, height }: Size, left = 52): Box => ({ left, right: width - 12, top: 10, bottom: height - 22 }); // prettier-ignore

/** Px that a mark of the value axis and of the time axis takes. */
const ROW = 28;
const COLUMN = 64;

/** Lines across at round values, with their words. */
export function valueAxis(
  box: Box,
  [min, max]: readonly [number, number],
  words: (value: number) => string,
  base?: number,
): readonly [Scale, readonly Shape[]] {
  const y = linear(min, max, box.bottom, box.top);
  const marks = ticks(min, max, Math.max(2, Math.floor((box.bottom - box.top) / ROW)));
  return [
    y,
    marks.flatMap((value) => [
      across(box.left, box.right, y(value), value === base ? 'border2' : 'grid'),
      label(box.left - 8, y(value), words(value), { align: 'end' }),
    ]),
  ];
}

/** Shares as percent, with as few decimals as tell the marks apart. */
export const shareWords =
  ([min, max]: readonly [number, number], sign = false) =>
  (value: number): string =>
    formatPercent(value, { decimals: max - min < 0.03 ? 1 : 0, sign });

/** A little room above and below. Never empty. */
export function widened(values: Iterable<number>, share = 0.04): readonly [number, number] {
  let [min, max] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    min = Math.min(min, value);
    max = Math.max(max, value);
  }
  if (min > max) return [0, 1];
  const room = Math.max((max - min) * share, 1e-4);
  return [min - room, max + room];
}

const MONTH_DAYS = 30;
const DAY_STEPS = [1, 2, 5, 7, 10, 15, 30, 60, 90, 180, 365, 730].map((days) => days * MS_PER_DAY);

/** Below the plot: dates of what has been, days from the start of what might be. */
export function timeAxis(box: Box, start: Ms, length: Ms, dated: boolean): readonly [Scale, readonly Shape[]] {
  const x = linear(0, length, box.left, box.right);
  const wished = Math.max(2, Math.floor((box.right - box.left) / COLUMN));
  const y = box.bottom + 12;
  const base = across(box.left, box.right, box.bottom, 'border1');
  if (dated) {
    const marks = timeTicks(start, start + length, wished);
    const long = length > 300 * MS_PER_DAY;
    const words = marks.map((t) => ({ x: x(t - start), text: dateWords(t, length, long) }));
    return [x, [base, ...axisWords(inside(words, box), y)]];
  }
  const step = DAY_STEPS.find((one) => length / one <= wished) ?? DAY_STEPS.at(-1)!;
  const words = Array.from({ length: Math.floor(length / step) + 1 }, (_, i) => {
    const days = (i * step) / MS_PER_DAY;
    return { x: x(i * step), text: i === 0 ? 'start' : `${days}\u00a0d` };
  });
  return [x, [base, ...axisWords(inside(words, box), y)]];
}

const dateWords = (t: Ms, length: Ms, long: boolean): string =>
  long ? formatTime(t, 'utc', 'month') : length > 2 * MONTH_DAYS * MS_PER_DAY || t % MS_PER_DAY === 0 ? formatTime(t, 'utc', 'day').slice(5) : formatTime(t, 'utc', 'clock'); // prettier-ignore

/** Words keep within the picture. */
const inside = (words: readonly { readonly x: number; readonly text: string }[], box: Box): { x: number; text: string }[] =>
  words.map(({ x, text }) => ({ text, x: Math.min(box.right + 8 - (text.length * 6.7) / 2, x) })); // prettier-ignore

/**
 * Indexes of a column that are enough to draw it on so many px: of each stretch its first, lowest and highest. What is
 * short stays whole.
 */
export function thinned(column: Float64Array, most: number): readonly number[] {
  const n = column.length;
  if (n <= 3 * most) return Array.from({ length: n }, (_, i) => i);
  const kept: number[] = [];
  for (let k = 0; k < most; k++) {
    const [from, to] = [Math.floor((k * n) / most), Math.floor(((k + 1) * n) / most)];
    let [low, high] = [from, from];
    for (let i = from + 1; i < to; i++) {
      if (column[i]! < column[low]!) low = i;
      if (column[i]! > column[high]!) high = i;
    }
    kept.push(...new Set([from, low, high].toSorted((a, b) => a - b)));
  }
  if (kept.at(-1) !== n - 1) kept.push(n - 1);
  return kept;
}
