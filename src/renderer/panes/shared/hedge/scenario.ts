import type { HedgeBook } from '#core/hedge/book';
import { legTable, scenarioGrid, type LegRow } from '#core/hedge/scenario';
import type { Shift } from '#core/hedge/leg-gains';
import { DAYS, factorOf, MOVES, POINTS } from '#core/hedge/usual-scenarios';
import { formatNumber } from '../../../lib/format';
import type { ScenarioWish } from '../../../state/hedge-view';
import { worstOf } from '#shared/ramp';

export { DAYS, factorOf, MOVES, POINTS };

export interface HeatAxis {
  /** Printed at the row or column. */
  readonly labels: readonly string[];
  /** Index of what is so now, set in stronger text; −1: none. */
  readonly now: number;
}

const signed = (value: number): string => formatNumber(value, { sign: true });

export interface ScenarioModel {
  readonly wish: ScenarioWish;
  readonly columns: HeatAxis;
  readonly rows: HeatAxis;
  readonly shifts: readonly Shift[];
  /** Row by row, prices across [quote currency]. */
  readonly total: Float64Array;
  readonly unhedged: Float64Array;
  /** Index of the worst cell; −1: none is known. */
  readonly worst: number;
}

function compute(book: HedgeBook, wish: ScenarioWish): ScenarioModel {
  const { axes, days, points } = wish;
  const byVol = axes === 'vol';
  const shifts = byVol
    ? POINTS.map((shock): Shift => ({ vol: factorOf(book, shock), days }))
    : DAYS.map((day): Shift => ({ vol: factorOf(book, points), days: day }));
  const grid = scenarioGrid(
    book,
    Float64Array.from(MOVES, (move) => 1 + move),
    shifts,
  );
  // Core has prices down; a picture of prices has them across.
  const turned = (cells: Float64Array): Float64Array =>
    Float64Array.from(cells, (_, at) => {
      const [row, column] = [Math.floor(at / MOVES.length), at % MOVES.length];
      return cells[column * shifts.length + row]!;
    });
  const total = turned(grid.total);
  return {
    wish,
    columns: { labels: MOVES.map((move) => signed(Math.round(move * 100))), now: MOVES.indexOf(0) },
    rows: byVol
      ? { labels: POINTS.map(signed), now: POINTS.indexOf(0) }
      : { labels: DAYS.map((day) => `${day} d`), now: 0 },
    shifts,
    total,
    unhedged: turned(grid.unhedged),
    worst: worstOf(total),
  };
}

let last: { readonly book: HedgeBook; readonly wish: ScenarioWish; readonly model: ScenarioModel } | undefined;

/** The grid of the Scenario pane, whose worst cell the builder tells: computed once a change for both. */
export function scenarioModel(book: HedgeBook, wish: ScenarioWish): ScenarioModel {
  if (last?.book !== book || last.wish !== wish) last = { book, wish, model: compute(book, wish) };
  return last.model;
}

/** The place of a cell in words: `−10 %, +30 points, after 7 d`. */
export function cellWords({ wish, rows, columns }: ScenarioModel, at: number): string {
  const [row, column] = [Math.floor(at / MOVES.length), at % MOVES.length];
  const price = `${columns.labels[column]!} %`;
  return wish.axes === 'vol'
    ? `${price}, ${rows.labels[row]!} points, after ${wish.days} d`
    : `${price}, ${signed(wish.points)} points, after ${rows.labels[row]!}`;
}

/** What every position and leg comes to in a cell. */
export const cellLegs = (book: HedgeBook, { shifts }: ScenarioModel, at: number): readonly LegRow[] =>
  legTable(book, { move: 1 + MOVES[at % MOVES.length]!, ...shifts[Math.floor(at / MOVES.length)]! });
