import type { ReactElement } from 'react';
import type { JobProgress } from '#shared/jobs';
import { formatCount, formatTime } from '../../lib/format';
import { runCommand } from '../../state/commands';
import { cancelJob, isActive, shareOf, useJobs } from '../../state/jobs';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { ProgressBar } from '../../ui/ProgressBar';
import { EmptyState } from '../../ui/States';
import styles from './sync-queue.module.css';

/** Jobs that bring data in. */
const BRINGS_DATA: ReadonlySet<JobProgress['kind']> = new Set(['import', 'sample', 'detect', 'restore']);

/** What is on its way into the database. Sources do not sync yet: it says so, and shows the imports that run. */
export function SyncQueuePane(): ReactElement {
  const all = useJobs((s) => s.list);
  const list = all.filter((job) => BRINGS_DATA.has(job.kind)).toReversed();
  const running = list.filter(isActive).length;
  return (
    <PaneFrame title="Sync queue" sub={running > 0 ? `${formatCount(running, 'job')} running` : ''} scroll>
      {list.length === 0 ? (
        <EmptyState
          text="Nothing is waiting."
          hint="Syncing from venues comes with a later version. Until then files bring the data in."
          action={<Button onClick={() => runCommand('data.import')}>Import files</Button>}
        />
      ) : (
        <>
          <ul className={styles['list']}>
            {list.map((job) => (
              <Job key={job.id} job={job} />
            ))}
          </ul>
          <p className={styles['note']}>Syncing from venues comes with a later version.</p>
        </>
      )}
    </PaneFrame>
  );
}

const ICONS = { queued: 'pause', running: 'play', done: 'check', failed: 'warning', cancelled: 'close' } as const;

function Job({ job }: { readonly job: JobProgress }): ReactElement {
  const zone = useSettings(selectZone);
  const active = isActive(job);
  return (
    <li className={styles['job']} data-state={job.state}>
      <Icon name={ICONS[job.state]} size={14} />
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
