import type { Analog, Instance } from '#core/timeshift/types';
import type { Zone } from '../../lib/format';
import { formatNumber, formatPercent, formatPrice } from '../../lib/format';
import { across, band, label, upright, type Ink, type Point, type Shape } from '../../ui/plot/shapes';
import { axisWords } from '../shared/chart/axis-words';
import { shareWords } from '../shared/chart/plot-frame';
import { offsetTicks, quantileAt, simple, valueTicks, type Scene } from './scene';
import { dayOf, offsetWords, zeroWord } from './words';

/** A line through the places that are drawn, cut where it leaves the plot; nothing where nothing is known. */
export function lineThrough({ x, y, box, places, result: { grid } }: Scene, path: Float64Array, to = Infinity): string {
  let d = '';
  let before: Point | undefined;
  let isDrawn = false;
  const at = ([px, py]: Point): string => `${px.toFixed(1)} ${py.toFixed(1)}`;
  for (const i of places) {
    if (i > to) break;
    const value = path[i]!;
    if (!Number.isFinite(value)) {
      before = undefined;
      continue;
    }
    const now: Point = [x(grid[i]!), y(simple(value))];
    const cut = before && clipped(before, now, box.top, box.bottom);
    if (cut) {
      d += `${isDrawn && cut[0] === before ? '' : `M${at(cut[0])}`}L${at(cut[1])}`;
      isDrawn = cut[1] === now;
    } else isDrawn = false;
    before = now;
  }
  return d;
}

/** The part of a segment between two heights; undefined when none of it is. */
function clipped(a: Point, b: Point, top: number, bottom: number): readonly [Point, Point] | undefined {
  const isIn = ([, y]: Point): boolean => y >= top && y <= bottom;
  if (isIn(a) && isIn(b)) return [a, b];
  const crossing = (y: number): Point => [a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]), y];
  const edge = (from: Point): Point => crossing(from[1] < top ? top : bottom);
  if (isIn(a)) return [a, edge(b)];
  if (isIn(b)) return [edge(a), b];
  return (a[1] < top && b[1] > bottom) || (a[1] > bottom && b[1] < top) ? [edge(a), edge(b)] : undefined;
}

/** Ground: both scales, the offsets, t = 0. */
function ground(scene: Scene): readonly Shape[] {
  const { box, x, y, base, range, result } = scene;
  const { returns, prices } = valueTicks(scene);
  const word = shareWords(range, true);
  const offsets = offsetTicks(scene);
  const zero = zeroWord(result.spec.align);
  const decimals = prices.length > 1 && prices[1]! - prices[0]! >= 1 ? 0 : undefined;
  return [
    ...returns.flatMap((value) => [
      across(box.left, box.right, y(value), value === 0 ? 'border2' : 'grid'),
      label(box.left - 8, y(value), word(value), { align: 'end' }),
    ]),
    ...prices.flatMap((price) => [
      across(box.right, box.right + 4, y(price / base - 1), 'border2'),
      label(box.right + 8, y(price / base - 1), decimals === 0 ? formatNumber(price) : formatPrice(price)),
    ]),
    ...offsets.map((t) => upright(x(t), box.top, box.bottom, t === 0 ? 'borderStrong' : 'grid')),
    upright(box.right, box.top, box.bottom, 'border1'),
    across(box.left, box.right, box.bottom, 'border1'),
    ...axisWords(
      offsets.map((t) => ({ x: Math.min(x(t), box.right + 30), text: t === 0 ? zero : offsetWords(t) })),
      box.bottom + 12,
    ),
  ];
}

/** The 90 % and the 50 % area from t = 0 on. */
function fan(scene: Scene): readonly Shape[] {
  const { result, x, y, box, places, zero } = scene;
  const inside = (value: number): number => Math.min(box.bottom, Math.max(box.top, y(simple(value))));
  const row = (q: number): readonly Point[] => {
    const values = result.fan.rows[quantileAt(result, q)];
    return places.filter((i) => i >= zero).map((i) => [x(result.grid[i]!), inside(values?.[i] ?? NaN)]);
  };
  return [
    { kind: 'path', d: band(row(0.95), row(0.05)), fill: 'estimateFill' },
    { kind: 'path', d: band(row(0.75), row(0.25)), fill: 'estimateFill' },
  ];
}

function median(scene: Scene): readonly Shape[] {
  const { result } = scene;
  const row = result.fan.rows[quantileAt(result, 0.5)];
  return row ? [{ kind: 'path', d: lineThrough(scene, afterZero(scene, row)), stroke: 'estimate', dash: [5, 3] }] : [];
}

const afterZero = ({ zero }: Scene, row: Float64Array): Float64Array => row.map((value, i) => (i < zero ? NaN : value));

