import { MS_PER_DAY } from '#core/time/ms';
import type { SimulationResult } from '#core/hedge/simulation';
import { formatPercent, formatTime } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { band, through, type Point, type Scale, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { boxOf, shareWords, thinned, timeAxis, valueAxis, widened, type Box } from '../shared/chart/plot-frame';
import type { Side } from './sides';
import { provenanceOf } from './words';

/** Places along a time axis that explain themselves. */
const PLACES = 24;

const share = (value: number): string => formatPercent(value, { decimals: 1 });

/** Equity of each side over that of the start: one path as lines; of many the quantiles, bands for the plan and lines for the others. */
export function drawEquity(result: SimulationResult, sides: readonly Side[], dated: boolean, size: Size): Drawn {
  const box = boxOf(size);
  const single = result.paths === 1;
  const range = widened(columns(sides, single));
  const [x, below] = timeAxis(box, result.start, result.step * result.steps, dated);
  const [y, lines] = valueAxis(box, range, shareWords(range), 1);
  const shapes: Shape[] = [...lines, ...below];
  const path = (column: Float64Array): readonly Point[] =>
    thinned(column, box.right - box.left).map((i) => [x(i * result.step), y(column[i]!)]);
  const first = sides[0]!.outcome.bands;
  if (!single)
    for (const [upper, lower] of [[first.p95, first.p5], [first.p75, first.p25]] as const)
      shapes.push({ kind: 'path', d: band(path(upper), path(lower)), fill: 'surface4', opacity: 0.5 }); // prettier-ignore
  for (const { id, outcome, ink, dash, width } of sides.toReversed()) {
    if (!single && id !== 'a')
      for (const edge of [outcome.bands.p5, outcome.bands.p95])
        shapes.push({ kind: 'path', d: through(path(edge)), stroke: ink, dash: [1.5, 3] });
    shapes.push({ kind: 'path', d: through(path(outcome.bands.p50)), stroke: ink, width, dash });
  }
  return { shapes, spots: places(result, sides, dated, box, x) };
}

function* columns(sides: readonly Side[], single: boolean): Generator<number> {
  for (const { outcome } of sides)
    if (single) yield* outcome.bands.p50;
    else {
      yield* outcome.bands.p5;
      yield* outcome.bands.p95;
    }
}

/** When a step is, as the axis says it. */
export function stepWords({ start, step }: SimulationResult, i: number, dated: boolean): string {
  if (dated) return `${formatTime(start + i * step, 'utc', step < MS_PER_DAY ? 'minute' : 'day')} UTC`;
  return `day ${Math.round((i * step) / MS_PER_DAY)}`;
}

function places(result: SimulationResult, sides: readonly Side[], dated: boolean, box: Box, x: Scale): readonly Spot[] {
  const { step, steps, paths } = result;
  const count = Math.min(PLACES, steps);
  const width = (box.right - box.left) / Math.max(1, count);
  return Array.from({ length: count }, (_, k): Spot => {
    const i = Math.round(((k + 1) * steps) / count);
    const parts = sides.map(({ title, outcome: { bands } }) =>
      paths === 1
        ? `${title} ${share(bands.p50[i]!)}`
        : `${title} ${share(bands.p50[i]!)} (${share(bands.p5[i]!)} to ${share(bands.p95[i]!)})`,
    );
    const title = `Equity, ${stepWords(result, i, dated)}`;
    return {
      id: String(i),
      x: x(i * step) - width,
      y: box.top,
      w: width,
      h: box.bottom - box.top,
      name: `${title}: ${parts.join('; ')}`,
      tip: {
        title,
        definition: `${parts.join('; ')}.`,
        method:
          paths === 1
            ? 'Equity over that of the start'
            : 'Median over the paths, 5 and 95 % in brackets; equity over that of the start',
        ...provenanceOf(result),
      },
    };
  });
}
