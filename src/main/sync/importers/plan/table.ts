import type { ColumnType } from '../types';

/** First part of a table, whatever container it lies in. */
export interface TableHead {
  readonly file: string;
  /** Names as they stand in the file; `c1`, `c2` … where it has none. */
  readonly header: readonly string[];
  readonly hasHeader: boolean;
  readonly types: readonly ColumnType[];
  readonly rows: readonly (readonly string[])[];
  readonly decimal: '.' | ',';
}

/** Cells of a column in the sampled rows that hold something. */
export const sampleOf = (head: TableHead, column: number): string[] =>
  head.rows.map((row) => (row[column] ?? '').trim()).filter((cell) => cell !== '');
