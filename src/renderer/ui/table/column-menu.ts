import type { MenuEntry } from '../Menu';
import { isShown, NO_PREFS } from './columns';
import type { Column, ColumnPrefs, Sort } from './types';

type UpdatePrefs = (change: (prefs: ColumnPrefs) => ColumnPrefs) => void;

const show = (id: string, shown: boolean) => (prefs: ColumnPrefs): ColumnPrefs => ({
  ...prefs,
  shown: { ...prefs.shown, [id]: shown },
}); // prettier-ignore

interface ColumnEntries<Row> {
  readonly columns: readonly Column<Row>[];
  readonly prefs: ColumnPrefs;
  readonly updatePrefs: UpdatePrefs;
  readonly save: () => void;
}

/** Entries of the whole table: which columns are shown, widths, CSV. */
export function columnEntries<Row>({ columns, prefs, updatePrefs, save }: ColumnEntries<Row>): readonly MenuEntry[] {
  return [
    { kind: 'heading', label: 'Columns' },
    ...columns.map((column, i): MenuEntry => ({
      kind: 'check',
      label: column.title,
      checked: i === 0 || isShown(column, prefs),
      disabled: i === 0 && 'always shown',
      onChange: (checked) => updatePrefs(show(column.id, checked)),
    })),
    { kind: 'line' },
    { label: 'Reset columns', icon: 'undo', onSelect: () => updatePrefs(() => NO_PREFS) },
    { label: 'Save CSV', icon: 'save', onSelect: save },
  ];
}

interface HeaderEntries<Row> {
  readonly column: Column<Row>;
  readonly isFirst: boolean;
  readonly setSort: (sort: Sort) => void;
  readonly updatePrefs: UpdatePrefs;
  readonly common: readonly MenuEntry[];
}

/** Entries of one heading. */
export function headerEntries<Row>({
  column,
  isFirst,
  setSort,
  updatePrefs,
  common,
}: HeaderEntries<Row>): readonly MenuEntry[] {
  const canSort = column.sortable !== false && column.header === undefined;
  const sorts: readonly MenuEntry[] = canSort
    ? [
        {
          label: 'Sort descending',
          icon: 'down',
          onSelect: () => setSort({ column: column.id, direction: 'descending' }),
        },
        { label: 'Sort ascending', icon: 'up', onSelect: () => setSort({ column: column.id, direction: 'ascending' }) },
      ]
    : [];
  return [
    ...sorts,
    {
      label: `Hide ${column.title}`,
      disabled: isFirst && 'always shown',
      onSelect: () => updatePrefs(show(column.id, false)),
    },
    { kind: 'line' },
    ...common,
  ];
}
