import type { JournalScorecard } from '#shared/journal';
import { formatCount, formatPercent } from '../../lib/format';
import type { Drawn } from '../../ui/plot/Plot';
import { across, label, line, linear, upright, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';

const LEFT = 48;
const RIGHT = 14;
const TOP = 10;
const BOTTOM = 20;

/** Stated against held: probabilities that mean what they say lie on the diagonal. A dot's area goes with its count. */
export function drawCalibration({ bins, baseRate }: JournalScorecard, { width, height }: Size): Drawn {
  const right = width - RIGHT;
  const bottom = height - BOTTOM;
  const x = linear(0, 1, LEFT, right);
  const y = linear(0, 1, bottom, TOP);
  const most = Math.max(1, ...bins.map(({ n }) => n));
  const share = (v: number): string => formatPercent(v, { decimals: 0 });
  const shapes: Shape[] = [0, 0.5, 1].flatMap((v) => [
    across(LEFT, right, y(v), v === 0 ? 'border1' : 'grid'),
    label(LEFT - 6, y(v), share(v), { align: 'end' }),
    label(x(v), bottom + 11, share(v), { align: v === 1 ? 'end' : v === 0 ? 'start' : 'middle' }),
  ]);
  shapes.push(line(x(0), y(0), x(1), y(1), 'series4'));
  if (Number.isFinite(baseRate)) shapes.push(across(LEFT, right, y(baseRate), 'series3', { dash: [1.5, 3] }));
  for (const { stated, held, lo, hi, n } of bins) {
    shapes.push(upright(x(stated), y(lo), y(hi), 'series3'));
    shapes.push({ kind: 'circle', x: x(stated), y: y(held), r: 2 + 2.5 * Math.sqrt(n / most), fill: 'series1' });
    const isLast = x(stated) > right - 40;
    shapes.push(label(x(stated) + (isLast ? -8 : 8), y(held), `n ${n}`, { align: isLast ? 'end' : 'start' }));
  }
  const spots = bins.map(({ from, to, stated, held, lo, hi, n }, i) => ({
    id: String(i),
    x: x(stated) - 12,
    y: y(held) - 12,
    w: 24,
    h: 24,
    name: `Stated ${share(from)} to ${share(to)}: held ${share(held)} of ${n}`,
    tip: {
      title: `Stated ${share(stated)} on average`,
      value: `held ${share(held)}`,
      definition: `${formatCount(n, 'decision')} stated between ${share(from)} and ${share(to)}; 95 % interval ${share(lo)} to ${share(hi)}, as if they were independent. All of them held ${share(baseRate)}.`,
      method: 'Murphy, Winkler (1977); interval of Wilson (1927)',
    },
  }));
  return { shapes, spots };
}
