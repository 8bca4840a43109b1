import type { Ms } from '#core/time/ms';
import type {
  DifferentialQuery,
  DifferentialReading,
  MacroCalendarReply,
  MacroEntry,
  MacroReading,
  MacroReadQuery,
  MacroSeriesInfo,
  PolicyRate,
} from '#shared/macro';
import { BallastError } from '../errors';
import type { MacroRelease, MacroSeriesRecord } from '../store/types';
import type { Connections } from './connections';

type Known = { readonly asOf?: Ms | undefined };
type EntryKey = Pick<MacroEntry, 'series' | 'period' | 'released'>;

/** The economy as it was known: releases with their vintages, the calendar, policy rates. */
export interface Macro {
  series(asOf: Ms | undefined): Promise<readonly MacroSeriesInfo[]>;
  read(query: MacroReadQuery): Promise<MacroReading>;
  calendar(query: Known & { readonly from: Ms; readonly to: Ms }): Promise<MacroCalendarReply>;
  rates(asOf: Ms | undefined): Promise<readonly PolicyRate[]>;
  differential(query: DifferentialQuery): Promise<DifferentialReading>;
  /** What was typed in, to be changed or taken out. */
  typed(asOf: Ms | undefined): Promise<readonly MacroEntry[]>;
  /** @throws {BallastError} `conflict`: a source tells another figure of the same release */
  put(entry: MacroEntry): Promise<void>;
  /** @throws {BallastError} `notFound`: nobody typed it in */
  remove(key: EntryKey): Promise<void>;
}

/** Reads in the engine: a history of daily figures takes longer than a window may wait. */
export function createMacro({ engine, reader, writer }: Pick<Connections, 'engine' | 'reader' | 'writer'>, now: () => Ms, changed: () => void): Macro {
  const at = ({ asOf }: Known) => ({ asOf, now: now() });
  return {
    series: (asOf) => engine().run('macro.overview', at({ asOf })),
    read: (query) => engine().run('macro.read', { ...query, ...at(query) }),
    calendar: (query) => engine().run('macro.calendar', { ...query, ...at(query) }),
    rates: (asOf) => engine().run('macro.rates', at({ asOf })),
    differential: (query) => engine().run('macro.differential', { ...query, ...at(query) }),
    typed: (asOf) => engine().run('macro.typed', at({ asOf })),
    async put(entry) {
      const { series, label, unit, announced, value } = entry;
      const stored = reader().macroSeries().find(({ id }) => id === series);
      const fault = faultOf(entry, stored, now());
      if (fault) throw new BallastError('invalid', fault);
      const release = { ...keyOf(entry), value: value ?? NaN, ...(announced !== null && { announced }) };
      const outcome = await writer().putTypedRelease(release, { label, unit });
      if (outcome.kind === 'conflict')
        throw new BallastError('conflict', `A source tells ${outcome.stored} of this release of ${series}. Nothing was changed: a revision needs its own release.`); // prettier-ignore
      changed();
    },
    async remove(key) {
      if (!(await writer().removeTypedRelease(keyOf(key))))
        throw new BallastError('notFound', `Nothing was typed in for this release of ${key.series}. Nothing was changed.`); // prettier-ignore
      changed();
    },
  };
} // prettier-ignore

/** Why an entry cannot be kept; undefined when it can. */
function faultOf({ series, released, announced, value }: MacroEntry, stored: MacroSeriesRecord | undefined, now: Ms): string | undefined {
  if (series.includes(':')) return `${series} is the name of a daily series that is read from files. Give it another name, without a colon.`;
  if (released === null && value === null) return 'Type in a figure, a date of release, or both.';
  if (announced !== null && !(released !== null && announced < released))
    return 'A date is announced before it comes: check the two instants.';
  if (released !== null && released > now && value !== null)
    return 'A figure cannot be released in the future. Leave it empty: the date is kept as scheduled.';
  if (released === null && stored?.pointInTime && stored.source !== 'typed in')
    return `Every figure of ${series} has the instant of its release. Give one: without it the series could not be read as of the past.`;
  return undefined;
} // prettier-ignore

const keyOf = ({ series, period, released }: EntryKey): Omit<MacroRelease, 'value'> => ({
  seriesId: series,
  period,
  released: released ?? NaN,
});
