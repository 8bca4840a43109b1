import type { ReactElement } from 'react';
import type { SyncState } from '#shared/sync';
import { formatDuration, formatShort, formatTimeZoned } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { cancelSync } from '../../state/sync';
import { Button } from '../../ui/Button';
import styles from './sync-queue.module.css';

/** How the run as a whole stands; nothing while none has been. */
export function Summary({ state }: { readonly state: SyncState }): ReactElement | null {
  const zone = useSettings(selectZone);
  const { items, jobId, rate, remainingSeconds, network, next } = state;
  const done = items.filter((item) => item.state === 'done').length;
  const words = [
    network === 'offline' && jobId !== null && 'offline: goes on by itself when the network is back',
    jobId !== null && `${done} of ${items.length} data sets`,
    rate !== null && `${formatShort(rate)} rows/s`,
    remainingSeconds !== null && `about ${formatDuration(Math.max(1, Math.ceil(remainingSeconds)) * 1_000)} left`,
    jobId === null && next !== null && `next run ${formatTimeZoned(next, zone)}`,
  ].filter(Boolean);
  if (words.length === 0) return null;
  return (
    <div className={styles['summary']} role="status">
      <span>{words.join(', ')}</span>
      {jobId !== null && <Button onClick={() => void cancelSync()}>Cancel</Button>}
    </div>
  );
}
