import type { Ms } from '#core/time/ms';
import { formatNumber, formatShort, type Zone } from '../../lib/format';
import { tickCount, ticks } from '../../lib/ticks';
import { across, linear, type Point, type Scale, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { boxOf, thinned, valueAxis, widened, type Box } from '../shared/chart/plot-frame';
import { timeWords } from '../shared/chart/time-words';

/** A picture over time, and the places at which it is read. */
export interface TimeDrawing {
  readonly shapes: readonly Shape[];
  readonly box: Box;
  /** Px of each place, ascending. */
  readonly stops: readonly number[];
}

export interface TimeFrame {
  readonly box: Box;
  readonly x: Scale;
  readonly y: Scale;
  readonly shapes: readonly Shape[];
}

const ROOM = 0.08;
const LARGE = 10_000;
const LEAST_LEFT = 52;
const GLYPH = 6.7;

/** A little room around the values; figures that are all the same stand in the middle. */
function rangeOf(values: readonly number[]): readonly [number, number] {
  const known = values.filter(Number.isFinite);
  const flat = known.length > 0 && known.every((one) => one === known[0]);
  const around = Math.abs(known[0] ?? 0) * 0.05 || 1;
  return flat ? [known[0]! - around, known[0]! + around] : widened(known, ROOM);
}

/** Axes around values over time. @param zero it is drawn and stays in the picture */
export function timeFrame(
  size: Size,
  [from, to]: readonly [Ms, Ms],
  values: Iterable<number>,
  zone: Zone,
  zero = false,
): TimeFrame {
  const range = rangeOf(zero ? [...values, 0] : [...values]);
  const marks = ticks(...range, tickCount(size.height));
  const step = Math.abs((marks[1] ?? range[1]) - (marks[0] ?? range[0]));
  const decimals = Math.min(4, Math.max(0, Math.ceil(-Math.log10(step) - 1e-9)));
  const words = (value: number): string => (Math.abs(range[1]) >= LARGE ? formatShort(value) : formatNumber(value, { decimals })); // prettier-ignore
  const longest = Math.max(...marks.map((value) => words(value).length));
  const box = boxOf(size, Math.max(LEAST_LEFT, Math.ceil(longest * GLYPH) + 20));
  const [y, lines] = valueAxis(box, range, words, zero ? 0 : undefined);
  const x = linear(from, to, box.left, box.right - 6);
  const base = across(box.left, box.right, box.bottom, 'border1');
  return { box, x, y, shapes: [...lines, base, ...timeWords(from, to, x, box, box.bottom + 12, zone)] };
}

/** Points of a column that are known, as many as can be told apart. */
export function pointsOf(
  t: Float64Array,
  value: Float64Array,
  { x, y, box }: Pick<TimeFrame, 'x' | 'y' | 'box'>,
): readonly Point[] {
  return thinned(value, Math.max(1, Math.floor(box.right - box.left)))
    .filter((i) => Number.isFinite(value[i]))
    .map((i): Point => [x(t[i]!), y(value[i]!)]);
}

/** The place nearest to a px; -1 when there is none. */
export function nearestStop(stops: readonly number[], px: number): number {
  let [low, high] = [0, stops.length - 1];
  if (high < 0) return -1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (stops[middle]! < px) low = middle + 1;
    else high = middle;
  }
  return low > 0 && px - stops[low - 1]! <= stops[low]! - px ? low - 1 : low;
}
