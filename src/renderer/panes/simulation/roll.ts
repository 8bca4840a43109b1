import type { RollRobustness } from '#core/hedge/simulation';
import { formatCount, formatNumber, formatPercent, MINUS } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { linear, through, type Point, type Shape } from '../../ui/plot/shapes';
import { axisWords } from '../shared/chart/axis-words';
import type { Size } from '../../ui/plot/use-size';
import { boxOf, shareWords, valueAxis, widened } from '../shared/chart/plot-frame';

export const MEASURES = {
  drawdown: 'Drawdown',
  pnl: 'P&L',
  costPerYear: 'Cost',
} as const;
export type Measure = keyof typeof MEASURES;

/** What is shown of a shift, of many paths: the median, of drawdowns the worst. */
export function wordOf(measure: Measure, single: boolean): string {
  if (measure === 'drawdown') return single ? 'drawdown' : 'worst drawdown';
  const word = measure === 'pnl' ? 'P&L' : 'cost a year, below 0 a gain';
  return single ? word : `median ${word}`;
}

/** Of the value axis: less is noise of the last digit. */
const LEAST_SPAN = 0.01;

export const rollHeight = 140;

const shiftWords = (shift: number): string =>
  shift === 0 ? '0\u00a0d' : `${shift < 0 ? MINUS : '+'}${Math.abs(shift)}\u00a0d`;

const doneOf = (column: Float64Array): readonly number[] => [...column].filter(Number.isFinite);

/** How much the day of the roll decides, as far as it is known. */
export function rollSentence(rolls: RollRobustness, measure: Measure): string {
  const done = doneOf(rolls[measure]);
  const left = rolls.shifts.length - done.length;
  if (done.length < 2) return `${formatCount(left, 'run')} to go.`;
  const spread = `${formatNumber((Math.max(...done) - Math.min(...done)) * 100, { decimals: 1 })} points`;
  return left > 0 ? `Spread ${spread} so far, ${formatCount(left, 'run')} to go.` : `Spread ${spread} over ${formatCount(done.length, 'run')}.`; // prettier-ignore
}

/** One point a shift over the band that all of them span; a dot on the axis for each that is still to come. */
export function drawRolls(rolls: RollRobustness, measure: Measure, single: boolean, size: Size): Drawn {
  const box = boxOf(size, 66);
  const { shifts } = rolls;
  const column = rolls[measure];
  const done = doneOf(column);
  const [low, high] = widened(done, 0.12);
  const slack = Math.max(0, LEAST_SPAN - (high - low)) / 2;
  const range = [low - slack, high + slack] as const;
  const [y, lines] = valueAxis(box, range, shareWords(range));
  const x = linear(shifts[0] ?? 0, shifts.at(-1) ?? 1, box.left + 16, box.right - 16);
  const points = [...shifts].map((shift, i): Point => [x(shift), y(column[i]!)]);
  const shapes: Shape[] = done.length > 0 ? [...lines] : [];
  if (done.length > 1)
    shapes.push({
      kind: 'rect',
      x: box.left,
      y: y(Math.max(...done)),
      w: box.right - box.left,
      h: y(Math.min(...done)) - y(Math.max(...done)),
      fill: 'estimateFill',
    });
  shapes.push({ kind: 'path', d: through(points), stroke: 'series3' });
  points.forEach(([px, py], i) => {
    const isOwn = shifts[i] === 0;
    const isDone = Number.isFinite(py);
    shapes.push({
      kind: 'circle',
      x: px,
      y: isDone ? py : (box.top + box.bottom) / 2,
      r: isOwn && isDone ? 4 : 2,
      fill: !isDone ? 'surface4' : isOwn ? 'series1' : 'series2',
    });
  });
  const marks = [...shifts].filter((shift) => shift % 7 === 0);
  shapes.push(...axisWords(marks.map((shift) => ({ x: x(shift), text: shiftWords(shift) })), box.bottom + 12)); // prettier-ignore
  const step = shifts.length > 1 ? x(shifts[1]!) - x(shifts[0]!) : 16;
  const spots = [...shifts].flatMap((shift, i): Spot[] => {
    if (!Number.isFinite(column[i]!)) return [];
    const title = shift === 0 ? 'Rolls as planned' : `Every roll moved by ${shiftWords(shift)}`;
    const value = formatPercent(column[i]!, { decimals: 1, sign: measure !== 'costPerYear' });
    return [
      {
        id: String(shift),
        x: x(shift) - step / 2,
        y: box.top,
        w: step,
        h: box.bottom - box.top,
        name: `${title}: ${value}`,
        tip: {
          title,
          value,
          definition: `${upper(wordOf(measure, single))} of the same plan over the same paths.`,
          method: 'A result that hangs on the day of the roll is luck: read the band, not the point',
        },
      },
    ];
  });
  return { shapes, spots };
}

const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
