import type { ReactNode } from 'react';

export interface Grouping<Row> {
  readonly of: (row: Row) => string;
  readonly heading: (key: string, rows: readonly Row[]) => ReactNode;
}

export type Item<Row> =
  | { readonly kind: 'row'; readonly key: string; readonly row: Row; readonly index: number }
  | { readonly kind: 'group'; readonly key: string; readonly heading: ReactNode };
type DetailItem<Row> = { readonly kind: 'detail'; readonly key: string; readonly row: Row };

/** More about one row, below it. */
export interface Detail<Row> {
  /** Key of the row that is open. */
  readonly open: string | null;
  readonly height: number;
  readonly content: (row: Row) => ReactNode;
  readonly onToggle: (row: Row) => void;
}

/** The same with what belongs below the open row. */
export function withDetail<Row>(
  items: readonly Item<Row>[],
  open: string | null | undefined,
): readonly (Item<Row> | DetailItem<Row>)[] {
  const at = items.findIndex((item) => item.kind === 'row' && item.key === open);
  const item = items[at];
  if (item?.kind !== 'row') return items;
  return [...items.slice(0, at + 1), { kind: 'detail', key: `detail ${item.key}`, row: item.row }, ...items.slice(at + 1)]; // prettier-ignore
}

/** Rows in the order they are drawn, with a heading before each group. `index` counts rows only. */
export function toItems<Row>(
  rows: readonly Row[],
  rowKey: (row: Row) => string,
  grouping: Grouping<Row> | undefined,
): readonly Item<Row>[] {
  if (!grouping) return rows.map((row, index) => ({ kind: 'row', key: rowKey(row), row, index }));
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = grouping.of(row);
    const members = groups.get(key);
    if (members) members.push(row);
    else groups.set(key, [row]);
  }
  const items: Item<Row>[] = [];
  let index = 0;
  for (const [key, members] of groups) {
    items.push({ kind: 'group', key: `group ${key}`, heading: grouping.heading(key, members) });
    for (const row of members) items.push({ kind: 'row', key: rowKey(row), row, index: index++ });
  }
  return items;
}
