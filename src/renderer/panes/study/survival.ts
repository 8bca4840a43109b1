import type { StudyResult, SurvivalCurve } from '#core/evidence/types';
import { formatDuration, formatNumber, formatPercent } from '../../lib/format';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, stepBand, steps, type Point, type Scale, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { provenanceOf, sideWords } from '../shared/evidence/words';
import { axisWords } from '../shared/chart/axis-words';
import { horizonAxis, horizonTicks, type HorizonAxis } from './axes';

const LEFT = 68;
const RIGHT = 18;
const ROW = 15;
const GROUPS = ['events', 'matched', 'placebo'] as const;
const STYLE = {
  events: { stroke: 'series1', width: 2 },
  matched: { stroke: 'series2', dash: [5, 3] },
  placebo: { stroke: 'series3' },
} as const;

/** A column as points: whole at the decision, level until the next fall, and on to the last horizon. */
function points(
  curve: SurvivalCurve,
  column: ArrayLike<number>,
  axis: HorizonAxis,
  y: Scale,
  last: number,
): readonly Point[] {
  const { time } = curve;
  const out: Point[] = [[axis.toPx(0), y(1)]];
  for (let i = 0; i < time.length && time[i]! <= last; i++) out.push([axis.toPx(time[i]!), y(column[i]!)]);
  return [...out, [axis.toPx(last), out.at(-1)![1]]];
}

/** Value of a step function at a time. */
function valueAt({ time }: SurvivalCurve, column: ArrayLike<number>, t: number): number {
  let i = time.length - 1;
  while (i >= 0 && time[i]! > t) i--;
  return i < 0 ? 1 : (column[i] ?? Number.NaN);
}

const short = (n: number): string => (n >= 1_000 ? `${(n / 1_000).toFixed(n >= 10_000 ? 0 : 1)}k` : String(n));

/** Share of lows not undercut over time, by group, with the band of the events and how many are still looked at. */
export function drawSurvival(result: StudyResult, { width, height }: Size): Drawn {
  const { survival, spec } = result;
  const { horizonsMs } = spec;
  const last = horizonsMs.at(-1) ?? 0;
  const groups = GROUPS.flatMap((name) => survival.find(({ group, n }) => group === name && n > 0) ?? []);
  const riskTop = height - ROW * groups.length - 4;
  const bottom = riskTop - 2 * ROW - 8;
  const axis = horizonAxis(horizonsMs, LEFT + 8, width - RIGHT, true);
  const y = linear(0, 1, bottom, 10);
  const shapes: Shape[] = [0, 0.25, 0.5, 0.75, 1].flatMap((v) => [
    across(LEFT, width - RIGHT + 8, y(v), v === 0 ? 'border1' : 'grid'),
    label(LEFT - 8, y(v), `${v * 100} %`, { align: 'end' }),
  ]);
  const blind = result.horizons.findLast(({ because }) => because === 'noBars')?.h ?? 0;
  if (blind > 0 && blind < last)
    shapes.push(
      { kind: 'rect', x: axis.toPx(0), y: y(1), w: axis.toPx(blind) - axis.toPx(0), h: y(0) - y(1), fill: 'surface2' },
      label(
        (axis.toPx(0) + axis.toPx(blind)) / 2,
        y(0.5),
        axis.toPx(blind) - axis.toPx(0) > 140 ? 'shorter than the bars' : 'no bars',
        { align: 'middle', words: true },
      ),
    );
  const events = groups.find(({ group }) => group === 'events');
  if (events) {
    const [upper, lower] = [points(events, events.hi, axis, y, last), points(events, events.lo, axis, y, last)];
    shapes.push({ kind: 'path', d: stepBand(upper, lower), fill: 'surface4', opacity: 0.45 });
  }
  for (const curve of groups.toReversed())
    shapes.push({ kind: 'path', d: steps(points(curve, curve.survival, axis, y, last)), ...STYLE[curve.group] });
  shapes.push(
    ...horizonTicks(axis, horizonsMs, bottom + 11, axis.toPx(0)),
    across(0, width, riskTop - ROW - 4, 'border1'),
    label(12, riskTop - ROW / 2, 'At risk', { words: true }),
  );
  groups.forEach((curve, row) => {
    const middle = riskTop + ROW * row + ROW / 2;
    const counts = [curve.n, ...curve.atRisk].map((n, i) => ({
      x: i === 0 ? axis.toPx(0) : axis.at(i - 1),
      text: short(n),
    }));
    shapes.push(
      label(12, middle, curve.group, { words: true }),
      ...axisWords(counts, middle).map((one) => (row === 0 ? { ...one, ink: 'text1' as const } : one)),
    );
  });
  return { shapes, spots: spotsOf(result, groups, axis, height) };
}

function spotsOf(
  result: StudyResult,
  groups: readonly SurvivalCurve[],
  axis: HorizonAxis,
  height: number,
): readonly Spot[] {
  const { extreme } = sideWords(result.spec.rule.side);
  const { source, window } = provenanceOf(result);
  return result.spec.horizonsMs.map((h, i): Spot => {
    const parts = groups.map((curve) => {
      const share = (column: ArrayLike<number>): string => formatPercent(valueAt(curve, column, h), { decimals: 0 });
      const risk = formatNumber(curve.atRisk[i] ?? Number.NaN);
      return `${curve.group} ${share(curve.survival)} (${share(curve.lo)} to ${share(curve.hi)}, ${risk} at risk)`;
    });
    const title = `${extreme === 'low' ? 'Low' : 'High'} not undercut by ${formatDuration(h)}`;
    return {
      id: String(h),
      x: axis.at(i) - axis.step / 2,
      y: 4,
      w: axis.step,
      h: height - 8,
      name: `${title}: ${parts.join('; ')}`,
      tip: {
        title,
        definition: `${parts.join('; ')}.`,
        method: 'Kaplan-Meier: a row whose data end earlier is censored there, not counted as held',
        source,
        window,
      },
    };
  });
}
