import type { Ms } from '#core/time/ms';
import { formatTime, type Zone } from '../../lib/format';
import { tickCount, ticks } from '../../lib/ticks';
import type { Drawn, Spot } from '../../ui/plot/Plot';
import { across, label, linear, through, upright, type Ink, type Point, type Shape } from '../../ui/plot/shapes';
import type { Size } from '../../ui/plot/use-size';
import { timeWords } from '../shared/chart/time-words';

const LEFT = 52;
const RIGHT = 16;
/** Places that explain themselves: more would be narrower than a pointer. */
const MOST_SPOTS = 48;
/** A hole longer than this many times the usual step is not drawn across. */
const HOLE = 6;

export interface HistoryLine {
  readonly name: string;
  readonly t: ArrayLike<Ms>;
  readonly value: ArrayLike<number>;
  readonly ink: Ink;
  readonly dash?: readonly number[];
  readonly width?: number;
}

export interface HistoryPlot {
  readonly lines: readonly HistoryLine[];
  readonly print: (value: number) => string;
  /** Axis words, shorter. */
  readonly tick: (value: number) => string;
  readonly zone: Zone;
  /** Zero is drawn and stays in the picture. */
  readonly zero: boolean;
  /** Time axis; the same for every chart of the pane. */
  readonly from: Ms;
  readonly to: Ms;
  /** Instant that is laid over the present. */
  readonly past: Ms | null;
  readonly onChoose: (t: Ms) => void;
  readonly definition: string;
  readonly source: string;
}

/** Lines over time, up to what is known. */
export function drawHistory(plot: HistoryPlot, { width, height }: Size): Drawn {
  const { lines, print, tick, zone, zero, from, to, past } = plot;
  const values = lines.flatMap((one) => shownRows(one, plot).map((i) => one.value[i]!));
  if (values.length === 0 || !(to > from)) return { shapes: [], spots: [] };
  const [least, most] = [Math.min(...values, zero ? 0 : Infinity), Math.max(...values, zero ? 0 : -Infinity)];
  const room = Math.max(1e-4, (most - least) * 0.08);
  const bottom = height - 22;
  const x = linear(from, to, LEFT, width - RIGHT - 6);
  const y = linear(least - room, most + room, bottom - 2, 10);
  const shapes: Shape[] = ticks(least - room, most + room, tickCount(height)).flatMap((v) => [
    across(LEFT, width - RIGHT, y(v), zero && v === 0 ? 'border2' : 'grid'),
    label(LEFT - 8, y(v), tick(v), { align: 'end' }),
  ]);
  shapes.push(...timeWords(from, to, x, { left: LEFT, right: width - RIGHT }, bottom + 12, zone));
  if (past !== null && past >= from && past <= to) shapes.push(upright(x(past), 10, bottom, 'text2', { dash: [4, 3] }));
  for (const one of lines.toReversed()) {
    const rows = shownRows(one, plot);
    const { ink, dash, width: pen = 1.25 } = one;
    const at = (i: number): Point => [x(one.t[i]!), y(one.value[i]!)];
    shapes.push({ kind: 'path', d: broken(one.t, rows, at), stroke: ink, width: pen, ...(dash ? { dash } : {}) });
    const last = rows.at(-1);
    if (last !== undefined) shapes.push({ kind: 'circle', x: at(last)[0], y: at(last)[1], r: 2.5, fill: ink });
  }
  return { shapes, spots: spotsOf(plot, x, bottom, print) };
}

/** Rows of a line that are known and on the axis. */
function shownRows({ t, value }: HistoryLine, { from, to }: Pick<HistoryPlot, 'from' | 'to'>): readonly number[] {
  return Array.from(t).flatMap((at, i) => (at >= from && at <= to && Number.isFinite(value[i]) ? [i] : []));
}

/** A line that does not cross what is missing. */
function broken(t: ArrayLike<Ms>, rows: readonly number[], at: (row: number) => Point): string {
  const steps = rows.slice(1).map((i, j) => t[i]! - t[rows[j]!]!).sort((a, b) => a - b); // prettier-ignore
  const usual = steps[steps.length >> 1] ?? Infinity;
  const runs: Point[][] = [];
  rows.forEach((i, j) => {
    const before = rows[j - 1];
    if (before === undefined || t[i]! - t[before]! > HOLE * usual) runs.push([]);
    runs.at(-1)!.push(at(i));
  });
  return runs.map(through).join('');
}

function spotsOf(plot: HistoryPlot, x: (t: Ms) => number, bottom: number, print: (value: number) => string): Spot[] {
  const { lines, zone, onChoose, definition, source, past } = plot;
  const [main] = lines;
  if (!main) return [];
  const rows = shownRows(main, plot);
  const step = Math.max(1, Math.ceil(rows.length / MOST_SPOTS));
  const kept = rows.filter((_, j) => (rows.length - 1 - j) % step === 0);
  const places = kept.map((i) => x(main.t[i]!));
  return kept.map((i, j) => {
    const t = main.t[i]!;
    const left = j === 0 ? places[j]! - 4 : (places[j - 1]! + places[j]!) / 2;
    const right = j + 1 === places.length ? places[j]! + 4 : (places[j]! + places[j + 1]!) / 2;
    const said = lines.map((one) => `${one.name} ${print(valueAt(one, t))}`).join(', ');
    const title = formatTime(t, zone);
    return {
      ...{ id: String(t), x: left, y: 4, w: right - left, h: bottom - 4, name: `${title}: ${said}` },
      tip: { title, value: said, definition: `${definition} Click: lay this day over the present.`, source },
      onSelect: () => onChoose(t),
      selected: past === t,
    };
  });
}

/** Last value known at an instant; NaN before the first. */
function valueAt({ t, value }: HistoryLine, at: Ms): number {
  let i = t.length - 1;
  while (i >= 0 && (t[i]! > at || !Number.isFinite(value[i]))) i--;
  return i < 0 ? NaN : value[i]!;
} // prettier-ignore
