import type { Ms } from '#core/time/ms';
import { formatDuration } from '../../lib/format';
import { linear, type Shape } from '../../ui/plot/shapes';
import { axisWords, type Word } from '../shared/chart/axis-words';

export interface HorizonAxis {
  /** Horizons stand in equal steps; between two of them time runs evenly. */
  readonly toPx: (t: Ms) => number;
  readonly at: (i: number) => number;
  readonly step: number;
}

/** @param fromZero the decision itself is the first place */
export function horizonAxis(horizons: readonly Ms[], from: number, to: number, fromZero: boolean): HorizonAxis {
  const stops = fromZero ? [0, ...horizons] : horizons;
  const scale = linear(0, Math.max(1, stops.length - 1), from, to);
  const toPx = (t: Ms): number => {
    const next = stops.findIndex((stop) => stop >= t);
    if (next === 0) return scale(0);
    if (next < 0) return scale(stops.length - 1);
    const [a, b] = [stops[next - 1]!, stops[next]!];
    return scale(next - 1 + (t - a) / (b - a));
  };
  return { toPx, at: (i) => scale(i + (fromZero ? 1 : 0)), step: Math.abs(scale(1) - scale(0)) };
}

/** @param zero where the decision stands, when it is on the axis */
export function horizonTicks(axis: HorizonAxis, horizons: readonly Ms[], y: number, zero?: number): readonly Shape[] {
  const ticks = horizons.map((h, i): Word => ({ x: axis.at(i), text: formatDuration(h) }));
  return axisWords(zero === undefined ? ticks : [{ x: zero, text: '0' }, ...ticks], y);
}
