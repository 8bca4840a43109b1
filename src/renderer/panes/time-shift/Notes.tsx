import type { ReactElement } from 'react';
import type { TimeShiftResult } from '#core/timeshift/types';
import { formatDuration, formatNumber, formatTime } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { Section } from '../../ui/Section';
import { ingredientWords } from './words';
import styles from './time-shift.module.css';

/** What a reader has to keep in mind, what was read, and what of the state is known at all. */
export function Notes({ result }: { readonly result: TimeShiftResult }): ReactElement {
  const zone = useSettings(selectZone);
  const { caveats, inputs, known, fingerprint, analogs } = result;
  const lacking = known.filter(({ n, lacks }) => lacks !== '' && n <= analogs.length);
  return (
    <div className={styles['notes']} role="region" aria-label="Caveats and inputs" tabIndex={0} data-copyable>
      <Section title="Caveats" />
      <ul>
        {caveats.map((text) => (
          <li key={text}>{text}</li>
        ))}
        {caveats.length === 0 && <li>None beyond what each figure says.</li>}
      </ul>
      {lacking.length > 0 && (
        <>
          <Section title="What the distance lacks" />
          <ul>
            {lacking.map(({ ingredient, n, lacks }) => (
              <li key={ingredient}>
                <b>{ingredientWords(ingredient).title}</b>, known by {formatNumber(n)}: {lacks}
              </li>
            ))}
          </ul>
        </>
      )}
      <Section title="Inputs" />
      <ul>
        {inputs.map((one) => (
          <li key={`${one.role} ${one.instrument} ${one.kind} ${one.intervalMs} ${one.source}`}>
            {[one.instrument, one.kind, one.intervalMs > 0 && formatDuration(one.intervalMs), one.source, one.synthetic && 'synthetic'].filter(Boolean).join(', ')}
            {Number.isFinite(one.from) && `, ${formatTime(one.from, zone, 'day')} to ${formatTime(one.to, zone, 'day')}`}
          </li>
        ))}
        <li className={styles['print']}>Fingerprint {fingerprint}</li>
      </ul>
    </div>
  );
} // prettier-ignore
