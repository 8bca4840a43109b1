import { formatNumber, formatPrice } from '../../lib/format';
import { ticks } from '../../lib/ticks';
import { axisWords } from '../shared/chart/axis-words';
import {
  across,
  band,
  label,
  linear,
  through,
  upright,
  type Ink,
  type Point,
  type Scale,
  type Shape,
} from '../../ui/plot/shapes';
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
  readonly left: number;
  readonly right: number;
  readonly top: number;
  /** End of the plot; below it stand the handles and the prices. */
  readonly bottom: number;
}

const [LEFT, RIGHT, TOP] = [64, 12, 24];
/** Room below the plot: handles of strikes, then the axis. */
export const HANDLES = 26;
const AXIS = 18;
const HEADROOM = 0.06;
const GLYPH = 6.7;
const LINE = 14;

/** Scales of the picture; zero is always on the vertical one. */
export function plotArea({ prices, curves }: PayoffPicture, { width, height }: Size): PlotArea {
  let [lo, hi] = [0, 0];
  for (const { pnl } of curves)
    for (const value of pnl) {
      if (value < lo) lo = value;
      if (value > hi) hi = value;
    }
  const room = HEADROOM * (hi - lo || 1);
  const [left, right] = [LEFT, width - RIGHT];
  const bottom = height - HANDLES - AXIS;
  return {
    x: linear(prices[0]!, prices.at(-1)!, left, right),
    y: linear(lo - room, hi + room, bottom, TOP),
    left,
    right,
    top: TOP,
    bottom,
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

const points = (prices: Float64Array, pnl: Float64Array, { x, y }: PlotArea): Point[] =>
  Array.from(prices, (price, i): Point => [x(price), y(pnl[i]!)]);

/** Areas between a curve and zero: gains above, losses below. */
function areas(prices: Float64Array, pnl: Float64Array, area: PlotArea): Shape[] {
  const zero = area.y(0);
  const line = points(prices, pnl, area);
  const clipped = (side: (y: number) => number): Point[] => line.map(([x, y]) => [x, side(y)]);
  const flat = line.map(([x]): Point => [x, zero]);
  return [
    {
      kind: 'path',
      d: band(
        clipped((y) => Math.min(zero, y)),
        flat,
      ),
      fill: 'longFill',
    },
    {
      kind: 'path',
      d: band(
        clipped((y) => Math.max(zero, y)),
        flat,
      ),
      fill: 'shortFill',
    },
  ];
}

/** Words beside points on the zero line; those that would lie on one another go to lines of their own. */
function breakEvenShapes({ breakEvens, prices, tick }: PayoffPicture, { x, y, left, right }: PlotArea): Shape[] {
  const shown = breakEvens.filter((price) => price >= prices[0]! && price <= prices.at(-1)!);
  const ends: number[] = [];
  return shown.flatMap((price): Shape[] => {
    const text = `break-even ${formatPrice(price, tick > 0 ? Math.max(tick, 1e-4 * price) : 0)}`;
    const width = text.length * GLYPH;
    const at = x(price);
    const from = at + 8 + width > right ? Math.max(left, at - 8 - width) : at + 8;
    const free = ends.findIndex((end) => end < from);
    const row = free < 0 ? ends.length : free;
    ends[row] = from + width + 8;
    return [
      { kind: 'circle', x: at, y: y(0), r: 4, fill: 'surface1', stroke: 'series1', width: 1.5 },
      label(from, y(0) + 14 + row * LINE, text, { ink: 'text1' }),
    ];
  });
}

/** The whole picture but for the handles, which are controls. */
export function drawPayoff(picture: PayoffPicture, area: PlotArea): readonly Shape[] {
  const { prices, curves, now, tick, unit } = picture;
  const { x, y, left, right, top, bottom } = area;
  const [low, high] = [prices[0]!, prices.at(-1)!];
  const rows = amountTicks(picture, area);
  const columns = ticks(low, high, Math.max(3, Math.round((right - left) / 96)));
  const shapes: Shape[] = [
    ...rows.flatMap((amount): Shape[] => [
      across(left, right, y(amount), amount === 0 ? 'series4' : 'grid'),
      label(left - 8, y(amount), amount === 0 ? '0' : formatGain(amount, unit), { align: 'end' }),
    ]),
    ...columns.map((price) => upright(x(price), top, bottom, 'grid')),
    ...axisWords(
      columns.map((price) => ({ x: x(price), text: formatNumber(price, { decimals: price < 10 ? 2 : 0 }) })),
      bottom + HANDLES + AXIS / 2,
    ),
  ];
  for (const { pnl, filled } of curves) if (filled) shapes.push(...areas(prices, pnl, area));
  shapes.push(upright(x(now), top, bottom, 'series3', { dash: [1, 3] }));
  for (const { pnl, ink, width, dash } of curves)
    shapes.push({ kind: 'path', d: through(points(prices, pnl, area)), stroke: ink, width, ...(dash ? { dash } : {}) });
  const nowText = `now ${formatPrice(now, tick)}`;
  const nowFits = x(now) + 6 + nowText.length * GLYPH < right;
  shapes.push(
    label(x(now) + (nowFits ? 6 : -6), bottom - 10, nowText, { align: nowFits ? 'start' : 'end', ink: 'text2' }),
    ...breakEvenShapes(picture, area),
    across(0, right + RIGHT, bottom, 'border1'),
  );
  return shapes;
}

/** Round amounts on the vertical axis, zero among them. */
function amountTicks({ unit }: PayoffPicture, area: PlotArea): readonly number[] {
  const [lo, hi] = amountRange(area);
  const wished = Math.max(2, Math.round((area.bottom - area.top) / 40));
  return ticks(lo / unit.per, hi / unit.per, wished)
    .map((amount) => amount * unit.per)
    .filter((amount) => area.y(amount) < area.bottom - 6);
}

function amountRange({ y, top, bottom }: PlotArea): readonly [number, number] {
  // The scale is linear: two of its values give the rest.
  const [zero, one] = [y(0), y(1)];
  const slope = one - zero;
  return [(bottom - zero) / slope, (top - zero) / slope];
}
