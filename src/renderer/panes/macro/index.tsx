import { useCallback, useEffect, useMemo, useRef, type ReactElement, type RefObject } from 'react';
import type { Ms } from '#core/time/ms';
import { MS_PER_MINUTE } from '#core/time/ms';
import type { MacroSeriesInfo } from '#shared/macro';
import type { Instrument } from '#shared/market';
import { formatCount } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { runCommand } from '../../state/commands';
import { selectInstrument, selectInstruments, useInstruments } from '../../state/instruments';
import { selectPaneGroup, selectPaneLink, useLink } from '../../state/link';
import { selectMacroView, useMacroView } from '../../state/macro';
import { selectEditing, useMacroEntries } from '../../state/macro-entries';
import { useRestedAsOf } from '../../state/rested-clock';
import { selectZone, useSettings } from '../../state/settings';
import { useShown } from '../../state/shown';
import { connectSource } from '../../state/sync';
import { Button, IconButton } from '../../ui/Button';
import { PaneFrame } from '../../ui/PaneFrame';
import { useSize } from '../../ui/plot/use-size';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import type { TableHandle } from '../../ui/table';
import { Calendar } from './Calendar';
import { calendarRange, type Standing } from './calendar';
import { EntryDialog } from './EntryDialog';
import { currencyOf, reerOf } from './figures';
import styles from './macro.module.css';
import { RealRate, Rates } from './Rates';
import { SeriesSection } from './SeriesSection';
import { States } from './States';
import { rowsAbove } from './table-height';
import { useMacroCommands } from './use-commands';
import { Typed } from './Typed';
import { useMacroCalendar, useMacroSeries, usePolicyRates, useTyped } from './use-macro';

const NONE: readonly MacroSeriesInfo[] = [];
const CHART = { least: 180, most: 280, share: 0.26 };

/** What set the stage: releases and their dates, what each series said, what was known of it when, rates and real exchange. */
export function MacroPane({ id }: { readonly id: string }): ReactElement {
  const asOf = useRestedAsOf();
  const series = useMacroSeries(asOf);
  const editing = useMacroEntries(selectEditing);
  const [calendar, states] = [useRef<TableHandle>(null), useRef<TableHandle>(null)];
  const rows = series.value ?? NONE;
  const { instrument: instrumentId } = useLink(selectPaneGroup(id));
  const instrument = useInstruments(selectInstrument(instrumentId));
  const synthetic = instrument?.synthetic ?? false;
  const chosen = useChosen(rows, synthetic);
  useShown(id, newestOf(rows, asOf));
  useMacroCommands({ rows, chosen, states, calendar });
  const isEmpty = series.value !== undefined && rows.length === 0;
  return (
    <PaneFrame
      title="Macro"
      sub={rows.length > 0 ? formatCount(rows.length, 'series', 'series') : ''}
      menu={[
        { label: 'Type in a figure', icon: 'plus', onSelect: () => void runCommand('macro.enter') },
        { label: 'Undo the last typed figure', icon: 'undo', onSelect: () => void runCommand('macro.undoEntry') },
        { label: 'Import a file', icon: 'folder', onSelect: () => void runCommand('pane.show.import') },
        { label: 'Connect the US economic calendar', icon: 'plug', onSelect: () => connectSource('calendar') },
      ]}
      tools={
        <>
          <span className={styles['wide']}>
            <Button tone="quiet" onClick={() => runCommand('pane.show.import')}>
              Import
            </Button>
            <Button tone="quiet" icon="plus" onClick={() => runCommand('macro.enter')}>
              Type in
            </Button>
          </span>
          <span className={styles['compact']}>
            <IconButton icon="plus" label="Type in a figure" onClick={() => runCommand('macro.enter')} />
          </span>
        </>
      }
    >
      {series.error ? (
        <ErrorState
          what="The series of the economy could not be read."
          then={`${series.error.message} Nothing was changed.`}
          action={<Button onClick={series.reload}>Try again</Button>}
        />
      ) : isEmpty ? (
        <EmptyState
          text={asOf === null ? 'Nothing of the economy is stored yet.' : 'Nothing of the economy was known by the instant of the clock.'}
          hint="Dates of decisions and releases come with the program; figures come from files and statistics offices."
          action={
            <Button tone="primary" onClick={() => connectSource('calendar')}>
              Connect the US economic calendar
            </Button>
          }
        />
      ) : series.value ? (
        <Body pane={id} instrument={instrument} rows={rows} chosen={chosen} asOf={asOf} states={states} calendar={calendar} />
      ) : (
        <Skeleton label="Reading the economy" rows={10} />
      )}
      {editing && <EntryDialog editing={editing} known={rows.filter(isTypable)} />}
    </PaneFrame>
  );
} // prettier-ignore

