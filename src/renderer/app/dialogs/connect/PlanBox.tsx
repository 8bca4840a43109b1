import { useEffect, useState, type ReactElement } from 'react';
import type { Followed, SyncPlan } from '#shared/sync';
import { call } from '../../../lib/call';
import { formatCount, formatDuration, formatShort } from '../../../lib/format';
import { useReply } from '../../../state/use-reply';
import { Skeleton } from '../../../ui/States';
import styles from './connect.module.css';

const QUIET = 250;
const MOST_NOTES = 4;

interface PlanBoxProps {
  readonly datasets: readonly Followed[];
  /** What has to be chosen first, where nothing is. */
  readonly missing: string;
}

/** What a fetch would ask for: only what is not there yet. */
export function PlanBox({ datasets, missing }: PlanBoxProps): ReactElement {
  const question = datasets.length > 0 ? JSON.stringify(datasets) : null;
  const [settled, setSettled] = useState(question);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(question), QUIET);
    return () => clearTimeout(timer);
  }, [question]);
  const { value, error } = useReply(settled, () => call('sync:plan', { datasets: JSON.parse(settled!) as Followed[] }));
  return (
    <section className={styles['plan']} aria-label="Plan" aria-live="polite">
      {question === null ? (
        <p className={styles['note']}>{missing}</p>
      ) : error ? (
        <p className={styles['problem']}>{error.message}</p>
      ) : value ? (
        <Plan plan={value} />
      ) : (
        <Skeleton rows={2} label="Planning" />
      )}
    </section>
  );
}

function Plan({ plan: { parts, rows, requests, seconds } }: { readonly plan: SyncPlan }): ReactElement {
  const notes = [...new Set(parts.map(({ note }) => note).filter(Boolean))];
  const isThere = requests === 0;
  return (
    <>
      <p className={styles['sum']}>
        {isThere
          ? 'All of it is stored already.'
          : `${formatCount(requests, 'request')}, about ${formatShort(rows)} rows in ${formatDuration(Math.max(1, Math.ceil(seconds)) * 1_000)}`}
      </p>
      {notes.slice(0, MOST_NOTES).map((note) => (
        <p key={note} className={styles['note']}>
          {note}
        </p>
      ))}
      {notes.length > MOST_NOTES && <p className={styles['note']}>and {notes.length - MOST_NOTES} more remarks</p>}
    </>
  );
}
