import type { ReactNode } from 'react';

/** A column of a table. `value` orders, `text` is copied, `cell` is drawn. */
export interface Column<Row> {
  readonly id: string;
  /** Printed in the header, with the unit: it is not repeated in each cell. */
  readonly title: string;
  /** Said in the header's tooltip. */
  readonly definition?: string | undefined;
  /** Figures and times align and order as such: descending first. Words ascend first. */
  readonly kind: 'figure' | 'word' | 'time';
  readonly width: number;
  /** Takes what room is left. */
  readonly grow?: boolean;
  /** null, NaN and '' are unknown and stay last both ways. */
  readonly value: (row: Row) => number | string | null;
  readonly text: (row: Row) => string;
  /** Whole figure for files, where the cell is short. Default: `text`. */
  readonly exact?: (row: Row) => string;
  /** Default: the text. */
  readonly cell?: (row: Row) => ReactNode;
  /** In place of the title (an axis). The column then cannot be ordered. */
  readonly header?: ReactNode;
  /** Order in which columns leave when room is short, 1 first. Without it the column never leaves. */
  readonly leave?: number;
  /** Hidden until a person shows it. */
  readonly hidden?: boolean;
  readonly sortable?: boolean;
}

export interface Sort {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export interface ColumnPrefs {
  readonly widths: Readonly<Record<string, number>>;
  /** Shown or hidden by hand. */
  readonly shown: Readonly<Record<string, boolean>>;
  /** Least widths that no figure is cut at; learnt while drawing, never stored. */
  readonly grown?: Readonly<Record<string, number>>;
}
