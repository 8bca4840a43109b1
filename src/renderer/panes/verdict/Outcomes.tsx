import type { ReactElement } from 'react';
import type { HorizonResult, StudyResult } from '#core/evidence/types';
import { formatDuration, formatNumber } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Section } from '../../ui/Section';
import { provenanceOf, sideWords } from '../shared/evidence/words';
import styles from './verdict.module.css';

interface Outcome {
  readonly label: string;
  readonly value: number;
  readonly unit: 'bp' | '%' | '';
  readonly interval?: string;
  readonly definition: string;
}

const whole = (value: number): string => formatNumber(value);

/** What came after the events at one horizon, before anything is taken off for a control. */
export function outcomesOf({ spec }: StudyResult, row: HorizonResult): readonly Outcome[] {
  const { extreme, move } = sideWords(spec.rule.side);
  const { undercut } = row;
  const held = (rate: number): number => (1 - rate) * 100;
  const margin = `by more than ${whole(spec.undercutBp)} bp`;
  return [
    { label: 'Mean return', value: row.meanBp, unit: 'bp', definition: `Mean forward log return of the events; positive is a move against the ${move}.` },
    { label: 'After costs', value: row.meanNetBp, unit: 'bp', definition: `The mean less the cost line of ${whole(spec.costBp)} bp.` },
    { label: 'Median return', value: row.medianBp, unit: 'bp', definition: 'Half of the events came out above it.' },
    { label: 'Worst on the way', value: row.maeBp, unit: 'bp', definition: 'Mean maximum adverse excursion from the entry; the entry bar counts.' },
    { label: 'Best on the way', value: row.mfeBp, unit: 'bp', definition: 'Mean maximum favourable excursion from the entry.' },
    { label: `${extreme === 'low' ? 'Low' : 'High'} held`, value: held(undercut.rate), unit: '%', interval: `${whole(held(undercut.hi))}, ${whole(held(undercut.lo))}`, definition: `Share of events whose ${extreme} was not undercut ${margin}.` },
    { label: 'At random times', value: held(undercut.base), unit: '%', definition: `The same share for placebo: random times of the same ${spec.placebo.within}, outside events.` },
    { label: 'Matched declines', value: held(undercut.matched), unit: '%', definition: 'The same share after moves of like size and trailing volatility without an event.' },
    { label: 'Censored', value: row.censored, unit: '', definition: 'Events whose horizon runs past the data: left out here.' },
  ]; // prettier-ignore
}

export function Outcomes({ result, row }: { readonly result: StudyResult; readonly row: HorizonResult }): ReactElement {
  const from = provenanceOf(result);
  return (
    <>
      <Section title={`Outcomes at ${formatDuration(row.h)}`} sub="of the events themselves" />
      <dl className={styles['figures']}>
        {outcomesOf(result, row).map(({ value, unit, ...outcome }) => (
          <div key={outcome.label}>
            <dt>{outcome.label}</dt>
            <dd>
              <Figure
                {...outcome}
                {...from}
                value={formatNumber(value, { sign: unit === 'bp', missing: 'not known' })}
                unit={unit || undefined}
                missing={!Number.isFinite(value)}
              />
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}
