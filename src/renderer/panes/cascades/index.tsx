import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { CascadeRow } from '#shared/cascades';
import { formatTime } from '../../lib/format';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { useKnownCascades } from '../../state/known-cascades';
import { selectPaneGroup, selectPaneLink, useLink } from '../../state/link';
import { openCascade } from '../../state/open-cascade';
import { playCascade } from '../../state/scenario';
import { selectCascadeId, useSelection } from '../../state/selection';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { ReplayBefore } from '../shared/replay/ReplayBefore';
import { CascadeFilters } from './CascadeFilters';
import { cascadeColumns } from './columns';
import { NoCascades } from './NoCascades';
import { describeFilter, filterCascades, NO_FILTER } from './filter';

const NONE: readonly CascadeRow[] = [];
const newest = (rows: readonly CascadeRow[]): number =>
  rows.reduce((latest, { decision }) => Math.max(latest, decision), -Infinity);

export function CascadesPane({ id }: { readonly id: string }): ReactElement {
  const { instrument: instrumentId } = useLink(selectPaneGroup(id));
  const letter = useLink(selectPaneLink(id));
  const instrument = useInstruments(selectInstrument(instrumentId));
  const zone = useSettings(selectZone);
  const selected = useSelection(selectCascadeId);
  const [filter, setFilter] = useState(NO_FILTER);
  const table = useRef<TableHandle>(null);
  const reply = useKnownCascades(instrumentId);
  const all = reply.rows ?? NONE;
  useShown(id, newest(all));
  const columns = useMemo(() => cascadeColumns(zone), [zone]);
  const rows = useMemo(
    () => filterCascades(all, filter, (row) => columns.map((column) => column.text(row)).join(' ')),
    [all, filter, columns],
  );
  const first = all.reduce((least, row) => Math.min(least, row.start), Infinity);
  const chosen = rows.find((row) => row.id === selected);
  const open = (row: CascadeRow): void => openCascade(row, letter, id);
  return (
    <PaneFrame
      title="Cascades"
      sub={
        reply.error
          ? ''
          : describeFilter(rows.length, Number.isFinite(first) ? formatTime(first, zone, 'day') : '', filter)
      }
      tools={
        <>
          <CascadeFilters filter={filter} onChange={setFilter} />
          <ReplayBefore event={all.find((row) => row.id === selected)} />
          <IconButton
            icon="play"
            label="Play this on today's price"
            disabled={!chosen && 'Choose a cascade in the table.'}
            onClick={() => chosen && playCascade(chosen)}
          />
          <IconButton icon="save" label="Save CSV" onClick={() => table.current?.saveCsv()} />
        </>
      }
    >
      <Table
        ref={table}
        label="Cascades"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.id}
        selected={selected}
        onSelect={open}
        onActivate={open}
        defaultSort={{ column: 'start', direction: 'descending' }}
        loading={instrumentId !== null && reply.rows === undefined && reply.error === undefined}
        empty={
          all.length > 0 ? (
            <NoCascades filtered onClear={() => setFilter(NO_FILTER)} instrument={instrument} />
          ) : (
            <NoCascades filtered={false} instrument={instrument} />
          )
        }
        error={
          reply.error && (
            <ErrorState
              what="The events could not be read."
              then={`${reply.error.message} Nothing was changed.`}
              action={<Button onClick={reply.reload}>Try again</Button>}
            />
          )
        }
      />
    </PaneFrame>
  );
}
