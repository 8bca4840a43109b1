import type { Effect, HorizonResult, StudySpec } from '#core/evidence/types';
import { formatNumber } from '../../lib/format';
import { across, diamond, label, linear, upright, type Scale, type Shape } from '../../ui/plot/shapes';

/** Width of the linear part of the axis [bp]: 5 minutes and 30 days share one plot. */
const LINEAR_BP = 10;
const TICKS = [-2_000, -500, -200, -50, -10, 10, 50, 200, 500, 2_000];
const LEAST_REACH = 60;
const PAD = 6;

const bend = (bp: number): number => Math.asinh(bp / LINEAR_BP);

export interface ForestAxis {
  readonly toPx: (bp: number) => number;
  readonly ticks: readonly { readonly bp: number; readonly x: number; readonly text: string }[];
  readonly width: number;
}

/** Of an effect that is measured: an axis must not stretch to rows that say nothing. */
const ends = ({ lo, hi, value }: Effect): readonly number[] => [lo, hi, value].filter(Number.isFinite);

/** An asinh axis over every interval of the table: linear near zero, logarithmic far out. */
export function forestAxis(rows: readonly HorizonResult[], width: number): ForestAxis {
  const all = rows.flatMap((row) => [...ends(row.effectPlaceboBp), ...ends(row.effectMatchedBp)]);
  const min = Math.min(-LEAST_REACH, ...all);
  const max = Math.max(LEAST_REACH, ...all);
  const scale: Scale = linear(bend(min), bend(max), PAD, Math.max(PAD, width - PAD));
  const toPx = (bp: number): number => scale(bend(bp));
  return {
    toPx,
    width,
    ticks: fitting(
      TICKS.filter((bp) => bp > min && bp < max),
      toPx,
      width,
    ),
  };
}

/** Ticks whose words have room, those next to zero first. */
function fitting(values: readonly number[], toPx: (bp: number) => number, width: number): ForestAxis['ticks'] {
  const GLYPH = 6.7;
  const kept: { bp: number; x: number; text: string; half: number }[] = [];
  for (const bp of values.toSorted((a, b) => Math.abs(a) - Math.abs(b))) {
    const text = formatNumber(bp, { sign: true });
    const half = (text.length * GLYPH) / 2;
    const x = toPx(bp);
    const isFree = kept.every((one) => Math.abs(one.x - x) >= one.half + half + 2);
    if (isFree && x - half >= 0 && x + half <= width) kept.push({ bp, x, text, half });
  }
  return kept.map(({ bp, x, text }) => ({ bp, x, text })).sort((a, b) => a.bp - b.bp);
}

/** Ground of every row: where no difference is, zero, and the ticks. */
export function forestGround(
  axis: ForestAxis,
  spec: Pick<StudySpec, 'equivalenceBp' | 'costBp'>,
  height: number,
): readonly Shape[] {
  const { toPx } = axis;
  const [lo, hi] = [toPx(-spec.equivalenceBp), toPx(spec.equivalenceBp)];
  return [
    { kind: 'rect', x: lo, y: 0, w: hi - lo, h: height, fill: 'surface4', opacity: 0.38 },
    ...axis.ticks.filter(({ bp }) => Math.abs(bp) > spec.equivalenceBp).map(({ x }) => upright(x, 0, height, 'grid')),
    upright(toPx(0), 0, height, 'border2'),
  ];
}

/** One horizon: a filled dot for placebo above, an open diamond for matched declines below; the deciding one stands out. */
export function forestRow(axis: ForestAxis, row: HorizonResult, height: number): Shape {
  const { toPx } = axis;
  const isFew = row.because === 'tooFewClusters';
  const half = Math.round(height / 2);
  const shapes: Shape[] = [];
  const interval = (effect: Effect, y: number, decides: boolean): boolean => {
    if (!Number.isFinite(effect.value)) return false;
    if (Number.isFinite(effect.lo) && Number.isFinite(effect.hi))
      shapes.push(
        across(toPx(effect.lo), toPx(effect.hi), y, decides ? 'series1' : 'series3', { width: decides ? 2 : 1 }),
      );
    return true;
  };
  const [dotY, diamondY] = [half - 6, half + 5];
  const byMatched = row.decidedBy === 'matched';
  if (interval(row.effectPlaceboBp, dotY, !byMatched))
    shapes.push({
      kind: 'circle',
      x: toPx(row.effectPlaceboBp.value),
      y: dotY + 0.5,
      r: 3,
      fill: byMatched ? 'series2' : 'series1',
    });
  if (interval(row.effectMatchedBp, diamondY, byMatched))
    shapes.push({
      kind: 'path',
      d: diamond(toPx(row.effectMatchedBp.value), diamondY + 0.5, 4),
      fill: 'surface1',
      stroke: byMatched ? 'series1' : 'series2',
      width: 1.5,
    });
  return { kind: 'group', x: 0, y: 0, opacity: isFew ? 0.45 : 1, shapes };
}

export const forestTicks = (axis: ForestAxis): readonly Shape[] =>
  axis.ticks.map(({ x, text }) => label(x, 9, text, { align: 'middle' }));
