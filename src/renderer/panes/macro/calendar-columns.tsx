import type { Ms } from '#core/time/ms';
import type { MacroEvent } from '#shared/macro';
import { exactTime, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { exact } from '../shared/options/exact';
import { countdown, directionOf, standsAt, type Standing } from './calendar';
import { Countdown } from './Countdown';
import { decimalsFor, differenceUnit, eventPeriod, print, said, type Printed } from './figures';
import { DirectionMark } from './marks';
import { DEFINITIONS, WHY } from './words';

interface Given {
  readonly zone: Zone;
  readonly at: Standing;
  readonly frequencyOf: (series: string) => string;
}

const isPast = (event: MacroEvent, at: Standing): boolean => event.t <= standsAt(at, event);
export const endOf = ({ synthetic }: MacroEvent, { simulatedEnd }: Standing): Ms => (synthetic ? simulatedEnd : NaN);
const digits = ({ unit, value, previous, consensus }: MacroEvent): number =>
  decimalsFor(unit, value, previous, consensus);

/** Columns of what comes and what has been. */
export function calendarColumns({ zone, at, frequencyOf }: Given): readonly Column<MacroEvent>[] {
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
          window={`period ${eventPeriod(event, frequencyOf(event.series))}`}
          knownAt={missing ? undefined : formatTimeZoned(event.t, zone)}
          focusable={false}
        />
      );
    },
    ...more,
  });
  return [
    {
      id: 'when',
      title: `When, ${zoneName(zone)}`,
      definition: 'Instant of the release.',
      kind: 'time',
      width: 128,
      value: ({ t }) => t,
      text: ({ t }) => formatTime(t, zone),
      exact: ({ t }) => exactTime(t),
    },
    {
      id: 'left',
      title: 'In',
      definition: DEFINITIONS.countdown,
      kind: 'figure',
      width: 76,
      leave: 5,
      value: (event) => (isPast(event, at) ? NaN : event.t - standsAt(at, event)),
      text: (event) => (isPast(event, at) ? 'past' : countdown(event.t, standsAt(at, event))),
      cell: (event) => (isPast(event, at) ? <Missing why="past" /> : <Countdown t={event.t} simulatedEnd={endOf(event, at)} />), // prettier-ignore
    },
    {
      id: 'release',
      title: 'Release',
      definition: 'What is told.',
      kind: 'word',
      width: 96,
      grow: true,
      value: ({ label }) => label,
      text: ({ label, title }) => (title === '' || title === label ? label : `${label}, ${title}`),
      cell: (event) => <span title={`${event.title}: ${sourceWords(event)}`}>{event.title === '' ? event.label : event.title}</span>, // prettier-ignore
    },
    {
      id: 'period',
      title: 'Period',
      definition: DEFINITIONS.period,
      kind: 'word',
      width: 84,
      leave: 2,
      value: ({ period }) => (Number.isFinite(period) ? period : null),
      text: (event) => eventPeriod(event, frequencyOf(event.series)),
    },
    figure(
      'actual',
      'Actual',
      92,
      DEFINITIONS.actual,
      ({ value }) => value,
      (event) => print(event.value, event.unit, digits(event), isPast(event, at) ? WHY.notStored : WHY.notReleased),
    ),
    figure(
      'consensus',
      'Consensus',
      92,
      DEFINITIONS.consensus,
      ({ consensus }) => consensus,
      (event) => print(event.consensus, event.unit, digits(event), 'none'),
      { leave: 4 },
    ),
    figure(
      'previous',
      'Previous',
      84,
      DEFINITIONS.previous,
      ({ previous }) => previous,
      (event) => print(event.previous, event.unit, digits(event), 'none'),
      { leave: 3 },
    ),
    figure(
      'surprise',
      'Surprise',
      88,
      'Figure of the release less its consensus.',
      ({ surprise }) => surprise,
      (event) =>
        print(event.surprise, differenceUnit(event.unit), digits(event), isPast(event, at) ? WHY.noConsensus : WHY.notReleased, true),
      { leave: 6 },
    ),
    {
      id: 'direction',
      title: 'Direction',
      definition: 'Figure of the release against that of the period before.',
      kind: 'word',
      width: 96,
      leave: 1,
      value: ({ value, previous }) => directionOf(value, previous),
      text: (event) => directionOf(event.value, event.previous) ?? whyNone(event, at),
      cell: (event) => <DirectionMark direction={directionOf(event.value, event.previous)} why={whyNone(event, at)} />,
    },
  ]; // prettier-ignore
}

const whyNone = (event: MacroEvent, at: Standing): string =>
  isPast(event, at) ? (Number.isFinite(event.value) ? 'no period before' : WHY.notStored) : WHY.notReleased;

export const sourceWords = ({ source, synthetic }: Pick<MacroEvent, 'source' | 'synthetic'>): string =>
  [source, synthetic ? 'synthetic' : ''].filter(Boolean).join(', ');
