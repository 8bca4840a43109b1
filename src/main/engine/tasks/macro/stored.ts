import { refusal, type Publication } from '#core/macro/publication';
import type { Vintage } from '#core/macro/types';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import { publicationOf } from '../../../macro/facts';
import type { StoreReader } from '../../../store/api';
import type { MacroColumns } from '../../../store/repositories/macro-columns';
import type { MacroSeriesRecord } from '../../../store/types';

/** Whose knowledge is asked for: that of a past instant, or without one all that is stored now. */
export interface Clock {
  readonly asOf: Ms | undefined;
  readonly now: Ms;
}
export const instantOf = ({ asOf, now }: Clock): Ms => asOf ?? now;

export interface StoredMacro {
  readonly record: MacroSeriesRecord;
  readonly publication: Publication;
  readonly columns: MacroColumns;
}

const NONE: MacroColumns = { period: new Float64Array(), released: new Float64Array(), value: new Float64Array() };

/** Every macro series by its name. */
export function storedMacro(reader: StoreReader): ReadonlyMap<string, StoredMacro> {
  const columns = reader.macroColumns();
  return new Map(
    reader.macroSeries().map((record) => {
      const publication = publicationOf(record);
      return [record.id, { record, publication, columns: columns.get(record.id) ?? NONE }];
    }),
  );
}

/**
 * Why a series cannot be read as of a past instant; '' when it can. One of which some figures have their instants is refused too: with
 * the others left out, a change from one to the next would not be that of a period.
 */
export const refusalOf = ({ publication }: StoredMacro, { asOf }: Clock): string =>
  asOf === undefined ? '' : refusal(publication);

/**
 * Since when a row is known; Infinity: nobody can say. What is stored now is known now: without an instant a figure in force waits
 * for no lag, and one whose release is not told was known at −Infinity, before every revision that is.
 */
function knownAt({ columns, publication: { basis, lagMs } }: StoredMacro, i: number, { asOf, now }: Clock): Ms {
  const released = columns.released[i]!;
  if (!Number.isNaN(released)) return released;
  const period = columns.period[i]!;
  if (basis === 'inForce') return asOf === undefined && period <= now ? Math.min(period + lagMs, now) : period + lagMs;
  return basis === 'latest' && asOf === undefined ? -Infinity : Infinity;
}

const isKnown = (one: StoredMacro, i: number, clock: Clock): boolean =>
  !Number.isNaN(one.columns.value[i]!) && knownAt(one, i, clock) <= instantOf(clock);

/** Figures known at the clock with the instants at which they were, by period. @param from first period */
export function knownVintages(one: StoredMacro | undefined, clock: Clock, from: Ms = -Infinity): Vintage[] {
  const vintages: Vintage[] = [];
  if (!one) return vintages;
  const { period, value } = one.columns;
  for (let i = lowerBound(period, from); i < period.length; i++)
    if (isKnown(one, i, clock))
      vintages.push({ period: period[i]!, released: knownAt(one, i, clock), value: value[i]! });
  return vintages;
}

export interface Reach {
  /** Periods of which a figure is known, and the first and last of them; NaN without one. */
  readonly figures: number;
  readonly from: Ms;
  readonly to: Ms;
  /** The second period before the last; −Infinity where there are not so many. */
  readonly thirdLast: Ms;
}

export const NOTHING: Reach = { figures: 0, from: NaN, to: NaN, thirdLast: -Infinity };

export function reachOf(one: StoredMacro, clock: Clock): Reach {
  const { period } = one.columns;
  let figures = 0;
  let [from, to, second, thirdLast] = [NaN, NaN, -Infinity, -Infinity];
  for (let i = 0; i < period.length; i++) {
    if (period[i] === to || !isKnown(one, i, clock)) continue;
    if (figures === 0) from = period[i]!;
    else [thirdLast, second] = [second, to];
    to = period[i]!;
    figures++;
  }
  return { figures, from, to, thirdLast };
}
