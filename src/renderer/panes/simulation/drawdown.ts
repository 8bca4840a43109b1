import type { SimulationResult } from '#core/hedge/simulation';
import { quantile } from '#core/stats/quantile';
import { formatPercent } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { label, linear, through, type Shape } from '../../ui/plot/shapes';
import { ticks } from '../../lib/ticks';
import { axisWords } from '../shared/chart/axis-words';
import type { Size } from '../../ui/plot/use-size';
import { stepWords } from './equity';
import { boxOf, shareWords, thinned, timeAxis, valueAxis, widened } from '../shared/chart/plot-frame';
import type { Side } from './sides';
import { provenanceOf } from './words';

const FALL = 'Equity at the end of each step over its highest before, less 1';
const percent = (value: number, decimals = 1): string => formatPercent(value, { decimals, sign: true });

/** Equity over its highest so far, less 1, ≤ 0. @param equity over that of the start */
export function underwater(equity: Float64Array): Float64Array {
  let high = -Infinity;
  return equity.map((value) => {
    high = Math.max(high, value);
    return value / high - 1;
  });
}

/** Of one path the way below its highs; of many how large a share of them fell at least so far. */
export function drawDrawdown(result: SimulationResult, sides: readonly Side[], dated: boolean, size: Size): Drawn {
  return result.paths === 1 ? drawUnderwater(result, sides, dated, size) : drawShares(result, sides, size);
}

function drawUnderwater(result: SimulationResult, sides: readonly Side[], dated: boolean, size: Size): Drawn {
  const box = boxOf(size);
  const falls = sides.map((side) => ({ side, fall: underwater(side.outcome.bands.p50) }));
  const [low] = widened(falls.flatMap(({ fall }) => [...fall]));
  const range = [Math.min(low, -0.01), 0] as const;
  const [x, below] = timeAxis(box, result.start, result.step * result.steps, dated);
  const [y, lines] = valueAxis(box, range, shareWords(range), 0);
  const shapes: Shape[] = [...lines, ...below];
  for (const { side, fall } of falls.toReversed())
    shapes.push({
      kind: 'path',
      d: through(thinned(fall, box.right - box.left).map((i) => [x(i * result.step), y(fall[i]!)])),
      stroke: side.ink,
      dash: side.dash,
      width: side.width,
    });
  const spots = falls.map(({ side, fall }): Spot => {
    const at = fall.reduce((least, value, i) => (value < fall[least]! ? i : least), 0);
    const title = `Deepest, ${side.title}`;
    const value = percent(fall[at]!);
    return {
      id: side.id,
      x: x(at * result.step) - 8,
      y: y(fall[at]!) - 8,
      w: 16,
      h: 16,
      name: `${title}: ${value}, ${stepWords(result, at, dated)}`,
      tip: {
        title,
        value,
        definition: `Reached at ${stepWords(result, at, dated)}.`,
        method: FALL,
        ...provenanceOf(result),
      },
    };
  });
  return { shapes, spots };
}

const SHARES = Array.from({ length: 101 }, (_, i) => i / 100);
const PLACES = 8;

function drawShares(result: SimulationResult, sides: readonly Side[], size: Size): Drawn {
  const box = boxOf(size);
  const sorted = sides.map((side) => ({ side, falls: side.outcome.drawdown.slice().sort() }));
  const worst = Math.min(-0.01, ...sorted.map(({ falls }) => falls[0] ?? 0));
  const x = linear(worst * 1.03, 0, box.right, box.left);
  const [y, lines] = valueAxis(box, [0, 1], (value) => formatPercent(value, { decimals: 0 }), 0);
  const marks = ticks(worst * 1.03, 0, Math.max(2, Math.floor((box.right - box.left) / 64)));
  const shapes: Shape[] = [
    ...lines,
    ...axisWords(marks.toReversed().map((value) => ({ x: x(value), text: percent(value, 0) })), box.bottom + 12), // prettier-ignore
    label(box.right, box.top + 4, 'share of paths that fell at least so far', { align: 'end', words: true }),
  ];
  for (const { side, falls } of sorted.toReversed())
    shapes.push({
      kind: 'path',
      d: through(SHARES.map((q) => [x(quantile(falls, q)), y(q)])),
      stroke: side.ink,
      dash: side.dash,
      width: side.width,
    });
  const spots = Array.from({ length: PLACES }, (_, k): Spot => {
    const at = (worst * (k + 0.5)) / PLACES;
    const parts = sorted.map(
      ({ side, falls }) => `${side.title} ${formatPercent(shareBelow(falls, at), { decimals: 0 })}`,
    );
    const title = `Fell ${percent(at, 0)} or more`;
    return {
      id: String(k),
      x: x((worst * k) / PLACES),
      y: box.top,
      w: Math.abs(x((worst * (k + 1)) / PLACES) - x((worst * k) / PLACES)),
      h: box.bottom - box.top,
      name: `${title}: ${parts.join(', ')}`,
      tip: { title, definition: `${parts.join(', ')} of the paths.`, method: FALL, ...provenanceOf(result) },
    }; // prettier-ignore
  });
  return { shapes, spots };
}

/** Share of an ascending sample that is at or below a level. */
export function shareBelow(sorted: Float64Array, level: number): number {
  if (sorted.length === 0) return Number.NaN;
  const past = sorted.findIndex((value) => value > level);
  return (past < 0 ? sorted.length : past) / sorted.length;
}