interface BodyProps {
  readonly pane: string;
  readonly instrument: Instrument | undefined;
  readonly rows: readonly MacroSeriesInfo[];
  readonly chosen: MacroSeriesInfo | undefined;
  readonly asOf: Ms | null;
  readonly states: RefObject<TableHandle | null>;
  readonly calendar: RefObject<TableHandle | null>;
}

function Body({ pane, instrument, rows, chosen, asOf, states, calendar }: BodyProps): ReactElement {
  const [host, area] = useSize<HTMLDivElement>();
  const letter = useLink(selectPaneLink(pane));
  const synthetic = instrument?.synthetic ?? false;
  const zone = useSettings(selectZone);
  const at = useStandingOf(asOf);
  const dates = useMacroCalendar(calendarRange(at, rows), asOf);
  const rates = usePolicyRates(asOf);
  const typed = useTyped(asOf);
  const rowOf = useCallback((name: string) => rows.find((row) => row.id === name), [rows]);
  const chart = Math.round(Math.min(CHART.most, Math.max(CHART.least, area.height * CHART.share)));
  const most = rowsAbove(chart, area);
  const drawn = chosen?.id;
  useEffect(() => {
    if (drawn === undefined) return;
    // The calendar and commands choose it too. A frame later the table knows its height.
    const frame = requestAnimationFrame(() => states.current?.scrollToKey(drawn));
    return () => cancelAnimationFrame(frame);
  }, [drawn, states, most.states]);
  const fiat = instrument ? currencyOf(instrument.quote) : undefined;
  const common = { pane, letter, asOf, zone };
  return (
    <div ref={host} className={styles['scroll']}>
      {dates.error ? (
        <ErrorState what="The calendar could not be read." then={`${dates.error.message} Nothing was changed.`} action={<Button onClick={dates.reload}>Try again</Button>} />
      ) : dates.value ? (
        <Calendar {...common} synthetic={synthetic} reply={dates.value} at={at} most={most.calendar} rowOf={rowOf} table={calendar} onSave={() => calendar.current?.saveCsv()} />
      ) : (
        <Skeleton label="Reading the calendar" rows={5} />
      )}
      <States series={rows} chosen={chosen?.id ?? null} most={most.states} zone={zone} table={states} onSave={() => states.current?.saveCsv()} />
      {chosen && <SeriesSection {...common} row={chosen} height={chart} />}
      {rates.error ? (
        <ErrorState what="The policy rates could not be read." then={`${rates.error.message} Nothing was changed.`} action={<Button onClick={rates.reload}>Try again</Button>} />
      ) : rates.value ? (
        <Rates {...common} synthetic={synthetic} rates={rates.value} at={at} height={chart} />
      ) : (
        <Skeleton label="Reading the policy rates" rows={4} />
      )}
      <RealRate fiat={fiat} quote={instrument?.quote ?? ''} row={fiat === undefined ? undefined : reerOf(rows, fiat, synthetic)} zone={zone} />
      <Typed entries={typed} series={rows} zone={zone} />
    </div>
  );
} // prettier-ignore

/** The series that is drawn: the one that was chosen while it is there, else the one that says most of the market looked at. */
function useChosen(rows: readonly MacroSeriesInfo[], synthetic: boolean): MacroSeriesInfo | undefined {
  const { series } = useMacroView(selectMacroView);
  return useMemo(() => {
    const rank = (row: MacroSeriesInfo): number =>
      [row.state !== null, row.synthetic === synthetic, row.basis !== 'latest', row.consensus !== null, row.group === 'prices', row.basis === 'released']
        .reduce((sum, holds) => 2 * sum + Number(holds), 0);
    const said = rows.reduce<MacroSeriesInfo | undefined>((best, row) => (best && rank(best) >= rank(row) ? best : row), undefined);
    return rows.find((row) => row.id === series) ?? said;
  }, [rows, series, synthetic]);
} // prettier-ignore

/** Newest instant that a state rests on; live, what is in force has no age. */
function newestOf(rows: readonly MacroSeriesInfo[], asOf: Ms | null): Ms {
  const known = rows.flatMap(({ state }) => (state && state.known <= (asOf ?? Infinity) ? [state.known] : []));
  return known.length > 0 ? Math.max(...known) : NaN;
}

/** Closes and metrics are series of another kind: nobody types them in here. */
const isTypable = ({ id }: MacroSeriesInfo): boolean => !id.includes(':');

/** The clock, by the minute: what has come moves from one list to the other. */
function useStandingOf(asOf: Ms | null): Standing {
  const wall = useNow(MS_PER_MINUTE);
  const all = useInstruments(selectInstruments);
  const simulatedEnd = useMemo(() => {
    const ends = all.flatMap(({ synthetic, to }) => (synthetic && Number.isFinite(to) ? [to] : []));
    return ends.length > 0 ? Math.max(...ends) : NaN;
  }, [all]);
  return useMemo(() => ({ asOf, now: asOf ?? wall, simulatedEnd }), [asOf, wall, simulatedEnd]);
}
