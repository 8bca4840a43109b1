import type { Analog, TimeShiftResult } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { formatPrice } from '../../lib/format';
import { ticks } from '../../lib/ticks';
import { linear, type Scale } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import type { Box } from '../shared/chart/plot-frame';

/** More lines would be a carpet: those beyond count in the fan and stand in the table. */
export const MOST_LINES = 60;
/** Scale of percent at the left; that of prices at the right is as wide as its words. */
const LEFT = 54;
const GLYPH = 6.7;
/** Single paths that ran far away do not set the scale. */
const TAIL = 0.01;
const ROOM = 0.06;

/** Everything that the overlay is drawn and read from. Values are simple returns from the price of t = 0. */
export interface Scene {
  readonly result: TimeShiftResult;
  readonly box: Box;
  readonly x: Scale;
  readonly y: Scale;
  readonly range: readonly [number, number];
  /** Price on today's scale of a return of 0; NaN without a present. */
  readonly base: number;
  /** Grid indexes that are drawn: no more than there are px. */
  readonly places: readonly number[];
  /** First index at or after t = 0. */
  readonly zero: number;
  /** Last index of the present that was known by the clock; −1: none. */
  readonly last: number;
  /** Where the clock of the answer stands, as an offset; NaN when live or outside. */
  readonly clock: Ms;
  readonly lines: readonly Analog[];
}

export const simple = (log: number): number => Math.expm1(log);

/** Index of the quantile, as near as the fan has it. */
export function quantileAt({ fan }: TimeShiftResult, q: number): number {
  const far = (i: number): number => Math.abs((fan.quantiles[i] ?? Infinity) - q);
  return fan.quantiles.reduce((best, _, i) => (far(i) < far(best) ? i : best), 0);
}

/** Last offset of the present that may be seen: nothing of it after the clock, whatever a column holds. */
function lastKnown({ present, grid, spec: { asOf } }: TimeShiftResult): number {
  if (!present) return -1;
  const limit = asOf === null ? Infinity : asOf - present.t0;
  let i = grid.length - 1;
  while (i >= 0 && !(grid[i]! <= limit && Number.isFinite(present.path[i]!))) i--;
  return i;
}

/** Inner quantiles of everything that is drawn, and the whole of the present and the fan. */
function rangeOf(
  result: TimeShiftResult,
  lines: readonly Analog[],
  places: readonly number[],
  last: number,
): readonly [number, number] {
  // prettier-ignore
  const { present, fan, grid } = result;
  const pool: number[] = [];
  for (const { path } of lines) for (const i of places) if (Number.isFinite(path[i]!)) pool.push(path[i]!);
  pool.sort((a, b) => a - b);
  let [lo, hi] = [pool[Math.floor(pool.length * TAIL)] ?? Infinity, pool[Math.ceil(pool.length * (1 - TAIL)) - 1] ?? -Infinity]; // prettier-ignore
  const take = (value: number): void => {
    if (value < lo) lo = value;
    if (value > hi) hi = value;
  };
  if (present) for (let i = 0; i <= last; i++) take(present.path[i]!);
  for (const row of fan.rows) for (let i = 0; i < grid.length; i++) if (grid[i]! >= 0) take(row[i]!);
  if (!(lo <= hi)) return [-0.1, 0.1];
  const [min, max] = [Math.min(0, simple(lo)), Math.max(0, simple(hi))];
  const room = Math.max((max - min) * ROOM, 0.002);
  return [min - room, max + room];
}

export function sceneOf(result: TimeShiftResult, { width, height }: Size): Scene {
  const { grid, present, analogs, spec } = result;
  const right = 14 + GLYPH * formatPrice(present?.price ?? NaN).length;
  const box: Box = { left: LEFT, right: Math.max(LEFT + 1, width - right), top: 8, bottom: Math.max(9, height - 22) };
  const x = linear(-spec.beforeMs, spec.afterMs, box.left, box.right);
  const step = Math.max(1, Math.ceil(grid.length / Math.max(1, box.right - box.left)));
  const places = Array.from({ length: grid.length }, (_, i) => i).filter((i) => i % step === 0 || i === grid.length - 1 || grid[i] === 0); // prettier-ignore
  const lines = analogs.slice(0, MOST_LINES);
  const last = lastKnown(result);
  const range = rangeOf(result, lines, places, last);
  const clock = spec.asOf === null || !present ? NaN : spec.asOf - present.t0;
  return {
    ...{ result, box, x, range, places, last, lines },
    y: linear(range[0], range[1], box.bottom, box.top),
    base: present?.price ?? NaN,
    zero: Math.max(0, grid.findIndex((offset) => offset >= 0)),
    clock: clock >= -spec.beforeMs && clock <= spec.afterMs ? clock : NaN,
  }; // prettier-ignore
}

const STEPS = [1, 2, 3, 6, 12, 24, 48, 72, 168, 336, 720, 1_440, 2_160, 4_320, 8_760].map((hours) => hours * MS_PER_HOUR); // prettier-ignore
const COLUMN = 54;

/** Round offsets, t = 0 among them. */
export function offsetTicks({ x, box, result: { spec } }: Pick<Scene, 'x' | 'box' | 'result'>): readonly Ms[] {
  const length = spec.beforeMs + spec.afterMs;
  const wished = Math.max(2, Math.floor((box.right - box.left) / COLUMN));
  const step = STEPS.find((one) => length / one <= wished) ?? Math.ceil(length / wished / MS_PER_DAY) * MS_PER_DAY;
  const out: Ms[] = [];
  for (let t = -Math.floor(spec.beforeMs / step) * step; t <= spec.afterMs; t += step)
    if (x(t) >= box.left) out.push(t === 0 ? 0 : t);
  return out;
}

const ROW = 30;
const MOST_ROWS = 9;
/** Round returns for the left scale, and round prices of today for the right one. */
export function valueTicks({ box, range: [min, max], base }: Scene): {
  readonly returns: readonly number[];
  readonly prices: readonly number[];
} {
  // prettier-ignore
  const wished = Math.min(MOST_ROWS, Math.max(2, Math.floor((box.bottom - box.top) / ROW)));
  return {
    returns: ticks(min, max, wished),
    prices: base > 0 ? ticks(base * (1 + min), base * (1 + max), wished) : [],
  };
}

/** Index of the grid that is nearest to a place on the screen; undefined outside. */
export function indexAt({ x, box, result: { grid } }: Scene, px: number): number | undefined {
  if (px < box.left - 4 || px > box.right + 4 || grid.length === 0) return undefined;
  let [lo, hi] = [0, grid.length - 1];
  while (lo < hi) {
    const middle = (lo + hi) >> 1;
    if (x(grid[middle]!) < px) lo = middle + 1;
    else hi = middle;
  }
  return lo > 0 && px - x(grid[lo - 1]!) < x(grid[lo]!) - px ? lo - 1 : lo;
}

/** How near a pointer has to come to a line [px]. */
const REACH = 10;

/** The line that passes nearest to a place. */
export function lineAt({ lines, y }: Scene, index: number, py: number): Analog | undefined {
  let [best, reach]: [Analog | undefined, number] = [undefined, REACH];
  for (const one of lines) {
    const far = Math.abs(y(simple(one.path[index]!)) - py);
    if (far < reach) [best, reach] = [one, far];
  }
  return best;
}
