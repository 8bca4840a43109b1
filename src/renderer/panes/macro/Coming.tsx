import type { ReactElement } from 'react';
import type { MacroEvent } from '#shared/macro';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import type { Standing } from './calendar';
import { endOf, labelWords, sourceWords } from './calendar-columns';
import { Countdown } from './Countdown';
import { decimalsIn, eventPeriod, print, said, type Kind } from './figures';
import styles from './macro.module.css';
import { DEFINITIONS } from './words';

/** More would not stand side by side: the calendar has them all. */
const MOST = 4;

interface ComingProps {
  /** The next of each label, soonest first. */
  readonly next: readonly MacroEvent[];
  readonly zone: Zone;
  readonly at: Standing;
  readonly kindOf: (series: string) => Kind | undefined;
}

/** The next release of each kind, with the time that is left: what is looked at first. */
export function Coming({ next, zone, at, kindOf }: ComingProps): ReactElement | null {
  if (next.length === 0) return null;
  return (
    <dl className={styles['coming']} aria-label="Next releases">
      {next.slice(0, MOST).map((event) => {
        const kind = kindOf(event.series);
        const decimals = decimalsIn(kind, event.unit, event.consensus, event.previous);
        const expected = said(print(event.consensus, event.unit, decimals, 'no consensus'));
        const before = said(print(event.previous, event.unit, decimals, 'none before'));
        const period = eventPeriod(event, kind?.frequency);
        const words = [period, Number.isFinite(event.consensus) && `expected ${expected}`, Number.isFinite(event.previous) && `before ${before}`].filter((one) => one !== false); // prettier-ignore
        return (
          <div key={`${event.series} ${event.t}`}>
            <dt title={event.title}>{labelWords(event)}</dt>
            <dd className={styles['left']}>
              <Countdown t={event.t} simulatedEnd={endOf(event, at)} />
            </dd>
            <dd>
              <Figure
                label={event.title || event.label}
                value={formatTimeZoned(event.t, zone)}
                definition={`Period ${period}: ${expected} expected, ${before} before. ${DEFINITIONS.countdown}`}
                source={sourceWords(event)}
              />
            </dd>
            <dd className={styles['quiet']}>
              {words.map((one) => (
                <span key={one}>{one}</span>
              ))}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
