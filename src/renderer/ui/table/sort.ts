import type { Column, Sort } from './types';

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

type Value = number | string | null;
const isUnknown = (value: Value): value is null => value === null || value === '' || Number.isNaN(value);

function compare(a: Value, b: Value): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return collator.compare(String(a), String(b));
}

/** A sorted copy; equal rows keep their order, unknown values stay last in both directions. */
export function sortRows<Row>(rows: readonly Row[], column: Column<Row>, direction: Sort['direction']): Row[] {
  const sign = direction === 'ascending' ? 1 : -1;
  const keyed = rows.map((row, i) => ({ row, i, value: column.value(row) }));
  keyed.sort((a, b) => {
    const [unknownA, unknownB] = [isUnknown(a.value), isUnknown(b.value)];
    if (unknownA || unknownB) return Number(unknownA) - Number(unknownB) || a.i - b.i;
    return sign * compare(a.value, b.value) || a.i - b.i;
  });
  return keyed.map(({ row }) => row);
}

/** First click: descending for figures and times, ascending for words; then the other way. */
export function nextSort<Row>(sort: Sort | undefined, column: Column<Row>): Sort {
  const first = column.kind === 'word' ? 'ascending' : 'descending';
  if (sort?.column !== column.id) return { column: column.id, direction: first };
  return { column: column.id, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' };
}
