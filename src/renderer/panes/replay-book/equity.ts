import type { ReplayBook } from '#shared/replay-book';
import { formatPercent, formatTime } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { line, through, type Ink, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { boxOf, shareWords, thinned, timeAxis, valueAxis, widened } from '../shared/chart/plot-frame';

export const SIDES = [
  { name: 'hedged', ink: 'series1', dash: [], width: 2 },
  { name: 'unhedged', ink: 'series2', dash: [5, 3], width: 1.25 },
] as const satisfies readonly { readonly name: string; readonly ink: Ink; readonly dash: readonly number[]; readonly width: number }[]; // prettier-ignore

/** Places along the time axis that explain themselves. */
const PLACES = 24;

/** Gains of both sides as shares of the book up to the clock, and when something was put on or taken off. */
export function drawEquity({ start, step, columns, events }: ReplayBook, size: Size): Drawn {
  const box = boxOf(size);
  const steps = columns.hedged.length - 1;
  const book = columns.unhedged[0]!;
  const share = { hedged: columns.hedged.map((x) => x / book - 1), unhedged: columns.unhedged.map((x) => x / book - 1) };
  const range = widened([...share.hedged, ...share.unhedged], 0.06);
  const [x, below] = timeAxis(box, start, Math.max(1, steps) * step, true);
  const [y, lines] = valueAxis(box, range, shareWords(range, true), 0);
  const shapes: Shape[] = [...lines, ...below];
  for (const { t, action } of events)
    if (action === 'act') {
      const at = Math.round(x(t - start)) + 0.5;
      shapes.push(line(at, box.top, at, box.bottom, 'accent', { dash: [1.5, 3] }));
    }
  for (const { name, ink, dash, width } of SIDES.toReversed()) {
    const points = thinned(share[name], box.right - box.left).map((i): Point => [x(i * step), y(share[name][i]!)]);
    shapes.push({ kind: 'path', d: through(points), stroke: ink, dash, width });
  }
  const count = Math.min(PLACES, steps);
  const wide = (box.right - box.left) / Math.max(1, count);
  const spots = Array.from({ length: count }, (_, k): Spot => {
    const i = Math.round(((k + 1) * steps) / count);
    const words = SIDES.map(({ name }) => `${name} ${formatPercent(share[name][i]!, { decimals: 2, sign: true })}`).join('; '); // prettier-ignore
    const title = `P&L, ${formatTime(start + i * step, 'utc', 'minute')} UTC`;
    return {
      ...{ id: String(i), x: x(i * step) - wide, y: box.top, w: wide, h: box.bottom - box.top },
      name: `${title}: ${words}`,
      tip: { title, definition: `${words}.`, method: 'Gain since the first fill over the value of the positions there' },
    };
  });
  return { shapes, spots };
} // prettier-ignore
