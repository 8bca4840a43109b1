import type { ReactElement } from 'react';
import type { StudyResult } from '#core/evidence/types';
import { cx } from '../../lib/class-names';
import { formatDuration, formatNumber, formatTime } from '../../lib/format';
import { syntheticWord } from '../../lib/synthetic-word';
import { Section } from '../../ui/Section';
import { coverageTone, Tag } from '../../ui/Tag';
import styles from './study.module.css';

const MOST = 40;
const ROLES = { liquidations: 'events', outcomes: 'outcomes', context: 'context' } as const;

/** What was read, from where, and how whole it is. */
export function Inputs({ result }: { readonly result: StudyResult }): ReactElement {
  const { inputs } = result;
  const rest = inputs.length - MOST;
  return (
    <section className={styles['cell']} aria-label="Inputs and coverage">
      <Section title="Inputs and coverage" sub={`${formatNumber(inputs.length)} series`} />
      <div className={styles['wide']}>
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Series</th>
              <th scope="col" className={cx(styles['text'], styles['leaves'])}>
                Used for
              </th>
              <th scope="col" className={styles['text']}>
                Source
              </th>
              <th scope="col" className={styles['text']}>
                Span, UTC
              </th>
              <th scope="col">Rows</th>
              <th scope="col" className={styles['text']}>
                Coverage
              </th>
            </tr>
          </thead>
          <tbody>
            {inputs.slice(0, MOST).map((one, i) => (
              <tr key={i}>
                <th scope="row">
                  {one.instrument} {one.kind} {one.intervalMs > 0 ? formatDuration(one.intervalMs) : ''}
                </th>
                <td className={cx(styles['text'], styles['leaves'])}>{ROLES[one.role]}</td>
                <td className={styles['text']}>{one.source}</td>
                <td className={styles['text']}>
                  {formatTime(one.from, 'utc', 'day')} to {formatTime(one.to, 'utc', 'day')}
                </td>
                <td className={styles['figure']}>{formatNumber(one.rows)}</td>
                <td className={styles['text']}>
                  {one.coverage.length === 0 && <span className={styles['quiet']}>not stated</span>}
                  {one.coverage.map(({ from, coverage }) => (
                    <Tag key={from} tone={coverageTone(coverage)} title={`from ${formatTime(from, 'utc', 'day')}`}>
                      {coverage}
                    </Tag>
                  ))}
                  {one.synthetic && <Tag tone="estimate">{syntheticWord(one.instrument)}</Tag>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rest > 0 && <p className={styles['note']}>and {formatNumber(rest)} more; the JSON export lists them all.</p>}
    </section>
  );
}

/** What a reader has to keep in mind, and the print by which the same answer is known again. */
export function Caveats({ result: { caveats, fingerprint } }: { readonly result: StudyResult }): ReactElement {
  return (
    <section className={styles['cell']} aria-label="Caveats">
      <Section title="Caveats" />
      <ul className={styles['caveats']} data-copyable>
        {caveats.map((text) => (
          <li key={text}>{text}</li>
        ))}
        <li className={styles['print']}>Fingerprint {fingerprint}</li>
      </ul>
    </section>
  );
}
