import { useState, type ReactElement } from 'react';
import type { SeriesSummary } from '#shared/market';
import { tryCall } from '../../lib/call';
import { formatCount, formatTime } from '../../lib/format';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { nameOf } from './columns';

interface DeleteSeriesProps {
  readonly series: SeriesSummary | undefined;
  readonly onClose: () => void;
}

/** Asks before rows are lost. */
export function DeleteSeries({ series, onClose }: DeleteSeriesProps): ReactElement {
  const [busy, setBusy] = useState(false);
  const remove = async (): Promise<void> => {
    if (!series) return;
    setBusy(true);
    await tryCall('series:delete', { id: series.id });
    setBusy(false);
    onClose();
  };
  const span = series ? `${formatTime(series.from, 'utc', 'day')} to ${formatTime(series.to, 'utc', 'day')}` : '';
  return (
    <Dialog
      open={series !== undefined}
      onClose={onClose}
      title={`Delete ${series ? nameOf(series) : ''}?`}
      description={
        series &&
        `${formatCount(series.rows, 'row')} from ${series.source}, ${span}, leave the database for good. Other sources of the same stay. A backup taken before, or the file they came from, brings them back.`
      }
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Keep
          </Button>
          <Button size="large" tone="danger" disabled={busy && 'Deleting.'} onClick={() => void remove()}>
            Delete
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
}
