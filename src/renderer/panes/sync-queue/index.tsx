import { useEffect, type ReactElement } from 'react';
import type { JobProgress } from '#shared/jobs';
import { formatCount } from '../../lib/format';
import { runCommand } from '../../state/commands';
import { isActive, useJobs } from '../../state/jobs';
import { connectSource, loadSources, selectFollowed, selectSyncState, useSync } from '../../state/sync';
import { Button } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { Section } from '../../ui/Section';
import { EmptyState } from '../../ui/States';
import { Items } from './Items';
import { Job } from './Job';
import { Recordings } from './Recordings';
import { SyncTools } from './SyncTools';
import { Summary } from './Summary';
import styles from './sync-queue.module.css';

/** Jobs that bring data in from disk; those of market sync are shown data set by data set. */
const FROM_DISK: ReadonlySet<JobProgress['kind']> = new Set(['import', 'sample', 'detect', 'restore']);

/** What is on its way into the database, from where, and how fast. */
export function SyncQueuePane(): ReactElement {
  const all = useJobs((s) => s.list);
  const state = useSync(selectSyncState);
  const followed = useSync(selectFollowed);
  const hasItems = state.items.length > 0;
  useEffect(() => {
    if (hasItems) void loadSources(); // their names
  }, [hasItems]);
  const jobs = all.filter((job) => FROM_DISK.has(job.kind)).toReversed();
  const running = jobs.filter(isActive).length + state.items.filter(({ state: s }) => s === 'running').length;
  const isEmpty = jobs.length === 0 && state.items.length === 0;
  return (
    <PaneFrame
      title="Sync queue"
      sub={running > 0 ? `${formatCount(running, 'task')} running` : ''}
      tools={<SyncTools />}
      scroll
    >
      <Summary state={state} />
      {isEmpty && (
        <EmptyState
          text={followed.length > 0 ? 'Nothing is waiting.' : 'Nothing is kept current yet.'}
          action={
            followed.length === 0 && (
              <>
                <Button onClick={() => connectSource()}>Connect a source</Button>
                <Button onClick={() => runCommand('data.import')}>Import files</Button>
              </>
            )
          }
        />
      )}
      {state.items.length > 0 && <Items items={state.items} />}
      {jobs.length > 0 && (
        <>
          {state.items.length > 0 && <Section title="From disk" />}
          <ul className={styles['list']}>
            {jobs.map((job) => (
              <Job key={job.id} job={job} />
            ))}
          </ul>
        </>
      )}
      <Recordings />
    </PaneFrame>
  );
}
