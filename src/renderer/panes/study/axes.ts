import type { Ms } from '#core/time/ms';
import { formatDuration } from '../../lib/format';
import { label, linear, type Shape, type Text } from '../../ui/plot/shapes';

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

const GLYPH = 6.7;

interface Word {
  readonly x: number;
  readonly text: string;
}

/** Words along an axis; those that would touch are left out, never the last. */
export function axisWords(words: readonly Word[], y: number): readonly Text[] {
  const shapes: Text[] = [];
  let free = Infinity;
  for (const { x, text } of words.toReversed()) {
    const half = (text.length * GLYPH) / 2;
    if (x + half > free) continue;
    free = x - half - 3;
    shapes.push(label(x, y, text, { align: 'middle' }));
  }
  return shapes;
}

/** @param zero where the decision stands, when it is on the axis */
export function horizonTicks(axis: HorizonAxis, horizons: readonly Ms[], y: number, zero?: number): readonly Shape[] {
  const ticks = horizons.map((h, i): Word => ({ x: axis.at(i), text: formatDuration(h) }));
  return axisWords(zero === undefined ? ticks : [{ x: zero, text: '0' }, ...ticks], y);
}
