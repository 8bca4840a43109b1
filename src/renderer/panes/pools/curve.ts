import { forcedSale, type Pool } from '#core/value/pool';
import { formatBp, formatNumber, formatPrice, formatShort } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, upright, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { axisWords } from '../shared/chart/axis-words';
import { boxOf, valueAxis, type Box } from '../shared/chart/plot-frame';
import { ticks } from '../../lib/ticks';

const POINTS = 96;
const SPOTS = 12;
/** Px that a mark of the size axis takes. */
const MARK = 56;
const CHARACTER = 6.7;
/** The size stands at this share of the width. */
const PLACE = 0.4;

/** Left below the falling curve; right above it where the axis is too near. */
function impactLabel(text: string, x: number, y: number, box: Box): Shape {
  const isLeft = x - 8 - text.length * CHARACTER >= box.left;
  return isLeft
    ? label(x - 8, Math.min(box.bottom - 8, y + 12), text, { align: 'end', ink: 'text1' })
    : label(x + 8, Math.max(box.top + 8, y - 12), text, { align: 'start', ink: 'text1' });
}

/** Price of the pool after a sale, and average price of it, against its size. */
export function drawCurve(pool: Pool, size: number, [base, quote]: readonly [string, string], area: Size): Drawn {
  const sale = forcedSale(pool, size);
  if (sale.reason !== '') return { shapes: [], spots: [] };
  const box = boxOf(area, Math.max(56, 20 + CHARACTER * formatPrice(sale.mid).length));
  const most = size / PLACE;
  const x = linear(0, most, box.left, box.right);
  const at = Array.from({ length: POINTS + 1 }, (_, i) => forcedSale(pool, Math.max(1e-12, i / POINTS) * most));
  const sizes = at.map((_, i) => (i / POINTS) * most);
  const lowest = Math.min(...at.map(({ midAfter }) => midAfter));
  const [y, grid] = valueAxis(box, [lowest - (sale.mid - lowest) * 0.06, sale.mid + (sale.mid - lowest) * 0.06], (value) => formatPrice(value)); // prettier-ignore
  const line = (of: (i: number) => number): readonly Point[] => sizes.map((s, i): Point => [x(s), y(of(i))]);
  const marks = ticks(0, most, Math.max(2, Math.floor((box.right - box.left) / MARK)));
  const shapes: Shape[] = [
    ...grid,
    across(box.left, box.right, y(sale.mid), 'border2', { dash: [3, 3] }),
    across(box.left, box.right, box.bottom, 'border1'),
    ...axisWords(marks.map((value) => ({ x: x(value), text: formatShort(value) })), box.bottom + 12),
    { kind: 'points', points: line((i) => at[i]!.midAfter), stroke: 'series1', width: 2 },
    { kind: 'points', points: line((i) => at[i]!.averagePrice), stroke: 'series2', width: 1.25, dash: [5, 3] },
    upright(x(size), box.top, box.bottom, 'accent', { dash: [1.5, 3] }),
    { kind: 'circle', x: x(size), y: y(sale.midAfter), r: 3.5, fill: 'series1' },
    { kind: 'circle', x: x(size), y: y(sale.averagePrice), r: 3.5, fill: 'surface1', stroke: 'series2', width: 1.5 },
    impactLabel(formatBp(-sale.impactBp), x(size), y(sale.midAfter), box),
  ]; // prettier-ignore
  const width = (box.right - box.left) / SPOTS;
  const spots = Array.from({ length: SPOTS }, (_, i): Spot => {
    const sold = ((i + 0.5) / SPOTS) * most;
    const { midAfter, averagePrice, impactBp, slippageBp, out } = forcedSale(pool, sold);
    const words = `Price after ${formatPrice(midAfter)} (${formatBp(-impactBp)}), on average ${formatPrice(averagePrice)} (${formatBp(-slippageBp)}); received ${formatNumber(out, { decimals: 2 })} ${quote}.`; // prettier-ignore
    const title = `${formatShort(sold)} ${base} sold`;
    return {
      ...{ id: String(i), x: box.left + i * width, y: box.top, w: width, h: box.bottom - box.top },
      ...{ name: `${title}: ${words}`, tip: { title, definition: words, method: 'Constant product' } },
    };
  });
  return { shapes, spots };
}
