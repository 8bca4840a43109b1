import type { MacroState } from '#core/macro/types';
import type { Ms } from '#core/time/ms';
import type { MacroSeriesInfo } from '#shared/macro';
import { exactTime, formatNumber, formatTime, formatTimeZoned, zoneName, type Zone } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { Missing } from '../../ui/Missing';
import type { Column } from '../../ui/table';
import { exact } from '../shared/options/exact';
import { decimalsIn, differenceUnit, GROUP_WORDS, periodWords, print, said, yearChange, type Printed } from './figures';
import styles from './macro.module.css';
import { basisWord, BasisTag, DirectionMark } from './marks';
import { DEFINITIONS, METHOD, WHY } from './words';

const digits = (row: MacroSeriesInfo, { value, previous, consensus }: MacroState): number =>
  decimalsIn(row, row.unit, value, previous, consensus);

export interface StateFigure {
  readonly title: string;
  readonly definition: string;
  readonly method?: string;
  /** NaN where it is missing. */
  readonly of: (row: MacroSeriesInfo, state: MacroState) => number;
  readonly print: (row: MacroSeriesInfo, state: MacroState) => Printed;
  /** The whole figure for the tooltip, where the printed one is short. */
  readonly full?: (row: MacroSeriesInfo, state: MacroState) => string;
}

/** Level, change, change over a year and surprise of a series: the same in the table and on its card. */
export const FIGURES: Readonly<Record<'level' | 'change' | 'year' | 'surprise', StateFigure>> = {
  level: {
    title: 'Level',
    definition: DEFINITIONS.level,
    of: (_row, { value }) => value,
    print: (row, state) => print(state.value, row.unit, digits(row, state), WHY.noState),
  },
  change: {
    title: 'Change',
    definition: DEFINITIONS.change,
    of: (_row, { change }) => change,
    print: (row, state) => print(state.change, differenceUnit(row.unit), digits(row, state), WHY.noChange, true),
  },
  year: {
    title: 'Year',
    definition: DEFINITIONS.yearChange,
    of: ({ unit }, state) => yearChange(state, unit).value,
    print: (row, state) => {
      const { value, unit, decimals } = yearChange(state, row.unit, row);
      return print(value, unit, decimals, WHY.noYear, true);
    },
  },
  surprise: {
    title: 'Surprise, σ',
    definition: DEFINITIONS.surprise,
    method: METHOD.surprise,
    of: (_row, { surpriseZ }) => surpriseZ,
    print: (_row, { surpriseZ, surprise }) =>
      print(surpriseZ, '', 1, Number.isFinite(surprise) ? WHY.fewSurprises : WHY.noConsensus, true),
    full: (row, state) =>
      Number.isFinite(state.surprise)
        ? `${said(print(state.surprise, differenceUnit(row.unit), digits(row, state), '', true))}, ${formatNumber(state.surpriseZ, { decimals: 2, sign: true, missing: WHY.fewSurprises })}${Number.isFinite(state.surpriseZ) ? ' σ' : ''}`
        : WHY.noConsensus,
  },
};

/** An instant with its zone; that of a series without releases is not told. */
export const knownWords = (known: Ms, zone: Zone): string =>
  Number.isFinite(known) ? formatTimeZoned(known, zone) : WHY.untold;

export const sourceOf = ({ source, synthetic }: MacroSeriesInfo): string =>
  [source, synthetic ? 'synthetic' : ''].filter(Boolean).join(', ');

/** Figure of a state with its provenance; the reason where there is no state. */
export function StateValue({ row, figure, zone, focusable = false }: { readonly row: MacroSeriesInfo; readonly figure: StateFigure; readonly zone: Zone; readonly focusable?: boolean }) {
  const { state } = row;
  if (!state) return <Missing why={row.lacks || WHY.noState} />;
  const { text, unit, missing } = figure.print(row, state);
  return (
    <Figure
      label={`${row.label}: ${figure.title.toLowerCase()}`}
      value={text}
      unit={unit}
      full={missing ? undefined : figure.full?.(row, state)}
      missing={missing}
      definition={figure.definition}
      source={sourceOf(row)}
      method={figure.method ?? row.basisWords}
      window={`period ${periodWords(state.period, row.frequency)}`}
      knownAt={knownWords(state.known, zone)}
      focusable={focusable}
    />
  );
} // prettier-ignore

