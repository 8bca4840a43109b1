import { formatNumber, formatPrice } from '../../lib/format';
import { ticks } from '../../lib/ticks';
import { axisWords } from '../shared/chart/axis-words';
import { across, label, linear, upright, type Ink, type Point, type Scale, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { formatGain, type MoneyUnit } from '../shared/hedge/money';

/** One line of profit and loss over the prices of the picture [quote currency]. */
export interface Curve {
  readonly id: string;
  /** In the legend. */
  readonly words: string;
  readonly pnl: Float64Array;
  readonly ink: Ink;
  readonly width: number;
  readonly dash?: readonly number[];
  /** The area to zero is coloured by side. */
  readonly filled?: boolean;
}

export interface PayoffPicture {
  /** Ascending, shape of every curve [quote currency]. */
  readonly prices: Float64Array;
  /** Drawn in this order: the subject last. */
  readonly curves: readonly Curve[];
  readonly breakEvens: readonly number[];
  readonly now: number;
  readonly tick: number;
  readonly unit: MoneyUnit;
}

export interface PlotArea {
  readonly x: Scale;
  readonly y: Scale;
  /** Ends of the vertical scale [quote currency]. */
  readonly amounts: readonly [lo: number, hi: number];
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** End of the plot; below it stand the handles and the prices. */
  readonly bottom: number;
  /** Equal for equal areas. */
  readonly key: string;
}

const [LEFT, RIGHT, TOP] = [64, 12, 24];
/** Room below the plot: handles of strikes, then the axis. */
export const HANDLES = 26;
const AXIS = 18;
const HEADROOM = 0.06;
const GLYPH = 6.7;
const LINE = 14;

/** Ends of the vertical scale, rounded outwards: a curve that changes a little leaves the scale where it is. */
function amountRange({ curves }: PayoffPicture): readonly [number, number] {
  let [lo, hi] = [0, 0];
  for (const { pnl } of curves)
    for (const value of pnl) {
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
  const room = HEADROOM * (hi - lo || 1);
  const grain = 10 ** Math.floor(Math.log10(room)) / 2;
  return [Math.floor((lo - room) / grain) * grain, Math.ceil((hi + room) / grain) * grain];
}

/** Scales of the picture; zero is always on the vertical one. */
export function plotArea(picture: PayoffPicture, { width, height }: Size): PlotArea {
  const [lo, hi] = amountRange(picture);
  const [low, high] = [picture.prices[0]!, picture.prices.at(-1)!];
  const [left, right] = [LEFT, width - RIGHT];
  const bottom = height - HANDLES - AXIS;
  return {
    x: linear(low, high, left, right),
    y: linear(lo, hi, bottom, TOP),
    amounts: [lo, hi],
    left,
    right,
    top: TOP,
    bottom,
    key: [low, high, lo, hi, width, height].join(' '),
  };
}

/** Price under a place of the picture. */
export function priceAt({ left, right }: PlotArea, { prices }: PayoffPicture, px: number): number {
  const share = Math.min(1, Math.max(0, (px - left) / (right - left)));
  return prices[0]! + share * (prices.at(-1)! - prices[0]!);
}

/** Value of a curve at a price, straight between the prices of the picture; NaN outside. */
export function valueAt(prices: Float64Array, pnl: Float64Array, price: number): number {
  const last = prices.length - 1;
  if (!(price >= prices[0]! && price <= prices[last]!)) return Number.NaN;
  let [lo, hi] = [0, last];
  while (hi - lo > 1) {
    const middle = (lo + hi) >> 1;
    if (prices[middle]! <= price) lo = middle;
    else hi = middle;
  }
  const share = hi === lo ? 0 : (price - prices[lo]!) / (prices[hi]! - prices[lo]!);
  return (1 - share) * pnl[lo]! + share * pnl[hi]!;
}

/** A place may stand this far from the line that is drawn, px: none of it is seen. */
const TOLERANCE = 0.1;

/** The curve in px, without the places that lie on the line between those that are kept: a straight piece has two. */
export function points(prices: Float64Array, pnl: Float64Array, { x, y }: Pick<PlotArea, 'x' | 'y'>): Point[] {
  const kept: Point[] = [];
  let [least, most] = [-Infinity, Infinity];
  let last: Point | undefined;
  for (let i = 0; i < prices.length; i++) {
    const next: Point = [x(prices[i]!), y(pnl[i]!)];
    if (Number.isNaN(next[1])) continue;
    const anchor = kept.at(-1);
    if (!anchor || !last) {
      kept.push(next);
    } else {
      const run = next[0] - anchor[0];
      const slope = (next[1] - anchor[1]) / run;
      if (last !== anchor && (slope < least || slope > most)) {
        kept.push(last);
        [least, most] = [-Infinity, Infinity];
      }
      const [fromX, fromY] = kept.at(-1)!;
      const width = next[0] - fromX;
      least = Math.max(least, (next[1] - fromY - TOLERANCE) / width);
      most = Math.min(most, (next[1] - fromY + TOLERANCE) / width);
    }
    last = next;
  }
  if (last && kept.at(-1) !== last) kept.push(last);
  return kept;
}

/** A straight piece that crosses a height gets a point there, so that each side of it can be cut off. */
function withCrossings(line: readonly Point[], height: number): readonly Point[] {
  return line.flatMap(([x, y], i): Point[] => {
    const next = line[i + 1];
    if (!next || (y - height) * (next[1] - height) >= 0) return [[x, y]];
    const share = (height - y) / (next[1] - y);
    return [[x, y], [x + share * (next[0] - x), height]]; // prettier-ignore
  });
}

/** Areas between a curve and zero: gains above, losses below. */
function areas(prices: Float64Array, pnl: Float64Array, area: PlotArea): Shape[] {
  const zero = area.y(0);
  const line = withCrossings(points(prices, pnl, area), zero);
  const side = (of: (y: number) => number): Point[] => [
    [area.left, zero],
    ...line.map(([x, y]): Point => [x, of(y)]),
    [area.right, zero],
  ];
  return [
    { kind: 'points', points: side((y) => Math.min(zero, y)), fill: 'longFill' },
    { kind: 'points', points: side((y) => Math.max(zero, y)), fill: 'shortFill' },
  ];
}

/** A point on the zero line with its words. */
export interface BreakEven {
  readonly text: string;
  /** Of the point, px. */
  readonly x: number;
  /** Where its words begin, and the middle of their line. */
  readonly from: number;
  readonly middle: number;
  readonly width: number;
}

/** Words beside points on the zero line, off the curve that crosses there; those that would lie on one another go to lines of their own. */
export function breakEvenMarks(
  { breakEvens, prices, tick, curves }: PayoffPicture,
  { x, y, left, right }: PlotArea,
): readonly BreakEven[] {
  const shown = breakEvens.filter((price) => price >= prices[0]! && price <= prices.at(-1)!);
  const subject = curves.find(({ filled }) => filled)?.pnl;
  const [below, above]: [number[], number[]] = [[], []];
  return shown.map((price) => {
    const text = `break-even ${formatPrice(price, tick > 0 ? Math.max(tick, 1e-4 * price) : 0)}`;
    const width = text.length * GLYPH;
    const at = x(price);
    const next = prices.findIndex((one) => one > price);
    const falls = subject !== undefined && next >= 0 && subject[next]! < 0;
    const isLeft = falls ? at - 8 - width >= left : at + 8 + width > right;
    const from = isLeft ? Math.max(left, at - 8 - width) : at + 8;
    const isAbove = falls && !isLeft;
    const ends = isAbove ? above : below;
    const free = ends.findIndex((end) => end < from);
    const row = free < 0 ? ends.length : free;
    ends[row] = from + width + 8;
    return { text, x: at, from, width, middle: y(0) + (isAbove ? -14 - row * LINE : 14 + row * LINE) };
  });
}

/** Axes, grid and the price of now: what stays while a layer is changed. */
export function drawScales(picture: PayoffPicture, area: PlotArea): readonly Shape[] {
  const { prices, now, tick, unit } = picture;
  const { x, y, left, right, top, bottom } = area;
  const columns = ticks(prices[0]!, prices.at(-1)!, Math.max(3, Math.round((right - left) / 96)));
  const nowText = `now ${formatPrice(now, tick)}`;
  const nowFits = x(now) + 6 + nowText.length * GLYPH < right;
  return [
    ...amountTicks(picture, area).flatMap((amount): Shape[] => [
      across(left, right, y(amount), amount === 0 ? 'series4' : 'grid'),
      label(left - 8, y(amount), amount === 0 ? '0' : formatGain(amount, unit), { align: 'end' }),
    ]),
    ...columns.map((price) => upright(x(price), top, bottom, 'grid')),
    ...axisWords(
      columns.map((price) => ({ x: x(price), text: formatNumber(price, { decimals: price < 10 ? 2 : 0 }) })),
      bottom + HANDLES + AXIS / 2,
    ),
    upright(x(now), top, bottom, 'series3', { dash: [1, 3] }),
    // At the top: layers are at their lowest about here, by the premium that was paid.
    label(x(now) + (nowFits ? 6 : -6), top + 8, nowText, { align: nowFits ? 'start' : 'end', ink: 'text2' }),
    across(0, right + RIGHT, bottom, 'border1'),
  ];
}

/**
 * Curves, the area of the subject and where it crosses zero; no words: to set a font, a canvas has the styles of the whole page computed,
 * which on every frame of a drag costs more than all else that it draws.
 */
export function drawCurves(picture: PayoffPicture, area: PlotArea): readonly Shape[] {
  const { prices, curves } = picture;
  return [
    ...curves.flatMap(({ pnl, filled }) => (filled ? areas(prices, pnl, area) : [])),
    ...curves.map(({ pnl, ink, width, dash }): Shape => ({
      kind: 'points',
      points: points(prices, pnl, area),
      stroke: ink,
      width,
      ...(dash ? { dash } : {}),
    })),
    ...breakEvenMarks(picture, area).map(({ x }): Shape => ({
      kind: 'circle',
      x,
      y: area.y(0),
      r: 4,
      fill: 'surface1',
      stroke: 'series1',
      width: 1.5,
    })),
  ];
}

/** The words of the break-evens, for a picture file. */
export const drawBreakEvens = (picture: PayoffPicture, area: PlotArea): readonly Shape[] =>
  breakEvenMarks(picture, area).map(({ text, from, middle }) => label(from, middle, text, { ink: 'text1' }));

/** Round amounts on the vertical axis, zero among them. */
function amountTicks({ unit }: PayoffPicture, { amounts: [lo, hi], y, top, bottom }: PlotArea): readonly number[] {
  const wished = Math.max(2, Math.round((bottom - top) / 40));
  return ticks(lo / unit.per, hi / unit.per, wished)
    .map((amount) => amount * unit.per)
    .filter((amount) => y(amount) < bottom - 6);
}
