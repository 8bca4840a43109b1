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
  const { from, to } = span === 'month' ? monthOf(t) : dayOf(t);
  const market = isCoinMargined(wanted.instrument) ? 'cm' : 'um';
  const interval = kind.folder === 'klines' ? formatInterval(wanted.interval) : undefined;
  const date = new Date(from).toISOString().slice(0, span === 'month' ? 7 : 10);
  const name = `${wanted.instrument}-${interval ?? kind.folder}-${date}.zip`;
  const folder = [kind.folder, wanted.instrument, ...(interval === undefined ? [] : [interval])].join('/');
  const cadence = span === 'month' ? 'monthly' : 'daily';
  return { path: `/data/futures/${market}/${cadence}/${folder}/${name}`, name, from, to, options: optionsOf(kind, wanted) }; // prettier-ignore
}

/** Files that may hold an instant, the better one first; none while the archive cannot have it yet. */
export function archiveFiles(kind: ArchiveKind, wanted: Wanted, t: Ms, now: Ms): ArchiveFile[] {
  const files: ArchiveFile[] = [];
  const month = monthOf(t), day = dayOf(t); // prettier-ignore
  if (kind.months && now >= publishedFrom(month.to)) files.push(archiveFile(kind, wanted, t, 'month'));
  // a month that is missing long after it was due is not in the archive, and neither are its days
  const isRecent = now < month.to + MONTH_LATE;
  if (kind.days && now >= day.to && (files.length === 0 || isRecent)) files.push(archiveFile(kind, wanted, t, 'day'));
  return files;
}

/** Days appear within two; a month on the first Monday after it. */
export const DAY_LATE: Ms = 2 * MS_PER_DAY;
/** From the start of a month to the day after the latest first Monday behind it. */
export const MONTH_LATE: Ms = 40 * MS_PER_DAY;

function publishedFrom(monthEnd: Ms): Ms {
  const { year, month } = msToCivil(monthEnd);
  return nthWeekday(year, month, 1, 1) + MS_PER_DAY;
}

function monthOf(t: Ms): Range {
  const { year, month } = msToCivil(t);
  return { from: civilToMs(year, month, 1), to: civilToMs(year, month + 1, 1) };
}

function dayOf(t: Ms): Range {
  const from = Math.floor(t / MS_PER_DAY) * MS_PER_DAY;
  return { from, to: from + MS_PER_DAY };
}

/** As an import of the same file, told what it is. */
function optionsOf({ folder }: ArchiveKind, { instrument, interval }: Wanted): ImportOptions {
  if (folder === 'metrics') return { template: 'binance-metrics', instrument };
  if (folder === 'fundingRate') return { template: 'binance-funding', instrument };
  const template = isCoinMargined(instrument) ? 'binance-coin-m-klines' : 'binance-klines';
  return { template, instrument, interval };
}
