import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import type { Followed } from '#shared/sync';
import { formatCount } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { selectOnline, useNetwork } from '../../state/network';
import { selectZone, useSettings } from '../../state/settings';
import {
  connectSource,
  datasetKey,
  loadSources,
  selectFollowed,
  selectSources,
  selectSyncState,
  startSync,
  syncAll,
  unfollow,
  useSync,
} from '../../state/sync';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { sourceColumns, sourceHeading } from './columns';

/** The data sets that are kept current, by source, and how each of them stands. */
export function SourcesPane(): ReactElement {
  const sources = useSync(selectSources);
  const followed = useSync(selectFollowed);
  const { items, jobId } = useSync(selectSyncState);
  const online = useNetwork(selectOnline);
  const zone = useSettings(selectZone);
  const now = useNow();
  const [selected, setSelected] = useState<string>();
  const table = useRef<TableHandle>(null);
  useEffect(() => void loadSources(), [jobId]);
  const columns = useMemo(() => sourceColumns(sources, items, zone), [sources, items, zone]);
  const chosen = followed.find((one) => datasetKey(one) === selected);
  const why = chosen ? undefined : 'Choose a data set first.';
  const busy = jobId !== null && 'A sync is running.';
  const entries: readonly MenuEntry[] = [
    {
      label: 'Fetch it now',
      icon: 'next',
      disabled: why ?? (busy || undefined),
      onSelect: () => chosen && void startSync([chosen]),
    },
    { label: 'Do not keep it current', icon: 'close', disabled: why, onSelect: () => chosen && void unfollow(chosen) },
  ];
  return (
    <PaneFrame
      title="Sources"
      sub={followed.length > 0 ? formatCount(followed.length, 'data set') : ''}
      menu={entries}
      tools={
        <>
          <IconButton
            icon="save"
            label="Save CSV of the data sets"
            disabled={followed.length === 0 && 'There are none.'}
            onClick={() => table.current?.saveCsv()}
          />
          <Menu
            trigger={
              <Button tone="quiet" menu>
                Data set
              </Button>
            }
            entries={entries}
          />
          <Button
            disabled={followed.length === 0 ? 'No data set is kept current.' : busy}
            onClick={() => void syncAll()}
          >
            Sync all
          </Button>
          <Button icon="plus" onClick={() => connectSource()}>
            Source
          </Button>
        </>
      }
    >
      <Table<Followed>
        ref={table}
        label="Sources"
        columns={columns}
        rows={followed}
        rowKey={datasetKey}
        selected={selected}
        onSelect={(row) => setSelected(datasetKey(row))}
        onActivate={(row) => void startSync([row])}
        grouping={{
          of: ({ source }) => source,
          heading: (id, members) =>
            sourceHeading(
              sources.find((one) => one.id === id),
              members.length,
              now,
            ),
        }}
        empty={
          <EmptyState
            icon="plug"
            text="No source is connected."
            hint={
              online
                ? 'Public figures of venues and statistics offices, fetched once and then kept current.'
                : 'This computer is offline. What is stored is all there; sources can be connected when it is back.'
            }
            action={
              <Button tone="primary" onClick={() => connectSource()}>
                Connect a source
              </Button>
            }
          />
        }
      />
    </PaneFrame>
  );
}
