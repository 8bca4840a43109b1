import type { ModelResult } from '#core/evidence/types';
import { formatNumber, formatPercent } from '../../lib/format';
import type { Drawn } from '../../ui/plot/Plot';
import { across, label, line, linear, through, upright, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';

const LEFT = 52;
const RIGHT = 16;

/** Share of tested rows that held: the base rate that a statement has to beat. */
export function baseRate({ reliability }: Pick<ModelResult, 'reliability'>): number {
  const n = reliability.reduce((sum, bin) => sum + bin.n, 0);
  return n > 0 ? reliability.reduce((sum, bin) => sum + bin.observed * bin.n, 0) / n : Number.NaN;
}

/** What was stated against what came, out of sample; a model that means what it says lies on the diagonal. */
export function drawReliability(model: ModelResult, { width, height }: Size): Drawn {
  const { reliability } = model;
  const bottom = height - 34;
  const right = width - RIGHT;
  const x = linear(0, 1, LEFT, right);
  const y = linear(0, 1, bottom, 10);
  const base = baseRate(model);
  const most = Math.max(1, ...reliability.map(({ n }) => n));
  const shapes: Shape[] = [0, 0.5, 1].flatMap((v) => [
    across(LEFT, right, y(v), v === 0 ? 'border1' : 'grid'),
    label(LEFT - 6, y(v), `${v * 100} %`, { align: 'end' }),
    label(x(v), bottom + 11, `${v * 100} %`, { align: v === 1 ? 'end' : v === 0 ? 'start' : 'middle' }),
  ]);
  shapes.push(line(x(0), y(0), x(1), y(1), 'series4'));
  if (Number.isFinite(base))
    shapes.push(
      across(LEFT, right, y(base), 'series3', { dash: [1.5, 3] }),
      label(right - 2, y(base) + 11, 'base rate', { align: 'end', words: true }),
    );
  const places = reliability.map(({ stated, observed }) => [x(stated), y(observed)] as const);
  shapes.push({ kind: 'path', d: through(places), stroke: 'series1' });
  for (const { stated, observed, lo, hi, n } of reliability) {
    shapes.push(upright(x(stated), y(lo), y(hi), 'series3'));
    shapes.push({ kind: 'circle', x: x(stated), y: y(observed), r: 1.5 + 2.5 * Math.sqrt(n / most), fill: 'series1' });
  }
  shapes.push(
    label(LEFT + 4, 18, 'held', { words: true }),
    label((LEFT + right) / 2, bottom + 25, 'stated', { align: 'middle', words: true }),
  );
  const share = (v: number): string => formatPercent(v, { decimals: 0 });
  const spots = reliability.map(({ stated, observed, lo, hi, n }, i) => ({
    id: String(i),
    x: x(stated) - 10,
    y: y(hi) - 2,
    w: 20,
    h: Math.max(12, y(lo) - y(hi) + 4),
    name: `Stated ${share(stated)}, held ${share(observed)}, ${formatNumber(n)} events`,
    tip: {
      title: `Stated ${share(stated)}`,
      value: `held ${share(observed)}`,
      definition: `${formatNumber(n)} tested events; interval ${share(lo)} to ${share(hi)}. The base rate is ${share(base)}.`,
      method: 'Expanding walk-forward, purged of overlapping horizons, with an embargo',
    },
  }));
  return { shapes, spots };
}
