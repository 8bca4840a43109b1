import type { ReactElement } from 'react';
import { formatCount, formatTime, zoneName } from '../../lib/format';
import { replayActs } from '../../state/replay-acts';
import { selectZone, useSettings } from '../../state/settings';
import { Button } from '../../ui/Button';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { Tag } from '../../ui/Tag';
import { BOOK_STEPS } from './acts';
import styles from './replay-book.module.css';
import type { BookView } from './use-book';

/** Everything that was put on or taken off in this session, the newest first. */
export function Acts({ view: { acts, step, setStep } }: { readonly view: BookView }): ReactElement {
  const zone = useSettings(selectZone);
  return (
    <section aria-label="Acts">
      <Section
        title="Acts"
        sub={`${formatCount(acts.length, 'act')}, ${zoneName(zone, 0)}`}
        end={
          <span className={styles['bars']}>
            <span>Bars</span>
            <Segmented
              label="Bars that the book moves by"
              value={String(step)}
              segments={BOOK_STEPS.map((one) => ({ value: String(one.step), label: one.label }))}
              onChange={(next) => setStep(Number(next))}
            />
          </span>
        }
      />
      <ul className={styles['acts']}>
        {acts.map(({ at, plan, state, fill }) => (
          <li key={at} data-later={state === 'later' || undefined}>
            <span className={styles['time']}>{formatTime(at, zone)}</span>
            <span className={styles['name']} title={plan?.name}>
              {plan ? plan.name : 'Everything off'}
            </span>
            {state === 'later' ? (
              <>
                <span className={styles['words']}>later in this session</span>
                <Button tone="quiet" onClick={() => replayActs.getState().remove(at)}>
                  Remove
                </Button>
              </>
            ) : state === 'waits' ? (
              <Tag tone="warning" title="It is filled at the close of the next bar, at cost.">
                fills {formatTime(fill, zone, 'clock')}
              </Tag>
            ) : (
              <span className={styles['words']}>{state}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
