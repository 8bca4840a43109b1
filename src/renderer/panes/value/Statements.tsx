import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { Item } from '#core/value/types';
import type { EntityReading, StoredRow } from '#shared/value';
import { formatCount, formatTimeZoned, type Zone } from '../../lib/format';
import { importStatements, removeRows } from '../../state/entities';
import { Button, IconButton } from '../../ui/Button';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { itemsFor } from '../shared/value/words';
import { RowDialog } from './RowDialog';
import { rowKeyOf, statementColumns, supersededKeys } from './statement-columns';
import styles from './value.module.css';

interface StatementsProps {
  readonly reading: EntityReading;
  readonly asOf: Ms | null;
  readonly zone: Zone;
}

const SYNCED = 'It was read from figures of a provider: those are not changed here.';

/** Every dated figure of an entity that was published by the clock. */
export function Statements({ reading, asOf, zone }: StatementsProps): ReactElement {
  const { entity, rows } = reading;
  const [chosenKey, setChosen] = useState<string>();
  const [dialog, setDialog] = useState<{ readonly row: StoredRow | null; readonly item: Item }>();
  const table = useRef<TableHandle>(null);
  const superseded = useMemo(() => supersededKeys(rows), [rows]);
  const columns = useMemo(() => statementColumns(zone, superseded), [zone, superseded]);
  const chosen = rows.find((row) => rowKeyOf(row) === chosenKey);
  const none = chosen === undefined && 'Choose a figure first.';
  const why = none || (chosen?.own === false && SYNCED);
  const add = (): void => setDialog({ row: null, item: chosen?.item ?? itemsFor(entity.kind)[0]! });
  const edit = (row: StoredRow): void => {
    if (row.own) setDialog({ row, item: row.item });
  };
  return (
    <div className={styles['statements']}>
      <div className={styles['bar']}>
        <Button icon="plus" onClick={add}>
          Figure
        </Button>
        <Button disabled={why} onClick={() => chosen && edit(chosen)}>
          Edit
        </Button>
        <IconButton icon="trash" label="Remove the figure" disabled={why} onClick={() => chosen && void removeRows(entity.id, [chosen])} />
        <span className={styles['barEnd']}>
          <span className={styles['quiet']}>
            {formatCount(rows.length, 'figure')}
            {asOf !== null && `, as known at ${formatTimeZoned(asOf, zone)}`}
          </span>
          <IconButton icon="folder" label="Import statements" onClick={() => void importStatements('value')} />
          <IconButton icon="save" label="Save the statements as CSV" disabled={rows.length === 0 && 'There are none.'} onClick={() => table.current?.saveCsv()} />
        </span>
      </div>
      <div
        className={styles['table']}
        onKeyDown={(event) => {
          if (event.key === 'Delete' && chosen) void removeRows(entity.id, [chosen]);
        }}
      >
        <Table
          ref={table}
          label={`Statements of ${entity.name}`}
          columns={columns}
          rows={rows}
          rowKey={rowKeyOf}
          selected={chosen ? rowKeyOf(chosen) : null}
          onSelect={(row) => setChosen(rowKeyOf(row))}
          onActivate={edit}
          defaultSort={{ column: 'period', direction: 'descending' }}
          isOff={(row) => superseded.has(rowKeyOf(row))}
          empty={
            <EmptyState
              text={asOf === null ? 'No figure is kept of this entity yet.' : 'No figure of this entity was published by then.'}
              hint="A figure is known from the day it was published on."
              action={
                <Button tone="primary" onClick={add}>
                  Type the first figure
                </Button>
              }
            />
          }
        />
      </div>
      {dialog && (
        <RowDialog entity={entity} rows={rows} row={dialog.row} item={dialog.item} asOf={asOf} zone={zone} onClose={() => setDialog(undefined)} />
      )}
    </div>
  );
} // prettier-ignore