/** A line that stands out, and its day at its end. */
function named(
  scene: Scene,
  analog: Instance,
  stroke: Ink,
  zone: Zone,
  taken: number[],
  more: { readonly dash?: readonly number[] } = {},
): readonly Shape[] {
  // prettier-ignore
  const { box, x, y, result, places } = scene;
  const end = places.findLast((i) => Number.isFinite(analog.path[i]!));
  const line: Shape = { kind: 'path', d: lineThrough(scene, analog.path), stroke, width: 1.5, ...more };
  if (end === undefined) return [line];
  const [now, before] = [y(simple(analog.path[end]!)), y(simple(analog.path[places.findLast((i) => x(result.grid[i]!) < x(result.grid[end]!) - 70) ?? 0]!))]; // prettier-ignore
  const clear = before < now ? 11 : -9; // on the side that the line does not come from
  let at = Math.min(box.bottom - 8, Math.max(box.top + 8, now + clear));
  while (taken.some((one) => Math.abs(one - at) < 14)) at += at < (box.top + box.bottom) / 2 ? 14 : -14;
  taken.push(at);
  const right = Math.min(box.right - 4, Math.max(box.left + 74, x(result.grid[end]!)));
  const text = dayOf(analog, zone);
  const under = { kind: 'rect', x: right - 6.7 * text.length - 2, y: at - 7, w: 6.7 * text.length + 4, h: 14, fill: 'surface1', opacity: 0.75 } as const; // prettier-ignore
  return [line, under, label(right, at, text, { align: 'end', ink: stroke === 'series2' ? 'text2' : 'text1' })];
}

/** What does not change with the pointer: scales, fan, every analog stepped back. */
export const quietShapes = (scene: Scene): readonly Shape[] => [
  ...ground(scene),
  ...fan(scene),
  { kind: 'path', d: scene.lines.map(({ path }) => lineThrough(scene, path)).join(''), stroke: 'series4' },
  ...median(scene),
];

/** At most four lines that stand out: the present, the median, the chosen analog and the one that is pointed at. */
export function loudShapes(
  scene: Scene,
  zone: Zone,
  chosen: Analog | undefined,
  pointed: Analog | undefined,
): readonly Shape[] {
  // prettier-ignore
  const { result, box, x, last, clock } = scene;
  const { present } = result;
  const taken: number[] = [];
  const shapes: Shape[] = [];
  if (chosen) shapes.push(...named(scene, chosen, 'series2', zone, taken));
  if (pointed && pointed !== chosen) shapes.push(...named(scene, pointed, 'series3', zone, taken, { dash: [4, 2] }));
  if (present) shapes.push({ kind: 'path', d: lineThrough(scene, present.path, last), stroke: 'series1', width: 2 });
  if (Number.isFinite(clock)) {
    const isRight = x(clock) > box.right - 44;
    shapes.push(
      upright(x(clock), box.top, box.bottom, 'warning', { width: 1.5 }),
      label(x(clock) + (isRight ? -6 : 6), box.top + 8, 'clock', { ink: 'warning', words: true, align: isRight ? 'end' : 'start' }), // prettier-ignore
    );
  }
  return shapes;
}

/** The crosshair: the offset below, and price and percent at the height of the pointer. */
export function crosshair(scene: Scene, index: number, py: number | undefined): readonly Shape[] {
  const { box, x, y, base, range, result } = scene;
  const px = x(result.grid[index]!);
  const offset = offsetWords(result.grid[index]!);
  const half = offset.length * 3.4 + 6;
  const middle = Math.min(box.right + 20, Math.max(box.left + half, px));
  const shapes: Shape[] = [
    upright(px, box.top, box.bottom, 'crosshair', { dash: [3, 3] }),
    { kind: 'rect', x: middle - half, y: box.bottom + 3, w: 2 * half, h: 17, fill: 'series1' },
    label(middle, box.bottom + 12, offset, { align: 'middle', ink: 'surface1' }),
  ];
  if (py === undefined || py < box.top || py > box.bottom) return shapes;
  const value = range[0] + ((box.bottom - py) / (box.bottom - box.top)) * (range[1] - range[0]);
  shapes.push(
    across(box.left, box.right, y(value), 'crosshair', { dash: [3, 3] }),
    { kind: 'rect', x: box.left - 53, y: py - 8, w: 51, h: 17, fill: 'series1' },
    label(box.left - 8, py, formatPercent(value, { sign: true }), { align: 'end', ink: 'surface1' }),
  );
  if (base > 0)
    shapes.push(
      { kind: 'rect', x: box.right + 1, y: py - 8, w: 14 + formatPrice(base * (1 + value)).length * 6.7, h: 17, fill: 'series1' }, // prettier-ignore
      label(box.right + 8, py, formatPrice(base * (1 + value)), { ink: 'surface1' }),
    );
  return shapes;
}
