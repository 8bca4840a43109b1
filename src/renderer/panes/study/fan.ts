import type { StudyResult } from '#core/evidence/types';
import { formatBp, formatDuration, formatNumber } from '../../lib/format';
import type { Drawn } from '../../ui/plot/Plot';
import { across, band, label, linear, through, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { provenanceOf } from '../shared/evidence/words';
import { horizonAxis, horizonTicks } from './axes';

const LEFT = 60;
const RIGHT = 18;
const TICKS = [-5_000, -2_000, -500, -200, -50, -10, 0, 10, 50, 200, 500, 2_000, 5_000];
/** Least distance of two ticks. */
const LINE = 13;
const bend = (bp: number): number => Math.asinh(bp / 10);

/** Forward return by horizon: bands of the events and their median, and the same of random times as lines. */
export function drawFan(result: StudyResult, { width, height }: Size): Drawn {
  const { fan, spec } = result;
  const { horizonsMs } = spec;
  const all = [...fan.events, ...fan.placebo].flat().filter(Number.isFinite);
  const [min, max] = [Math.min(-20, ...all), Math.max(20, ...all)];
  const bottom = height - 22;
  const axis = horizonAxis(horizonsMs, LEFT + 20, width - RIGHT - 8, false);
  const scale = linear(bend(min), bend(max), bottom - 4, 10);
  const y = (bp: number): number => scale(bend(bp));
  const row = (of: readonly (readonly number[])[], q: number): readonly Point[] =>
    (of[q] ?? []).map((bp, i) => [axis.at(i), y(bp)]);
  const last = fan.quantiles.length - 1;
  const middle = fan.quantiles.indexOf(0.5);
  const shapes: Shape[] = [...ground(min, max, y, width)];
  for (let q = 0; q < last - q; q++)
    shapes.push({
      kind: 'path',
      d: band(row(fan.events, last - q), row(fan.events, q)),
      fill: 'surface4',
      opacity: 0.45,
    });
  for (const q of [0, last])
    shapes.push({ kind: 'path', d: through(row(fan.placebo, q)), stroke: 'series3', dash: [1.5, 3] });
  shapes.push(
    { kind: 'path', d: through(row(fan.placebo, middle)), stroke: 'series2', dash: [5, 3] },
    { kind: 'path', d: through(row(fan.events, middle)), stroke: 'series1', width: 2 },
    ...horizonTicks(axis, horizonsMs, bottom + 11),
  );
  const { source, window } = provenanceOf(result);
  const spots = horizonsMs.map((h, i) => {
    const said = (of: readonly (readonly number[])[]): string =>
      fan.quantiles
        .map((q, k) => `${formatNumber(q * 100)} %: ${formatBp(of[k]?.[i] ?? Number.NaN, { sign: true })}`)
        .join(', ');
    const title = `Forward return, ${formatDuration(h)}`;
    const definition = `Events ${said(fan.events)}. Placebo ${said(fan.placebo)}.`;
    return {
      id: String(h),
      x: axis.at(i) - axis.step / 2,
      y: 4,
      w: axis.step,
      h: height - 8,
      name: `${title}. ${definition}`,
      tip: { title, definition, method: 'Quantiles over events, before costs', source, window },
    };
  });
  return { shapes, spots };
}

/** Ticks that have room, those next to zero first. */
function ground(min: number, max: number, y: (bp: number) => number, width: number): readonly Shape[] {
  const taken: number[] = [];
  return TICKS.filter((bp) => bp >= min && bp <= max)
    .toSorted((a, b) => Math.abs(a) - Math.abs(b))
    .flatMap((bp) => {
      const at = y(bp);
      if (taken.some((one) => Math.abs(one - at) < LINE)) return [];
      taken.push(at);
      return [
        across(LEFT, width - RIGHT + 8, at, bp === 0 ? 'border2' : 'grid'),
        label(LEFT - 8, at, formatNumber(bp, { sign: true }), { align: 'end' }),
      ];
    });
}
