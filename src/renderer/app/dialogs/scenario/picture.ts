import { lowerBound } from '#core/series/search';
import type { ScenarioPreview } from '#shared/scenario';
import { formatPercent, formatShort } from '../../../lib/format';
import { boxOf, timeAxis, valueAxis, widened } from '../../../panes/shared/chart/plot-frame';
import { band, label, through, upright, type Point, type Shape } from '../../../ui/plot/shapes';
import type { Size } from '../../../ui/plot/use-size';

/** Share of the height that volatility has, where there is one. */
const VOL = 0.3;
const GAP = 18;
const LEFT = 62;

/** Price with its range, the past as it was and the scenario as an estimate; volatility below. */
export function drawPreview(preview: ScenarioPreview, size: Size): readonly Shape[] {
  const { bars, vol30, start, end } = preview;
  const first = Math.min(bars.t[0] ?? start, start);
  const hasVol = vol30.t.length > 1;
  const height = hasVol ? Math.round(size.height * (1 - VOL)) : size.height;
  const box = boxOf({ width: size.width, height }, LEFT);
  const [x, below] = timeAxis({ ...box, bottom: size.height - 22 }, first, end - first, true);
  const span = widened([...bars.l, ...bars.h]);
  const bottom = hasVol ? height - GAP : box.bottom;
  const [y, lines] = valueAxis({ ...box, bottom }, span, (price) => formatShort(price));
  const n = bars.t.length;
  const split = lowerBound(bars.t, start);
  // A close is known at the end of its bar.
  const width = n > 1 ? bars.t[1]! - bars.t[0]! : 0;
  const part = (column: Float64Array, from: number, to: number, share = 1): Point[] =>
    Array.from({ length: Math.max(0, to - from) }, (_, k): Point => {
      const i = from + k;
      return [x(bars.t[i]! + share * width - first), y(column[i]!)];
    });
  const range = (from: number, to: number): string => band(part(bars.h, from, to, 0.5), part(bars.l, from, to, 0.5));
  const shapes: Shape[] = [
    ...lines,
    ...below,
    { kind: 'path', d: range(0, split), fill: 'surface4', opacity: 0.7 },
    { kind: 'path', d: range(split, n), fill: 'estimateFill' },
    { kind: 'path', d: through(part(bars.c, 0, split)), stroke: 'series1', width: 1.5 },
    { kind: 'path', d: through(part(bars.c, Math.max(0, split - 1), n)), stroke: 'estimate', width: 1.5 },
    upright(x(start - first), box.top, size.height - 22, 'border2', { dash: [2, 3] }),
    label(x(start - first) + 6, box.top + 6, 'scenario', { words: true, ink: 'estimate' }),
  ];
  if (!hasVol) return shapes;
  const volBox = { ...box, top: height + 12, bottom: size.height - 22 };
  const [v, across] = valueAxis(volBox, widened(vol30.value, 0.1), (level) => formatPercent(level, { decimals: 0 }));
  const levels = (isFuture: boolean): Point[] =>
    Array.from(vol30.t.keys())
      .filter((i) => vol30.t[i]! > start === isFuture)
      .map((i): Point => [x(vol30.t[i]! - first), v(vol30.value[i]!)]);
  const past = levels(false);
  shapes.push(
    ...across,
    { kind: 'path', d: through(past), stroke: 'series1', width: 1.5 },
    { kind: 'path', d: through([...past.slice(-1), ...levels(true)]), stroke: 'estimate', width: 1.5 },
    label(box.left + 6, height, 'volatility, 30 d', { words: true }),
  );
  return shapes;
}
