import { useMemo, useRef, type ReactElement } from 'react';
import type { GapEntry } from '#shared/market';
import { call } from '../../lib/call';
import { formatCount, formatNumber } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState, ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { gapColumns } from './columns';

const LIMIT = 5_000;
const NONE: readonly GapEntry[] = [];

/** Runs of missing rows between the first and the last of each series. */
export function GapsPane(): ReactElement {
  const zone = useSettings(selectZone);
  const asOf = useRestedAsOf();
  const reply = useReply(`gaps ${asOf ?? 'live'}`, () => call('series:gaps', { limit: LIMIT, ...asOfArgs(asOf) }));
  const table = useRef<TableHandle>(null);
  const columns = useMemo(() => gapColumns(zone), [zone]);
  const rows = reply.value ?? NONE;
  const count = rows.length === LIMIT ? `the ${formatNumber(LIMIT)} longest gaps` : formatCount(rows.length, 'gap');
  return (
    <PaneFrame
      title="Gaps"
      sub={rows.length > 0 ? count : ''}
      tools={
        <IconButton
          icon="save"
          label="Save CSV"
          disabled={rows.length === 0 && 'There are no gaps.'}
          onClick={() => table.current?.saveCsv()}
        />
      }
    >
      <Table
        ref={table}
        label="Gaps"
        columns={columns}
        rows={rows}
        rowKey={(row) => `${row.seriesId} ${row.from}`}
        defaultSort={{ column: 'missing', direction: 'descending' }}
        loading={reply.loading}
        empty={<EmptyState text="No row is missing between the first and the last of any series." />}
        error={
          reply.error && (
            <ErrorState
              what="The gaps could not be counted."
              then={`${reply.error.message} Nothing was changed.`}
              action={<Button onClick={reply.reload}>Try again</Button>}
            />
          )
        }
      />
    </PaneFrame>
  );
}
