import type { ReactElement, ReactNode } from 'react';
import type { EvidenceCard } from '#core/plan/types';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import styles from './plan.module.css';

interface CardViewProps {
  readonly card: EvidenceCard;
  /** At the end of its first line. */
  readonly end?: ReactNode;
}

/** Verdict, title and words of an evidence card. */
export function CardView({ card: { title, verdict, words }, end }: CardViewProps): ReactElement {
  return (
    <>
      <span className={styles['cardHead']}>
        {verdict ? <VerdictWord verdict={verdict} /> : <span className={styles['quiet']}>no verdict</span>}
        <b title={title}>{title}</b>
        {end}
      </span>
      {words !== '' && <span className={styles['cardWords']}>{words}</span>}
    </>
  );
}
