import type { Run } from '../step/run';
import type { BookColumns } from './types';

const NAMES = ['unhedged', 'hedged', 'requirement', 'margin', 'reserve', 'credit', 'synthetic', 'sold'] as const;
const ACCOUNTS = ['requirement', 'margin', 'reserve', 'credit', 'synthetic'] as const;

/** Columns that grow by whole stretches. */
export class Rows {
  private columns: Record<(typeof NAMES)[number], Float64Array> = emptyColumns(0);
  private readonly sold = { before: [1, 1] as readonly [number, number], sum: 0 };

  grow(rows: number): void {
    const longer = emptyColumns(rows);
    for (const name of NAMES) longer[name].set(this.columns[name]);
    this.columns = longer;
  }

  /** Writes the row of the step that was made. */
  keep({ state, positions, capital, step }: Run): void {
    const { columns, sold } = this;
    columns.unhedged[step] = state.book[0];
    columns.hedged[step] = state.book[0] + state.gain[0];
    if (capital === undefined) {
      sold.before = [1, 1];
      return;
    }
    const { engine } = capital;
    for (const name of ACCOUNTS) columns[name][step] = engine[name][0];
    const [linear, assets] = [engine.linear[0], engine.assets[0]];
    sold.sum += (sold.before[0] - linear) * positions.gross[0];
    sold.sum += (sold.before[1] - assets) * (positions.spotHeld[0] + positions.etfHeld[0]);
    sold.before = [linear, assets];
    columns.sold[step] = sold.sum;
  }

  /** Copies: the caller may give their memory away. */
  copy(): BookColumns {
    return Object.fromEntries(NAMES.map((name) => [name, this.columns[name].slice()])) as unknown as BookColumns;
  }
}

function emptyColumns(rows: number): Record<(typeof NAMES)[number], Float64Array> {
  return Object.fromEntries(NAMES.map((name) => [name, new Float64Array(rows).fill(NaN)])) as never;
}
