import { useMemo, type ReactElement, type Ref } from 'react';
import { MACRO_GROUPS, type MacroGroup, type MacroSeriesInfo } from '#shared/macro';
import { formatCount, type Zone } from '../../lib/format';
import { macroView, selectMacroView, useMacroView } from '../../state/macro';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { TextField } from '../../ui/TextField';
import { filterSeries, GROUP_WORDS } from './figures';
import styles from './macro.module.css';
import { stateColumns } from './state-columns';
import { tableHeight } from './table-height';

interface StatesProps {
  readonly series: readonly MacroSeriesInfo[];
  readonly chosen: string | null;
  /** Rows that are seen at once. */
  readonly most: number;
  readonly zone: Zone;
  readonly table: Ref<TableHandle>;
  readonly onSave: () => void;
}

/** What every series said at the clock, by group. A row is drawn below. */
export function States({ series, chosen, most, zone, table, onSave }: StatesProps): ReactElement {
  const { group, search, show } = useMacroView(selectMacroView);
  const columns = useMemo(() => stateColumns(zone), [zone]);
  const groups = useMemo(() => MACRO_GROUPS.filter((one) => series.some((row) => row.group === one)), [series]);
  const shown = groups.find((one) => one === group) ?? 'all';
  const rows = useMemo(() => {
    const place = (row: MacroSeriesInfo): number => MACRO_GROUPS.indexOf(row.group);
    return filterSeries(series, shown, search).toSorted((a, b) => place(a) - place(b));
  }, [series, shown, search]);
  const headings = new Set(rows.map((row) => row.group)).size;
  const open = ({ id }: MacroSeriesInfo): void => macroView.getState().show({ series: id });
  return (
    <section aria-label="States" className={styles['part']}>
      <Section
        title="States"
        sub={rows.length === series.length ? formatCount(rows.length, 'series', 'series') : `${rows.length} of ${series.length} series`}
        end={
          <>
            <Select
              label="Group"
              value={shown}
              options={[{ value: 'all' as const, label: 'all groups' }, ...groups.map((value) => ({ value, label: GROUP_WORDS[value] }))]}
              onChange={(next: MacroGroup | 'all') => show({ group: next })}
            />
            <TextField label="Search the series" placeholder="Search" icon="search" width={112} value={search} onChange={(next) => show({ search: next })} />
            <IconButton icon="save" label="Save CSV of the states" disabled={rows.length === 0 && 'No series is shown.'} onClick={onSave} />
          </>
        }
      />
      <div className={styles['table']} style={{ height: tableHeight(rows.length, headings, most) }}>
        <Table<MacroSeriesInfo>
          ref={table}
          label="Macro states"
          columns={columns}
          rows={rows}
          rowKey={({ id }) => id}
          selected={chosen}
          onSelect={open}
          grouping={{ of: (row) => row.group, heading: (name) => GROUP_WORDS[name as MacroGroup] }}
          empty={
            <EmptyState text="No series passes the filter." action={<Button onClick={() => show({ group: 'all', search: '' })}>Clear the filter</Button>} />
          }
        />
      </div>
    </section>
  );
} // prettier-ignore
