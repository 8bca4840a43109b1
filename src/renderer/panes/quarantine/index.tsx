import { useMemo, useRef, useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { QuarantineEntry } from '#shared/market';
import { call, tryCall } from '../../lib/call';
import { formatCount, formatNumber } from '../../lib/format';
import { asOfArgs } from '../../state/clock';
import { useRestedAsOf } from '../../state/rested-clock';
import { data } from '../../state/data';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState, ErrorState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { quarantineColumns, reasonOf } from './columns';
import { Contradiction } from './Contradiction';
import styles from './quarantine.module.css';

const LIMIT = 1_000;
const NONE: readonly QuarantineEntry[] = [];

/** Rows that were set aside, with the reason and the place they came from. */
export function QuarantinePane(): ReactElement {
  const zone = useSettings(selectZone);
  const asOf = useRestedAsOf();
  const [limit, setLimit] = useState(LIMIT);
  const reply = useReply(`quarantine ${limit} ${asOf ?? 'live'}`, () => readRows(limit, asOf));
  const [selected, setSelected] = useState<number>();
  const [deleting, setDeleting] = useState<'one' | 'all'>();
  const [taking, setTaking] = useState(false);
  const table = useRef<TableHandle>(null);
  const columns = useMemo(() => quarantineColumns(zone), [zone]);
  const rows = reply.value?.rows ?? NONE;
  const total = reply.value?.total ?? 0;
  const contradictions = rows.filter(({ conflict }) => conflict?.replaceable);
  const chosen = rows.find((row) => row.id === selected);
  const remove = async (): Promise<void> => {
    const ids = deleting === 'one' && chosen ? [chosen.id] : rows.map((row) => row.id);
    setDeleting(undefined);
    if ((await tryCall('quarantine:delete', { ids })) !== undefined) data.getState().bump();
  };
  /** A decision about contradictions: the stored rows stand, or the newer ones take their place. */
  const decide = async (channel: 'quarantine:delete' | 'quarantine:accept', ids: readonly number[]): Promise<void> => {
    setTaking(false);
    if ((await tryCall(channel, { ids: [...ids] })) !== undefined) data.getState().bump();
  };
  return (
    <PaneFrame
      title="Quarantined rows"
      sub={total === 0 ? '' : `${formatCount(total, 'row')}, used in no figure`}
      tools={
        <>
          <Button
            tone="quiet"
            icon="trash"
            disabled={!chosen && 'Choose a row first.'}
            onClick={() => setDeleting('one')}
          >
            Delete
          </Button>
          <IconButton
            icon="save"
            label="Save CSV"
            disabled={rows.length === 0 && 'There are no rows.'}
            onClick={() => table.current?.saveCsv()}
          />
        </>
      }
      menu={[
        {
          label: 'Take all new values',
          disabled: contradictions.length === 0 && 'No row contradicts a stored one',
          onSelect: () => setTaking(true),
        },
        {
          label: 'Delete all quarantined rows',
          icon: 'trash',
          danger: true,
          disabled: rows.length === 0 && 'There are none',
          onSelect: () => setDeleting('all'),
        },
      ]}
    >
      <div className={styles['pane']}>
        <Table
          ref={table}
          label="Quarantined rows"
          columns={columns}
          rows={rows}
          rowKey={(row) => String(row.id)}
          selected={selected === undefined ? undefined : String(selected)}
          onSelect={(row) => setSelected(row.id)}
          loading={reply.loading}
          empty={
            <EmptyState
              text={
                asOf === null
                  ? 'No row is quarantined: everything that was imported could be used.'
                  : 'No quarantined row of a series was known by the instant of the clock. Those that reached no series are shown live only.'
              }
            />
          }
          error={
            reply.error && (
              <ErrorState
                what="The quarantined rows could not be read."
                then={`${reply.error.message} Nothing was changed.`}
                action={<Button onClick={reply.reload}>Try again</Button>}
              />
            )
          }
        />
        {chosen && (
          <div className={styles['detail']} data-copyable>
            <span>{chosen.detail || reasonOf(chosen)}</span>
            {chosen.conflict ? (
              <Contradiction
                conflict={chosen.conflict}
                zone={zone}
                refused={
                  !chosen.conflict.replaceable && 'A release is revised by a release of its own, never replaced.'
                }
                onKeep={() => void decide('quarantine:delete', [chosen.id])}
                onTake={() => void decide('quarantine:accept', [chosen.id])}
              />
            ) : (
              <code title={chosen.file}>{chosen.text}</code>
            )}
          </div>
        )}
        {rows.length < total && (
          <p className={styles['more']}>
            {formatNumber(total - rows.length)} more rows.
            <Button tone="quiet" onClick={() => setLimit((before) => before + LIMIT)}>
              Show more
            </Button>
          </p>
        )}
      </div>
      <Dialog
        open={deleting !== undefined}
        onClose={() => setDeleting(undefined)}
        title={
          deleting === 'one' ? 'Delete this quarantined row?' : `Delete ${formatNumber(rows.length)} quarantined rows?`
        }
        description="Only the note of what was set aside is lost. No stored row and no figure changes. Importing the file again brings it back, but not a row that contradicts a stored one: deleting it keeps the stored one, and the same values are not set aside again."
        actions={
          <>
            <Button size="large" onClick={() => setDeleting(undefined)}>
              Keep
            </Button>
            <Button size="large" tone="danger" onClick={() => void remove()}>
              Delete
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
      <Dialog
        open={taking}
        onClose={() => setTaking(false)}
        title={`Take the new values of ${formatCount(contradictions.length, 'row')}?`}
        description="The stored values are replaced, and what was computed from them is stale. If what is stored of one has changed since, nothing is replaced."
        actions={
          <>
            <Button size="large" onClick={() => setTaking(false)}>
              Keep stored
            </Button>
            <Button
              size="large"
              tone="danger"
              onClick={() =>
                void decide(
                  'quarantine:accept',
                  contradictions.map(({ id }) => id),
                )
              }
            >
              Take the new
            </Button>
          </>
        }
      >
        {null}
      </Dialog>
    </PaneFrame>
  );
}

/** A call answers at most 1,000 rows. */
async function readRows(limit: number, asOf: Ms | null): Promise<{ total: number; rows: readonly QuarantineEntry[] }> {
  const rows: QuarantineEntry[] = [];
  for (let offset = 0; ; offset += LIMIT) {
    const page = await call('quarantine:list', { seriesId: null, offset, limit: LIMIT, ...asOfArgs(asOf) });
    rows.push(...page.rows);
    if (rows.length >= Math.min(limit, page.total) || page.rows.length === 0) return { total: page.total, rows };
  }
}
