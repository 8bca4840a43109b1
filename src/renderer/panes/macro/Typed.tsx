import { useMemo, useState, type ReactElement } from 'react';
import type { MacroEntry, MacroSeriesInfo } from '#shared/macro';
import { exactTime, formatCount, formatTime, zoneName, type Zone } from '../../lib/format';
import { changeEntry, macroEntries, selectCanUndoEntry, useMacroEntries } from '../../state/macro-entries';
import { notify } from '../../state/notices';
import { runCommand } from '../../state/commands';
import { Button, IconButton } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Table, type Column } from '../../ui/table';
import { draftOf } from './entry';
import { decimalsFor, periodWords, print, said } from './figures';
import styles from './macro.module.css';
import { tableHeight } from './table-height';
import { WHY } from './words';

interface TypedProps {
  readonly entries: readonly MacroEntry[];
  readonly series: readonly MacroSeriesInfo[];
  readonly zone: Zone;
}

const MOST_ROWS = 6;
const keyOf = ({ series, period, released }: MacroEntry): string => `${series} ${period} ${released ?? ''}`;

/** What a person typed in: to be changed or taken out. */
export function Typed({ entries, series, zone }: TypedProps): ReactElement | null {
  const [chosen, setChosen] = useState<string | null>(null);
  const canUndo = useMacroEntries(selectCanUndoEntry);
  const columns = useMemo(() => columnsOf(series, zone), [series, zone]);
  if (entries.length === 0 && !canUndo) return null;
  const selected = entries.find((entry) => keyOf(entry) === chosen);
  const none = !selected && 'Choose one in the table.';
  const edit = (entry: MacroEntry): void => macroEntries.getState().edit({ entry, series: null });
  const remove = (entry: MacroEntry): void =>
    void changeEntry(entry, null).catch((cause: unknown) =>
      notify({
        tone: 'error',
        title: 'It could not be deleted',
        detail: `${cause instanceof Error ? cause.message : String(cause)} It stays.`,
      }),
    );
  return (
    <section aria-label="Typed in" className={styles['part']}>
      <Section
        title="Typed in"
        sub={formatCount(entries.length, 'entry', 'entries')}
        end={
          <>
            <Button tone="quiet" disabled={none} onClick={() => selected && edit(selected)}>
              Edit
            </Button>
            <IconButton
              icon="trash"
              label="Delete what was typed in"
              disabled={none}
              onClick={() => selected && remove(selected)}
            />
            <IconButton
              icon="undo"
              label="Undo the last typed figure"
              disabled={!canUndo && 'Nothing was typed in or deleted.'}
              onClick={() => runCommand('macro.undoEntry')}
            />
          </>
        }
      />
      <div className={styles['table']} style={{ height: tableHeight(entries.length, 0, MOST_ROWS) }}>
        <Table<MacroEntry>
          label="Typed figures"
          columns={columns}
          rows={entries}
          rowKey={keyOf}
          selected={chosen}
          onSelect={(entry) => setChosen(keyOf(entry))}
          onActivate={edit}
          empty={<p className={styles['note']}>Nothing is typed in any more.</p>}
        />
      </div>
    </section>
  );
}

function columnsOf(series: readonly MacroSeriesInfo[], zone: Zone): readonly Column<MacroEntry>[] {
  const of = (entry: MacroEntry): MacroSeriesInfo | undefined => series.find(({ id }) => id === draftOf(entry, null).series);
  const figure = (entry: MacroEntry): string => {
    const unit = of(entry)?.unit ?? entry.unit;
    return entry.value === null ? 'date alone' : said(print(entry.value, unit, decimalsFor(unit, entry.value), ''));
  };
  return [
    { id: 'series', title: 'Series', kind: 'word', width: 132, grow: true, value: ({ series: id }) => id, text: (entry) => of(entry)?.label ?? (entry.label || entry.series) },
    { id: 'kind', title: 'Kind', kind: 'word', width: 80, value: (entry) => draftOf(entry, null).kind, text: (entry) => draftOf(entry, null).kind },
    { id: 'period', title: 'Period', kind: 'word', width: 84, leave: 1, value: ({ period }) => period, text: (entry) => periodWords(entry.period, of(entry)?.frequency ?? '') },
    { id: 'value', title: 'Figure', kind: 'figure', width: 92, value: ({ value }) => value, text: figure, exact: ({ value }) => (value === null ? '' : String(value)) },
    { id: 'released', title: `Released, ${zoneName(zone)}`, kind: 'time', width: 128, leave: 2, value: ({ released }) => released ?? NaN, text: ({ released }) => formatTime(released ?? NaN, zone, 'minute', WHY.untold), exact: ({ released }) => exactTime(released ?? NaN) },
  ];
} // prettier-ignore
