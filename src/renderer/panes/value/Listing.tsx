import { useMemo, type ReactElement } from 'react';
import { atListing, unlockSchedule } from '#core/value/listing';
import { answerOf } from '#core/value/valuate';
import { formatPercent, formatShort } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import type { ValueModel } from './model';
import styles from './value.module.css';
import { ANSWER_WORDS, answerText } from './words';

const THERE = ['priceEarnings', 'priceCashFlow', 'priceFfo', 'realYield', 'wacc'] as const;

/** What a listing implies: the same answers at its price and float, and what has to be absorbed as supply is unlocked. */
export function Listing({ model: { args } }: { readonly model: ValueModel }): ReactElement | null {
  const { rows, reason } = useMemo(() => unlockSchedule(args), [args]);
  const there = useMemo(() => THERE.map((id) => answerOf(atListing(args), id)), [args]);
  const { ipoPrice, ipoFloat } = args.assumptions;
  if (ipoPrice === null && ipoFloat === null) return null;
  return (
    <section aria-label="Listing">
      <Section title="Listing" sub="at its price and float" />
      {reason !== '' ? (
        <p className={styles['note']}>No schedule: {reason}.</p>
      ) : (
        <>
          <p className={styles['note']}>
            {there.map((answer) => (
              <span key={answer.id} className={styles['pair']}>
                {ANSWER_WORDS[answer.id].title}{' '}
                <Figure label={`${ANSWER_WORDS[answer.id].title} at the listing`} value={answer.reason || answerText(answer.unit, answer.value)} missing={answer.reason !== ''} estimate={answer.estimated} definition={ANSWER_WORDS[answer.id].definition} method={ANSWER_WORDS[answer.id].method} />
              </span>
            ))}
          </p>
          <table className={styles['schedule']} aria-label="Unlock schedule">
            <thead>
              <tr>
                <th scope="col">Year</th>
                <th scope="col">Unlocked</th>
                <th scope="col">Tradable</th>
                <th scope="col">Dilution</th>
                <th scope="col">To absorb, USD</th>
                <th scope="col">Float value, USD</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ year, unlocked, tradable, dilution, toAbsorb, marketCap }) => (
                <tr key={year}>
                  <th scope="row">{year === 0 ? 'listing' : year}</th>
                  <td>{formatPercent(unlocked)}</td>
                  <td>{formatPercent(tradable)}</td>
                  <td>{formatPercent(dilution, { missing: 'none', sign: true })}</td>
                  <td>{formatShort(toAbsorb)}</td>
                  <td>{formatShort(marketCap)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
} // prettier-ignore
