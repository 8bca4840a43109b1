import type { ReactElement } from 'react';
import { VERDICTS, type HorizonResult, type StudyResult } from '#core/evidence/types';
import { cx } from '../../lib/class-names';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { BECAUSE_WORDS, CONTROL_WORDS, horizonWords, VERDICT_WORDS } from '../shared/evidence/words';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import { sentence } from '../shared/evidence/sentence';
import styles from './verdict.module.css';

interface HeadlineProps {
  readonly result: StudyResult;
  readonly row: HorizonResult;
}

/** The word for the chosen horizon, one honest statement, and the key of the four words. */
export function Headline({ result, row }: HeadlineProps): ReactElement {
  return (
    <>
      <div className={styles['headline']}>
        <div>
          <span className={styles['at']}>At {horizonWords(row.h)}</span>
          <p className={styles['word']} aria-live="polite" data-testid="verdict-word">
            <VerdictWord verdict={row.verdict} large />
          </p>
          <span className={styles['by']}>
            {row.because === 'noBars' ? BECAUSE_WORDS.noBars : `against ${CONTROL_WORDS[row.decidedBy]}`}
          </span>
        </div>
        <p className={styles['sentence']} data-copyable data-testid="verdict-sentence">
          {sentence(result, row).map((phrase, i) =>
            typeof phrase === 'string' ? phrase : <Figure key={i} {...phrase} />,
          )}
        </p>
      </div>
      <ul className={styles['four']} aria-label="The four answers">
        {VERDICTS.map((verdict) => {
          const { word, icon, definition } = VERDICT_WORDS[verdict];
          const isThis = verdict === row.verdict;
          return (
            <Tooltip
              key={verdict}
              card={<TipCard title={word} definition={definition} method="docs/method.md, section 3" />}
            >
              <li className={cx(isThis && styles['on'])} aria-current={isThis ? 'true' : undefined}>
                <Icon name={icon} size={12} />
                {word}
              </li>
            </Tooltip>
          );
        })}
      </ul>
    </>
  );
}
