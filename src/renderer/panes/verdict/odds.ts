import type { Estimate } from '#core/evidence/types';
import { formatNumber } from '../../lib/format';
import { across, label, linear, upright, type Shape } from '../../ui/plot/shapes';

export interface OddsAxis {
  readonly toPx: (logOdds: number) => number;
  readonly ticks: readonly number[];
}

const STEPS = [0.1, 0.2, 0.5, 1, 2, 5];
const LEAST = 0.5;

/** Symmetric about zero, as far as the widest interval reaches. */
export function oddsAxis(estimates: readonly Estimate[], width: number): OddsAxis {
  const most = Math.max(
    LEAST,
    ...estimates.flatMap(({ value, lo, hi }) => [value, lo, hi]).filter(Number.isFinite).map(Math.abs),
  ); // prettier-ignore
  const step = STEPS.find((s) => most / s <= 2.5) ?? 10;
  const marks = Math.floor(most / step);
  const scale = linear(-most * 1.05, most * 1.05, 2, Math.max(2, width - 2));
  return { toPx: scale, ticks: Array.from({ length: 2 * marks + 1 }, (_, i) => (i - marks) * step) };
}

const ground = (axis: OddsAxis, height: number): readonly Shape[] =>
  axis.ticks.map((tick) => upright(axis.toPx(tick), 0, height, tick === 0 ? 'border2' : 'grid'));

const BAR = 8;

/** A bar from zero with its interval; dashed where the state is unknown. */
export function oddsRow(
  axis: OddsAxis,
  { value, lo, hi }: Estimate,
  isKnown: boolean,
  height: number,
): readonly Shape[] {
  const y = Math.round((height - BAR) / 2);
  const zero = axis.toPx(0);
  if (!Number.isFinite(value)) {
    const [from, to] = [axis.toPx(-LEAST / 2), axis.toPx(LEAST / 2)];
    return [
      ...ground(axis, height),
      { kind: 'rect', x: from + 0.5, y: y + 0.5, w: to - from, h: BAR - 1, stroke: 'series3', dash: [2, 2] },
    ];
  }
  const x = axis.toPx(value);
  const bar = { kind: 'rect', x: Math.min(zero, x), y, w: Math.max(1, Math.abs(x - zero)), h: BAR } as const;
  return [
    ...ground(axis, height),
    isKnown
      ? { ...bar, fill: value < 0 ? 'series3' : 'series2' }
      : { ...bar, y: y + 0.5, h: BAR - 1, stroke: 'series3', dash: [2, 2] },
    ...(Number.isFinite(lo) && Number.isFinite(hi)
      ? [across(axis.toPx(lo), axis.toPx(hi), Math.floor((height - 1) / 2), isKnown ? 'series1' : 'series3')]
      : []),
  ];
}

export const oddsTicks = (axis: OddsAxis, y: number): readonly Shape[] =>
  axis.ticks.map((tick) =>
    label(axis.toPx(tick), y, formatNumber(tick, { decimals: 1, sign: true }), { align: 'middle' }),
  );
