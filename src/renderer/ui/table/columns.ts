import type { Column, ColumnPrefs } from './types';

export const LEAST_WIDTH = 44;
export const NO_PREFS: ColumnPrefs = { widths: {}, shown: {} };

export const widthOf = <Row>(column: Column<Row>, prefs: ColumnPrefs): number =>
  Math.max(LEAST_WIDTH, prefs.widths[column.id] ?? Math.max(column.width, prefs.grown?.[column.id] ?? 0));

export const isShown = <Row>(column: Column<Row>, prefs: ColumnPrefs): boolean =>
  prefs.shown[column.id] ?? !column.hidden;

/**
 * Columns that are drawn in the given room: those a person hid are out, then the ones that may leave go in their order.
 * The first column never leaves.
 */
export function fitColumns<Row>(
  columns: readonly Column<Row>[],
  prefs: ColumnPrefs,
  room: number,
): readonly Column<Row>[] {
  const wanted = columns.filter((column, i) => i === 0 || isShown(column, prefs));
  let total = wanted.reduce((sum, column) => sum + widthOf(column, prefs), 0);
  const leaving = wanted
    .slice(1)
    .filter((column) => column.leave !== undefined && prefs.shown[column.id] !== true)
    .sort((a, b) => a.leave! - b.leave!);
  const gone = new Set<string>();
  for (const column of leaving) {
    if (total <= room) break;
    total -= widthOf(column, prefs);
    gone.add(column.id);
  }
  return gone.size === 0 ? wanted : wanted.filter((column) => !gone.has(column.id));
}

/** Value for `grid-template-columns`. A table without a growing column lets its last one grow. */
export function gridTemplate<Row>(columns: readonly Column<Row>[], prefs: ColumnPrefs): string {
  const grows = columns.some((column) => column.grow && prefs.widths[column.id] === undefined);
  return columns
    .map((column, i) => {
      const width = widthOf(column, prefs);
      const isGrowing = grows ? column.grow && prefs.widths[column.id] === undefined : i === columns.length - 1;
      return isGrowing ? `minmax(${width}px, 1fr)` : `${width}px`;
    })
    .join(' ');
}

/** Header and rows as text. */
export function toGrid<Row>(columns: readonly Column<Row>[], rows: readonly Row[], exact: boolean): string[][] {
  return [
    columns.map((column) => column.title),
    ...rows.map((row) => columns.map((column) => (exact && column.exact ? column.exact(row) : column.text(row)))),
  ];
}
