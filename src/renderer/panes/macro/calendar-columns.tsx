import type { Ms } from '#core/time/ms';
import type { MacroEvent } from '#shared/macro';
import { exactTime, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import type { Column } from '../../ui/table';
import { exact } from '../shared/options/exact';
import { countdown, directionOf, standsAt, type Standing } from './calendar';
import { Countdown } from './Countdown';
import { decimalsIn, differenceUnit, eventPeriod, print, said, type Kind, type Printed } from './figures';
import styles from './macro.module.css';
import { DirectionMark } from './marks';
import { DEFINITIONS, WHY } from './words';

export type Side = 'coming' | 'past';

interface Given {
  /** Which half of the calendar. */
  readonly side: Side;
  readonly zone: Zone;
  readonly at: Standing;
  readonly kindOf: (series: string) => Kind | undefined;
}

export const endOf = ({ synthetic }: MacroEvent, { simulatedEnd }: Standing): Ms => (synthetic ? simulatedEnd : NaN);
/** Columns of the calendar: of what comes the time left, of what has been the figure and how it surprised. */
export function calendarColumns({ zone, at, kindOf, side }: Given): readonly Column<MacroEvent>[] {
  const digits = ({ series, unit, value, previous, consensus: expected }: MacroEvent): number =>
    decimalsIn(kindOf(series), unit, value, previous, expected);
  const figure = (
    id: string,
    title: string,
    width: number,
    definition: string,
    of: (event: MacroEvent) => number,
    printed: (event: MacroEvent) => Printed,
    more: Partial<Column<MacroEvent>> = {},
  ): Column<MacroEvent> => ({
    ...{ id, title, width, definition, kind: 'figure', value: of },
    text: (event) => said(printed(event)),
    exact: (event) => exact(of(event)),
    cell: (event) => {
      const { text, unit, missing } = printed(event);
      return (
        <Figure
          label={`${event.label}: ${title.toLowerCase()}`}
          value={text}
          unit={unit}
          missing={missing}
          definition={definition}
          source={sourceWords(event)}
          window={`period ${eventPeriod(event, kindOf(event.series)?.frequency)}`}
          knownAt={missing || side === 'coming' ? undefined : formatTimeZoned(event.t, zone)}
          focusable={false}
        />
      );
    },
    ...more,
  });
  const when: Column<MacroEvent> = {
    id: 'when',
    title: `When, ${zoneName(zone)}`,
    definition: 'Instant of the release.',
    kind: 'time',
    width: 128,
    value: ({ t }) => t,
    text: ({ t }) => formatTime(t, zone),
    exact: ({ t }) => exactTime(t),
  };
  const left: Column<MacroEvent> = {
    id: 'left',
    title: 'In',
    definition: DEFINITIONS.countdown,
    kind: 'figure',
    width: 84,
    value: (event) => event.t - standsAt(at, event),
    text: (event) => countdown(event.t, standsAt(at, event)),
    cell: (event) => <Countdown t={event.t} simulatedEnd={endOf(event, at)} />,
  };
  const release: Column<MacroEvent> = {
    id: 'release',
    title: 'Release',
    definition: 'What is told.',
    kind: 'word',
    width: 80,
    grow: true,
    value: ({ label }) => label,
    text: (event) => [labelWords(event), titleWords(event)].filter(Boolean).join(', '),
    cell: (event) => (
      <span className={styles['event']} title={`${event.title}: ${sourceWords(event)}`}>
        <span>{labelWords(event)}</span>
        {titleWords(event) !== '' && <span>{titleWords(event)}</span>}
      </span>
    ),
  };
  const period: Column<MacroEvent> = {
    id: 'period',
    title: 'Period',
    definition: DEFINITIONS.period,
    kind: 'word',
    width: 92,
    leave: 1,
    value: (event) => (Number.isFinite(event.period) ? event.period : null),
    text: (event) => eventPeriod(event, kindOf(event.series)?.frequency),
  };
  const told = (event: MacroEvent, value: number, why: string): Printed => print(value, event.unit, digits(event), why);
  const actual = figure('actual', 'Actual', 84, DEFINITIONS.actual, ({ value }) => value, (event) => told(event, event.value, WHY.notStored));
  const consensus = figure('consensus', 'Consensus', 92, DEFINITIONS.consensus, (event) => event.consensus, (event) => told(event, event.consensus, 'none'), { leave: side === 'past' ? 4 : 3 });
  const previous = figure('previous', 'Previous', 84, DEFINITIONS.previous, (event) => event.previous, (event) => told(event, event.previous, 'none'), { leave: 2 });
  const surprise = figure('surprise', 'Surprise', 88, 'Figure of the release less its consensus.', (event) => event.surprise, (event) =>
    print(event.surprise, differenceUnit(event.unit), digits(event), Number.isFinite(event.value) ? WHY.noConsensus : WHY.notStored, true),
  );
  const direction: Column<MacroEvent> = {
    id: 'direction',
    title: 'Direction',
    definition: 'Figure of the release against that of the period before.',
    kind: 'word',
    width: 108,
    leave: 3,
    value: (event) => directionOf(event.value, event.previous),
    text: (event) => directionOf(event.value, event.previous) ?? whyNone(event),
    cell: (event) => <DirectionMark direction={directionOf(event.value, event.previous)} why={whyNone(event)} />,
  };
  return side === 'coming' ? [when, left, release, period, consensus, previous] : [when, release, period, actual, consensus, surprise, previous, direction];
} // prettier-ignore

const REVISED = /, revised$/;
/** `CPI`, `FOMC`: a name of a series that is longer says less than its title. */
const MOST_LABEL = 6;
const isNamed = ({ label, series, title }: MacroEvent): boolean =>
  title === '' || label !== series || label.length <= MOST_LABEL;
export const labelWords = (event: MacroEvent): string => {
  const { label, title } = event;
  return !isNamed(event) ? title : REVISED.test(title) ? `${label}, revised` : label;
};
/** What stands behind its label, where that says more. */
const titleWords = (event: MacroEvent): string =>
  !isNamed(event) || event.title === event.label ? '' : event.title.replace(REVISED, '');
const whyNone = ({ value }: MacroEvent): string => (Number.isFinite(value) ? 'no period before' : WHY.notStored);

export const sourceWords = ({ source, synthetic }: Pick<MacroEvent, 'source' | 'synthetic'>): string =>
  [source, synthetic ? 'synthetic' : ''].filter(Boolean).join(', ');
