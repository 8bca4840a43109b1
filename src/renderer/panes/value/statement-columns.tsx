import { ITEMS } from '#core/value/types';
import type { StoredRow } from '#shared/value';
import { exactTime, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { Tag } from '../../ui/Tag';
import { exact } from '../shared/options/exact';
import { dayText } from '../shared/value/DayField';
import { fullItem, itemTitle, printItem, unitOf } from '../shared/value/words';

export const rowKeyOf = ({ item, from, to, published }: StoredRow): string => `${item} ${from} ${to} ${published}`;

/** First and last day of a flow, `2025-07-01 to 2025-09-30`, or the date of a stock. */
export const periodWords = ({ from, to }: Pick<StoredRow, 'from' | 'to'>): string =>
  Number.isNaN(from) ? dayText(to) : `${dayText(from)} to ${dayText(to, 'end')}`;

/** @param superseded keys of figures of which a later publication is known */
export function statementColumns(zone: Zone, superseded: ReadonlySet<string>): readonly Column<StoredRow>[] {
  return [
    { id: 'item', title: 'Item', kind: 'word', width: 140, grow: true, value: ({ item }) => itemTitle(item), text: ({ item }) => itemTitle(item) },
    { id: 'period', title: 'Period', definition: 'Date of a stock or a rate, first and last day of a flow.', kind: 'time', width: 168, value: ({ to }) => to, text: (row) => periodWords(row), exact: ({ from, to }) => [from, to].map(exactTime).filter((one) => one !== '').join(' to ') },
    { id: 'published', title: `Published, ${zoneName(zone)}`, definition: 'Not known before.', kind: 'time', width: 124, leave: 3, value: ({ published }) => published, text: ({ published }) => formatTime(published, zone), exact: ({ published }) => exactTime(published) },
    {
      id: 'value', title: 'Figure', definition: 'In the unit beside it.', kind: 'figure', width: 104,
      value: ({ value }) => value, text: ({ item, value }) => printItem(item, value), exact: ({ value }) => exact(value),
      cell: (row) => (
        <Figure
          label={itemTitle(row.item)}
          value={printItem(row.item, row.value)}
          full={fullItem(row.item, row.value)}
          estimate={row.estimated}
          definition={ITEMS[row.item].definition}
          source={row.source}
          window={periodWords(row)}
          knownAt={formatTimeZoned(row.published, zone)}
          focusable={false}
        />
      ),
    },
    { id: 'unit', title: 'Unit', kind: 'word', width: 56, value: ({ item }) => unitOf(item), text: ({ item }) => unitOf(item) },
    { id: 'source', title: 'Source', kind: 'word', width: 120, leave: 2, value: ({ source }) => source, text: ({ source }) => source },
    {
      id: 'marks', title: 'Marks', definition: 'Estimated, restated since, or read from figures of a provider.', kind: 'word', width: 96, leave: 1,
      value: (row) => marksOf(row, superseded), text: (row) => marksOf(row, superseded),
      cell: (row) =>
        row.estimated ? <Tag tone="estimate">estimate</Tag> : <Missing why={marksOf(row, superseded)} />,
    },
  ];
} // prettier-ignore

const marksOf = (row: StoredRow, superseded: ReadonlySet<string>): string =>
  [row.estimated && 'estimate', superseded.has(rowKeyOf(row)) && 'restated', !row.own && 'synced'].filter(Boolean).join(', '); // prettier-ignore

/** Figures of which the same period was published again. */
export function supersededKeys(rows: readonly StoredRow[]): ReadonlySet<string> {
  const newest = new Map<string, StoredRow>();
  const old = new Set<string>();
  for (const row of rows) {
    const key = `${row.item} ${row.from} ${row.to}`;
    const before = newest.get(key);
    if (before) old.add(rowKeyOf(before.published < row.published ? before : row));
    if (!before || before.published < row.published) newest.set(key, row);
  }
  return old;
}
