import type { ReactElement } from 'react';
import type { JobProgress } from '#shared/jobs';
import { cx } from '../lib/class-names';
import { formatBytes, formatCount, formatNumber, formatTimeZoned, zoneName } from '../lib/format';
import { selectIsBlind, useBlind } from '../state/blind';
import { selectIsPast, useClock } from '../state/clock';
import { runCommand } from '../state/commands';
import { selectDatabaseBytes, useDatabase } from '../state/database';
import { cancelJob, selectRunning, shareOf, useJobs } from '../state/jobs';
import { selectLastError, useNotices } from '../state/notices';
import { selectOnline, useNetwork } from '../state/network';
import { selectZone, settings, useSettings } from '../state/settings';
import { selectFollowed, selectSyncState, useSync } from '../state/sync';
import { IconButton } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { ProgressBar } from '../ui/ProgressBar';
import { Tooltip } from '../ui/Tooltip';
import styles from './StatusBar.module.css';

const MOST_JOBS = 3;

export function StatusBar(): ReactElement {
  const running = useJobs(selectRunning);
  return (
    <footer className={styles['bar']} aria-label="Status">
      <Network />
      <Sync />
      {running.length === 0 && <span className={styles['cell']}>No jobs</span>}
      {running.slice(0, MOST_JOBS).map((job) => (
        <Job key={job.id} job={job} />
      ))}
      {running.length > MOST_JOBS && (
        <span className={styles['cell']}>{formatCount(running.length - MOST_JOBS, 'more job')}</span>
      )}
      <span className={styles['gap']} />
      <Database />
      <LastError />
      <Zone />
    </footer>
  );
}

function Network(): ReactElement {
  const online = useNetwork(selectOnline);
  return (
    <span className={styles['cell']} role="status">
      <span className={cx(styles['dot'], online && styles['full'])} />
      {online ? 'Online' : 'Offline'}
    </span>
  );
}

/** What is kept current; a run that goes on is told as a job. In the past nothing is fetched into the view. */
function Sync(): ReactElement {
  const isPast = useClock(selectIsPast);
  const followed = useSync(selectFollowed).length;
  const { recordings, items } = useSync(selectSyncState);
  const recording = recordings.filter(({ state }) => state === 'recording').length;
  const failed = items.filter(({ state }) => state === 'failed').length;
  const text = [
    followed === 0 ? 'Nothing to sync' : `${formatCount(followed, 'data set')} kept current`,
    recording > 0 && `recording ${formatCount(recording, 'venue')}`,
    failed > 0 && `${failed} failed`,
  ];
  return (
    <button type="button" className={styles['cell']} onClick={() => runCommand('pane.show.sync-queue')}>
      {isPast ? 'Sync held while in replay' : text.filter(Boolean).join(', ')}
    </button>
  );
}

function Job({ job }: { readonly job: JobProgress }): ReactElement {
  const share = shareOf(job);
  const blind = useBlind(selectIsBlind); // its message names what it works on
  const count =
    job.total > 0 ? `${formatNumber(job.done)} / ${formatNumber(job.total)} ${job.unit}` : formatNumber(job.done);
  return (
    <span className={styles['cell']}>
      <Tooltip side="top" text={(!blind && job.message) || `${count}`}>
        <span className={styles['job']} tabIndex={0}>
          {job.label}
          {job.state === 'queued' ? (
            <span className={styles['quiet']}>waits</span>
          ) : (
            <>
              <ProgressBar label={job.label} share={share} />
              <span className={styles['mono']}>
                {Number.isFinite(share) ? `${Math.floor(share * 100)} %` : formatNumber(job.done)}
              </span>
            </>
          )}
        </span>
      </Tooltip>
      <IconButton
        icon="close"
        iconSize={12}
        label={`Cancel ${job.label}`}
        className={styles['cancel']}
        onClick={() => void cancelJob(job.id)}
      />
    </span>
  );
}

function Database(): ReactElement {
  const bytes = useDatabase(selectDatabaseBytes);
  return (
    <button
      type="button"
      className={cx(styles['cell'], styles['right'])}
      onClick={() => runCommand('pane.show.database')}
    >
      Database <span className={styles['mono']}>{formatBytes(bytes)}</span>
    </button>
  );
}

function LastError(): ReactElement {
  const error = useNotices(selectLastError);
  const zone = useSettings(selectZone);
  const blind = useBlind(selectIsBlind); // the time of day here is none of the market: it would be counted from its date
  if (!error) return <span className={cx(styles['cell'], styles['right'])}>No errors</span>;
  return (
    <Tooltip side="top" text={blind ? 'Click for the log.' : `${formatTimeZoned(error.at, zone)}. Click for the log.`}>
      <button
        type="button"
        className={cx(styles['cell'], styles['right'], styles['bad'])}
        onClick={() => runCommand('app.log')}
      >
        <Icon name="warning" size={12} />
        <span className={styles['what']}>{error.title}</span>
      </button>
    </Tooltip>
  );
}

function Zone(): ReactElement {
  const zone = useSettings(selectZone);
  const other = zone === 'utc' ? 'local' : 'utc';
  return (
    <Tooltip side="top" text={`Change to ${other === 'utc' ? 'UTC' : 'local time'}`}>
      <button
        type="button"
        className={cx(styles['cell'], styles['right'])}
        onClick={() => settings.getState().patch({ zone: other })}
      >
        Times in {zone === 'utc' ? 'UTC' : `local time, ${zoneName('local')}`}
      </button>
    </Tooltip>
  );
}
