import type { ReactElement } from 'react';
import type { EvidenceCard } from '#core/plan/types';
import type { EvidenceCandidate } from '#shared/plan-desk';
import { formatTimeZoned } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { Tag } from '../../ui/Tag';
import { CardView } from './CardView';
import styles from './plan.module.css';

interface CandidatesProps {
  readonly label: string;
  readonly question: string;
  readonly ask: () => Promise<readonly EvidenceCandidate[]>;
  readonly held: readonly EvidenceCard[];
  readonly chosen: EvidenceCard | undefined;
  readonly onChoose: (card: EvidenceCard) => void;
  /** Said when there is none, with what makes one. */
  readonly none: string;
  readonly action: ReactElement;
}

/** Kept answers that the plan can cite, newest first. */
export function Candidates({ label, question, ask, held, chosen, onChoose, none, action }: CandidatesProps): ReactElement {
  const zone = useSettings(selectZone);
  const { value, error, reload } = useReply(question, ask);
  if (error) return <ErrorState what={error.message} then="The plan is as it was." action={<Button onClick={reload}>Read them again</Button>} />;
  if (!value) return <Skeleton rows={3} />;
  if (value.length === 0) return <EmptyState text={none} action={action} />;
  return (
    <ul className={styles['candidates']} aria-label={label}>
      {value.map(({ computedAt, stale, ...card }) => (
        <li key={card.fingerprint}>
          <button type="button" className={styles['candidate']} aria-pressed={card.fingerprint === chosen?.fingerprint} onClick={() => onChoose(card)}>
            <CardView card={card} />
            <span className={styles['quiet']}>
              computed {formatTimeZoned(computedAt, zone)} {held.some(({ fingerprint }) => fingerprint === card.fingerprint) && <Tag>in the plan</Tag>}{' '}
              {stale === true && <Tag tone="warning">the data changed since</Tag>}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
} // prettier-ignore
