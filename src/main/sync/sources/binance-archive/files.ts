import { formatInterval } from '#core/time/interval';
import { civilToMs, msToCivil, nthWeekday } from '#core/time/calendar';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { ImportOptions } from '../../importers/types';
import type { Range } from '../../source';

/** What the archive holds of one kind: where its files lie and which format they have. */
export interface ArchiveKind {
  /** Folder, and the word in a file's name; bars have their interval there instead. */
  readonly folder: 'klines' | 'metrics' | 'fundingRate';
  readonly months: boolean;
  readonly days: boolean;
  /** Nothing of the kind lies before. */
  readonly begin: Ms;
}

export const ARCHIVE_KINDS: Readonly<Record<string, ArchiveKind>> = {
  bars: { folder: 'klines', months: true, days: true, begin: Date.UTC(2019, 8, 1) },
  metrics: { folder: 'metrics', months: false, days: true, begin: Date.UTC(2020, 8, 1) },
  funding: { folder: 'fundingRate', months: true, days: false, begin: Date.UTC(2020, 0, 1) },
};

/** One file of the archive and the stretch of time that is in it. */
export interface ArchiveFile extends Range {
  readonly path: string;
  readonly name: string;
  readonly options: ImportOptions;
}

/** Coin-margined contracts are worth USD: `BTCUSD_PERP`, `BTCUSD_240329`. */
export const isCoinMargined = (instrument: string): boolean => /USD_(?:PERP|\d{6})$/.test(instrument);

interface Wanted {
  readonly instrument: string;
  readonly interval: Ms;
}

/** The file of the day or month that holds an instant. */
export function archiveFile(kind: ArchiveKind, wanted: Wanted, t: Ms, span: 'month' | 'day'): ArchiveFile {
  const { from, to } = spanOf(t, span);
  const market = isCoinMargined(wanted.instrument) ? 'cm' : 'um';
  const interval = kind.folder === 'klines' ? formatInterval(wanted.interval) : undefined;
  const date = dateText(from, span);
  const name = `${wanted.instrument}-${interval ?? kind.folder}-${date}.zip`;
  const folder = [kind.folder, wanted.instrument, ...(interval === undefined ? [] : [interval])].join('/');
  const cadence = span === 'month' ? 'monthly' : 'daily';
  return { path: `/data/futures/${market}/${cadence}/${folder}/${name}`, name, from, to, options: optionsOf(kind, wanted) }; // prettier-ignore
}

/** As it stands in a file's name: `2024-01`, `2024-01-31`. */
export const dateText = (t: Ms, span: 'month' | 'day'): string =>
  new Date(t).toISOString().slice(0, span === 'month' ? 7 : 10);

/** Files that may hold an instant, the better one first; none while the archive cannot have it yet. */
export function archiveFiles(kind: ArchiveKind, wanted: Wanted, t: Ms, now: Ms): ArchiveFile[] {
  const files: ArchiveFile[] = [];
  const month = spanOf(t, 'month'), day = spanOf(t, 'day'); // prettier-ignore
  if (kind.months && now >= publishedFrom(month.to)) files.push(archiveFile(kind, wanted, t, 'month'));
  // a month that is missing long after it was due is not in the archive, and neither are its days
  const isRecent = now < month.to + MONTH_LATE;
  if (kind.days && now >= day.to && (files.length === 0 || isRecent)) files.push(archiveFile(kind, wanted, t, 'day'));
  return files;
}

/** A day's file appears on the day after it, or the one after that. */
const DAY_LATE: Ms = 2 * MS_PER_DAY;
/** So long after it was due, a month is not waited for. */
const MONTH_PATIENCE: Ms = 7 * MS_PER_DAY;
/** Its days are in no month that is missing for so long. */
const MONTH_LATE: Ms = 40 * MS_PER_DAY;

/** From a time on, whatever lies so far back is in the archive or never will be. */
export const DAY_LAG: Ms = DAY_LATE + MS_PER_DAY;
/** A month, up to eight days to its first Monday and the day after it, and patience. */
export const MONTH_LAG: Ms = 31 * MS_PER_DAY + 8 * MS_PER_DAY + MONTH_PATIENCE;

/** The file that is named where none of an instant is there, and whether it may still come. */
export function absentFile(kind: ArchiveKind, wanted: Wanted, t: Ms, now: Ms): { file: ArchiveFile; mayCome: boolean } {
  const span = kind.days ? 'day' : 'month';
  const file = archiveFiles(kind, wanted, t, now).at(-1) ?? archiveFile(kind, wanted, t, span);
  const until = span === 'month' ? publishedFrom(file.to) + MONTH_PATIENCE : file.to + DAY_LATE;
  return { file, mayCome: now < until };
}

/** Up to where nothing is waited for any more. */
export const waitedUntil = (now: Ms, span: 'month' | 'day'): Ms =>
  spanOf(now - (span === 'month' ? MONTH_LATE : DAY_LATE), span).from;

/** On the first Monday after the month. */
function publishedFrom(monthEnd: Ms): Ms {
  const { year, month } = msToCivil(monthEnd);
  return nthWeekday(year, month, 1, 1) + MS_PER_DAY;
}

/** The day or month that holds an instant. */
export function spanOf(t: Ms, span: 'month' | 'day'): Range {
  const { year, month, day } = msToCivil(t);
  if (span === 'month') return { from: civilToMs(year, month, 1), to: civilToMs(year, month + 1, 1) };
  const from = civilToMs(year, month, day);
  return { from, to: from + MS_PER_DAY };
}

/** As an import of the same file, told what it is. */
function optionsOf({ folder }: ArchiveKind, { instrument, interval }: Wanted): ImportOptions {
  if (folder === 'metrics') return { template: 'binance-metrics', instrument };
  if (folder === 'fundingRate') return { template: 'binance-funding', instrument };
  const template = isCoinMargined(instrument) ? 'binance-coin-m-klines' : 'binance-klines';
  return { template, instrument, interval };
}
