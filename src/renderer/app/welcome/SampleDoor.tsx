import { useState, type ReactElement } from 'react';
import { SAMPLE_INSTRUMENTS } from '#core/sample/instruments';
import { SAMPLE_DAYS } from '#core/sample/timeline';
import type { JobProgress } from '#shared/jobs';
import { formatNumber } from '../../lib/format';
import { cancelJob, isActive, selectLatest, shareOf, useJobs } from '../../state/jobs';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ProgressBar } from '../../ui/ProgressBar';
import { openSample } from '../data-actions';
import { cascadeArt } from './art';
import { Door } from './Door';
import styles from './Welcome.module.css';

const YEARS = Math.round(SAMPLE_DAYS / 365);

export function SampleDoor(): ReactElement {
  const [art] = useState(cascadeArt);
  const job = useJobs(selectLatest('sample'));
  return (
    <Door
      number={1}
      title="Open the sample market"
      art={art}
      text={`A synthetic leverage market of ${YEARS} years and ${SAMPLE_INSTRUMENTS.length} instruments, with cascades whose true cause is known.`}
      points={[
        'Works offline, nothing to set up',
        'Option chains, funding and open interest included',
        'Always labelled as synthetic',
      ]}
    >
      {job && isActive(job) ? <Progress job={job} /> : <Start last={job} />}
    </Door>
  );
}

function Start({ last }: { readonly last: JobProgress | undefined }): ReactElement {
  return (
    <>
      <Button tone="primary" size="large" onClick={openSample} autoFocus>
        Open sample market
      </Button>
      {!last && <span className={styles['aside']}>100&nbsp;MB</span>}
      {last?.state === 'failed' && (
        <span className={styles['failed']} role="alert">
          <Icon name="warning" />
          {last.message || 'It could not be written.'}
        </span>
      )}
      {last?.state === 'cancelled' && <span className={styles['aside']}>cancelled, nothing was kept half</span>}
    </>
  );
}

function Progress({ job }: { readonly job: JobProgress }): ReactElement {
  const share = shareOf(job);
  return (
    <div className={styles['progress']}>
      <div className={styles['count']}>
        <span>{job.message || 'Preparing the market'}</span>
        <span className={styles['figure']}>
          {job.total > 0 ? `${formatNumber(job.done)} / ${formatNumber(job.total)}` : formatNumber(job.done)} {job.unit}
        </span>
      </div>
      <ProgressBar label="Sample market" share={share} wide />
      <Button size="large" onClick={() => void cancelJob(job.id)} autoFocus>
        Cancel
      </Button>
    </div>
  );
}
