import { MS_PER_YEAR } from '#core/time/ms';
import type { Flow } from '#core/value/types';
import { formatPercent, formatShort } from '../../lib/format';
import { ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, upright, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords } from '../shared/chart/axis-words';
import { boxOf, valueAxis, widened } from '../shared/chart/plot-frame';

const POINTS = 160;
const SPOTS = 12;

/** Worth of dated flows on the day of the first, at a rate per year of 365 days. */
export function worthAt(flows: readonly Flow[], rate: number): number {
  const start = Math.min(...flows.map(({ t }) => t));
  return flows.reduce((sum, { t, amount }) => sum + amount * (1 + rate) ** (-(t - start) / MS_PER_YEAR), 0);
}

/** Rates that the picture shows: every root with room around it, and 0. */
export function rateSpan(roots: readonly number[]): readonly [number, number] {
  const near = [0, ...roots.filter((root) => root < 10)];
  const [low, high] = [Math.min(...near), Math.max(...near)];
  const room = Math.max(0.1, (high - low) * 0.35);
  return [Math.max(-0.95, low - room), high + room];
}

/** Worth of the flows against the rate, with the rates at which they are worth nothing. */
export function drawWorth(flows: readonly Flow[], roots: readonly number[], size: Size): Drawn {
  if (flows.length === 0) return { shapes: [], spots: [] };
  const box = boxOf(size, 64);
  const [from, to] = rateSpan(roots);
  const x = linear(from, to, box.left, box.right);
  const rates = Array.from({ length: POINTS + 1 }, (_, i) => from + (i / POINTS) * (to - from));
  const worths = rates.map((rate) => worthAt(flows, rate));
  const [y, grid] = valueAxis(box, widened([0, ...worths], 0.06), (value) => formatShort(value), 0);
  const percent = (rate: number): string => formatPercent(rate, { decimals: to - from < 0.2 ? 1 : 0 });
  const shown = roots.filter((root) => root >= from && root <= to);
  const marks = ticks(from, to, Math.max(2, Math.floor((box.right - box.left) / 64)));
  const shapes: Shape[] = [
    ...grid,
    across(box.left, box.right, box.bottom, 'border1'),
    ...axisWords(marks.map((rate) => ({ x: x(rate), text: percent(rate) })), box.bottom + 12),
    { kind: 'points', points: rates.map((rate, i): Point => [x(rate), y(worths[i]!)]), stroke: 'series1', width: 2 },
    ...shown.flatMap((root): Shape[] => [
      upright(x(root), y(0), box.bottom, 'border2', { dash: [3, 3] }),
      { kind: 'circle', x: x(root), y: y(0), r: 4, fill: 'surface1', stroke: 'series1', width: 2 },
      label(x(root), y(0) - 12, formatPercent(root, { decimals: 2 }), { align: 'middle', ink: 'text1' }),
    ]),
  ]; // prettier-ignore
  const w = (box.right - box.left) / SPOTS;
  const spots = Array.from({ length: SPOTS }, (_, i): Spot => {
    const rate = from + ((i + 0.5) / SPOTS) * (to - from);
    const title = `At ${formatPercent(rate)} a year`;
    const value = `${formatShort(worthAt(flows, rate))} USD`;
    return { id: String(i), x: box.left + i * w, y: box.top, w, h: box.bottom - box.top, name: `${title}: ${value}`, tip: { title, value, definition: 'Worth of the flows on the day of the first.' } }; // prettier-ignore
  });
  return { shapes, spots };
}