/** What cannot be read as of a past instant is marked here too: the column of the basis leaves a narrow pane. */
function SeriesName({ row }: { readonly row: MacroSeriesInfo }) {
  return (
    <span
      className={styles['name']}
      title={[row.label, row.id, row.currency, sourceOf(row)].filter(Boolean).join(', ')}
    >
      <span>{row.label}</span>
      {row.basis === 'latest' && (
        <span
          className={styles['undated']}
          role="img"
          aria-label={basisWord(row.basis)}
          title={`${basisWord(row.basis)}: ${row.basisWords}`}
        >
          <Icon name="warning" size={12} />
        </span>
      )}
    </span>
  );
}

/** Columns of the states. */
export function stateColumns(zone: Zone): readonly Column<MacroSeriesInfo>[] {
  const figure = (id: string, width: number, of: StateFigure, leave?: number): Column<MacroSeriesInfo> => ({
    ...{ id, width, title: of.title, definition: of.definition, kind: 'figure' },
    ...(leave === undefined ? {} : { leave }),
    value: (row) => (row.state ? of.of(row, row.state) : NaN),
    text: (row) =>
      row.state ? said(of.print(row, row.state)) : id === 'level' ? row.lacks || WHY.noState : WHY.unknown,
    exact: (row) => (row.state ? exact(of.of(row, row.state)) : ''),
    cell: (row) =>
      row.state || id === 'level' ? <StateValue row={row} figure={of} zone={zone} /> : <Missing why={WHY.unknown} />,
  });
  return [
    {
      id: 'series',
      title: 'Series',
      definition: 'What is measured, of which economy.',
      kind: 'word',
      width: 176,
      grow: true,
      value: ({ label }) => label,
      text: ({ label }) => label,
      cell: (row) => <SeriesName row={row} />,
    },
    {
      id: 'group',
      title: 'Group',
      definition: 'What it speaks of.',
      kind: 'word',
      width: 88,
      hidden: true,
      value: ({ group }) => GROUP_WORDS[group],
      text: ({ group }) => GROUP_WORDS[group],
    },
    figure('level', 84, FIGURES.level),
    figure('change', 84, FIGURES.change),
    {
      id: 'direction',
      title: 'Direction',
      definition: DEFINITIONS.direction,
      kind: 'word',
      width: 104,
      leave: 5,
      value: ({ state }) => state?.direction ?? null,
      text: ({ state }) => state?.direction ?? (state ? WHY.noChange : WHY.unknown),
      cell: ({ state }) => (
        <DirectionMark direction={state?.direction ?? null} why={state ? WHY.noChange : WHY.unknown} />
      ),
    },
    figure('year', 80, FIGURES.year, 4),
    figure('surprise', 96, FIGURES.surprise, 6),
    {
      id: 'period',
      title: 'Period',
      definition: DEFINITIONS.period,
      kind: 'word',
      width: 92,
      leave: 1,
      value: ({ state }) => state?.period ?? null,
      text: ({ state, frequency }) => (state ? periodWords(state.period, frequency) : WHY.unknown),
    },
    {
      id: 'known',
      title: `Known, ${zoneName(zone)}`,
      definition: DEFINITIONS.known,
      kind: 'time',
      width: 128,
      leave: 2,
      value: ({ state }) => state?.known ?? NaN,
      text: ({ state }) => (state ? formatTime(state.known, zone, 'minute', WHY.untold) : WHY.unknown),
      exact: ({ state }) => (state ? exactTime(state.known) : ''),
    },
    {
      id: 'basis',
      title: 'Basis',
      definition: DEFINITIONS.basis,
      kind: 'word',
      width: 124,
      leave: 3,
      value: ({ basis }) => basisWord(basis),
      text: ({ basis }) => basisWord(basis),
      cell: ({ basis, basisWords }) => <BasisTag basis={basis} words={basisWords} />,
    },
  ];
}
