import { addPositionGains, gainsOf, type HedgeBook } from './book';
import { addLegGains, fillLegValues, type Shift } from './leg-gains';
import type { HeldLeg } from './market';

export interface ScenarioCell extends Shift {
  /** Spot over that of now. */
  readonly move: number;
  /** [quote currency] */
  readonly gain: number;
}

/** Gain against now, shape (moves, columns), row by row [quote currency]. */
export interface ScenarioGrid {
  /** Spot over that of now. */
  readonly moves: Float64Array;
  readonly columns: readonly Shift[];
  readonly total: Float64Array;
  readonly unhedged: Float64Array;
  /** First of the cells with the least gain; NaN cells are passed over, undefined when all are. */
  readonly worst: ScenarioCell | undefined;
  readonly worstUnhedged: ScenarioCell | undefined;
}

/**
 * A book at moves of the spot against shifts of volatility, of time, or of both. The surface moves by the rule of the book: shocks of the
 * volatility of 30 days reach other tenors by the power law unless the rule is parallel.
 */
export function scenarioGrid(book: HedgeBook, moves: Float64Array, columns: readonly Shift[]): ScenarioGrid {
  const [rows, width] = [moves.length, columns.length];
  const total = new Float64Array(rows * width);
  const unhedged = new Float64Array(rows * width);
  columns.forEach((shift, j) => {
    const gains = gainsOf(book, moves, shift);
    for (let i = 0; i < rows; i++) {
      total[i * width + j] = gains.total[i];
      unhedged[i * width + j] = gains.unhedged[i];
    }
  });
  const worstOf = (cells: Float64Array): ScenarioCell | undefined => {
    const least = cells.reduce((best, gain, c) => (gain < (best < 0 ? Infinity : cells[best]) ? c : best), -1);
    return least < 0
      ? undefined
      : { move: moves[Math.floor(least / width)], ...columns[least % width], gain: cells[least] };
  };
  return { moves, columns, total, unhedged, worst: worstOf(total), worstUnhedged: worstOf(unhedged) };
}

/** One thing of the book in a cell [quote currency]. */
export interface LegRow {
  readonly owner: 'position' | 'layer';
  /** Of the position or the layer. */
  readonly id: string;
  readonly name: string;
  /** Null of a position that is no option. */
  readonly leg: HeldLeg | null;
  readonly quantity: number;
  /** Value of one unit now and in the cell. */
  readonly before: number;
  readonly after: number;
  readonly gain: number;
}

/** What each position and each leg of a layer comes to in one cell; the gains add up to that of the cell. */
export function legTable(book: HedgeBook, { move, vol, days }: Pick<ScenarioCell, 'move' | 'vol' | 'days'>): LegRow[] {
  const { market, surface } = book;
  const moves = Float64Array.of(move);
  const shift = { vol, days };
  const cell = new Float64Array(1);
  const valueOf = (leg: HeldLeg): number => {
    fillLegValues(leg, market, surface, moves, shift, cell);
    return cell[0];
  };
  const gainOf = (add: (out: Float64Array) => void): number => {
    cell.fill(0);
    add(cell);
    return cell[0];
  };
  const positions = book.positions.map((exposed): LegRow => {
    const { position, price } = exposed;
    const { id, label: name, quantity } = position;
    const gain = gainOf((out) => addPositionGains(exposed, book, moves, shift, out));
    return {
      owner: 'position',
      id,
      name,
      leg: null,
      quantity,
      before: price,
      after: quantity === 0 ? price : price + gain / quantity,
      gain,
    };
  });
  const layers = book.layers.flatMap(({ id, name, legs }) =>
    legs.map((leg): LegRow => {
      const gain = gainOf((out) => addLegGains(leg, market, surface, moves, shift, out));
      return { owner: 'layer', id, name, leg, quantity: leg.quantity, before: leg.entry, after: valueOf(leg), gain };
    }),
  );
  return [...positions, ...layers];
}
