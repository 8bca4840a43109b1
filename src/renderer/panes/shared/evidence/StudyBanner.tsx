import type { ReactElement } from 'react';
import type { StudyResult } from '#core/evidence/types';
import type { StudyReply, StudySpecInput } from '#shared/evidence';
import type { JobProgress } from '#shared/jobs';
import { formatCount, formatNumber } from '../../../lib/format';
import { isSame } from '../../../lib/same';
import { cancelJob, shareOf } from '../../../state/jobs';
import { layout } from '../../../state/layout';
import { Button } from '../../../ui/Button';
import { Icon } from '../../../ui/Icon';
import { ProgressBar } from '../../../ui/ProgressBar';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/States';
import type { StudyView } from './use-study';
import styles from './evidence.module.css';

/** Which parts of a question differ from that of the figures shown. */
export function changedParts(shown: StudyResult['spec'], asked: StudySpecInput): string {
  const parts = [
    [!isSame(shown.rule, asked.rule), 'rule'],
    [shown.costBp !== asked.costBp, 'cost line'],
    [shown.undercutBp !== asked.undercutBp, 'undercut margin'],
    [!isSame(shown.horizonsMs, asked.horizonsMs), 'horizons'],
  ] as const;
  return parts.filter(([differs]) => differs).map(([, name]) => name).join(' and '); // prettier-ignore
}

/** Says above the figures when they are not, or not surely, the answer to what is asked. */
export function StudyBanner({ view }: { readonly view: StudyView }): ReactElement | null {
  const { result, standing, spec, job, run, reply } = view;
  if (!result || !spec) return null;
  const leak = result.lookahead;
  if (standing === 'current' && !leak.clean)
    return (
      <BannerLine>
        {`${formatCount(leak.changed.length, 'decision')} of ${formatNumber(leak.checked)} change on data cut at their own instant: the rule looks ahead, and nothing here can be relied on.`}
      </BannerLine>
    );
  if (standing === 'current' && !leak.plantedCaught && result.events > 0)
    return (
      <BannerLine>The lookahead test missed the leak that was planted for it: its answer says nothing.</BannerLine>
    );
  if (standing === 'current' || standing === 'waiting') return null;
  const text =
    standing === 'dataChanged'
      ? 'Stale: the stored data changed since this was computed.'
      : `These figures answer the question before the change of the ${changedParts(result.spec, spec) || 'settings'}.`;
  return (
    <BannerLine
      action={
        !job && (
          <Button onClick={run} disabled={obstacleOf(reply) ?? false}>
            Run again
          </Button>
        )
      }
    >
      {text}
    </BannerLine>
  );
}

/** What keeps the study from being computed; an instrument that lacks something only drops out of it. */
const obstacleOf = (reply: StudyReply | undefined): string | undefined =>
  reply && reply.inputs.length === 0 ? reply.problems[0] : undefined;

/** A finding above figures that has to be read first. */
export function BannerLine({
  children,
  action,
}: {
  readonly children: string;
  readonly action?: ReactElement | false;
}): ReactElement {
  return (
    <div className={styles['banner']} role="status">
      <Icon name="warning" size={14} />
      <span>{children}</span>
      {action}
    </div>
  );
}

/** How far the computation is, for the header of a pane. */
export const StudyProgress = ({ view: { job } }: { readonly view: StudyView }): ReactElement | null =>
  job ? <JobLine job={job} label="Study" /> : null;

export function JobLine({ job, label }: { readonly job: JobProgress; readonly label: string }): ReactElement {
  return (
    <span className={styles['progress']}>
      {job.total > 0 && (
        <span className={styles['count']}>
          {formatNumber(job.done)} / {formatNumber(job.total)}
        </span>
      )}
      <ProgressBar label={label} share={shareOf(job)} />
      <Button tone="quiet" onClick={() => void cancelJob(job.id)}>
        Cancel
      </Button>
    </span>
  );
}

/** What stands in the place of figures while there are none; null once there are. */
export function StudyAbsent({ view }: { readonly view: StudyView }): ReactElement | null {
  const { spec, result, standing, reply, error, reload, job, ended, run } = view;
  if (!spec)
    return (
      <EmptyState
        text="This instrument has no candles that outcomes could be measured on."
        action={<Button onClick={() => layout.getState().open('data')}>Go to Data</Button>}
      />
    );
  if (error && !result)
    return (
      <ErrorState
        what="The study could not be read."
        then={`${error.message} Nothing was changed.`}
        action={<Button onClick={reload}>Try again</Button>}
      />
    );
  if (result) return null;
  if (job)
    return (
      <div className={styles['running']}>
        <p>{job.message || 'The study is being computed.'}</p>
        <Skeleton rows={9} label="Computing the study" />
      </div>
    );
  if (standing === 'waiting') return <Skeleton rows={9} label="Reading the study" />;
  const problem = obstacleOf(reply);
  if (problem !== undefined)
    return (
      <EmptyState text={problem} action={<Button onClick={() => layout.getState().open('data')}>Go to Data</Button>} />
    );
  return (
    <EmptyState
      text={
        ended
          ? `The study did not finish: ${ended.state === 'cancelled' ? 'it was cancelled, nothing was kept half.' : ended.message}`
          : 'This question has not been computed yet.'
      }
      hint={
        ended
          ? undefined
          : 'Events are compared with random times and with like declines, in clusters of days. Everything stays on this computer.'
      }
      action={
        <Button tone="primary" onClick={run}>
          {ended ? 'Run again' : 'Run the study'}
        </Button>
      }
    />
  );
}
