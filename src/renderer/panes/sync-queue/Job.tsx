import type { ReactElement } from 'react';
import type { JobProgress } from '#shared/jobs';
import { formatTime } from '../../lib/format';
import { cancelJob, isActive, shareOf } from '../../state/jobs';
import { selectZone, useSettings } from '../../state/settings';
import { IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProgressBar } from '../../ui/ProgressBar';
import { STATE_ICONS } from './state-icons';
import styles from './sync-queue.module.css';

/** An import, the sample market, a restored copy. */
export function Job({ job }: { readonly job: JobProgress }): ReactElement {
  const zone = useSettings(selectZone);
  const active = isActive(job);
  return (
    <li className={styles['job']} data-state={job.state}>
      <Icon name={STATE_ICONS[job.state]} size={14} />
      <span className={styles['label']}>{job.label}</span>
      <span className={styles['message']} title={job.message} data-copyable>
        {job.state === 'cancelled' ? 'cancelled, what was read before is kept' : job.message}
      </span>
      {active ? (
        <ProgressBar label={job.label} share={shareOf(job)} />
      ) : (
        <span className={styles['when']}>{formatTime(job.startedAt, zone)}</span>
      )}
      {active ? (
        <IconButton icon="close" label={`Cancel ${job.label}`} onClick={() => void cancelJob(job.id)} />
      ) : (
        <span />
      )}
    </li>
  );
}
