import { SHAPES, shapeOf, type AnyColumns } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';
import { NetError } from '../../net/types';
import { SourceError, type FetchedSeries, type PageRequest, type Range, type SourceContext, type SourcePage } from '../../source'; // prettier-ignore
import type { FileContent } from '../documents/read-file';
import { fetchArchiveFile } from './fetch';
import { gapAround, isPassedOver } from './gap';
import { absentFile, ARCHIVE_KINDS, archiveFile, archiveFiles, type ArchiveFile, type ArchiveKind } from './files';

/**
 * One page is one file: the month's where the month is over, else the day's. What the archive does not have comes as a
 * page without rows.
 */
export async function archivePage(request: PageRequest, context: SourceContext): Promise<SourcePage> {
  const { instrument, offer, from, to, end } = request;
  const kind = ARCHIVE_KINDS[offer];
  if (!kind) throw new SourceError('invalid', `The Binance archive offers bars, metrics and funding, not "${offer}".`);
  if (!/^[A-Z0-9]{2,30}(?:_(?:PERP|\d{6}))?$/.test(instrument))
    throw new SourceError(
      'invalid',
      `"${instrument}" is not a futures contract as Binance writes it, such as BTCUSDT.`,
    );
  const now = context.now() + (context.http.skew('binance-archive') || 0);
  const t = end === 'oldest' ? Math.max(from, kind.begin) : to - 1;
  if (t < kind.begin || t >= to) return emptyPage({ from, to });

  for (const file of archiveFiles(kind, request, t, now)) {
    const content = await fetchArchiveFile(file, context);
    if (content) return toPage(await completed(content, file, kind, request, context), file, request);
  }
  const { file, mayCome } = absentFile(kind, request, t, now);
  if (mayCome && !(await isPassedOver(file, context))) throw notYet(file);
  return emptyPage(claim(await gapAround(file, end, now, context), request));
}

const notYet = ({ name }: ArchiveFile): NetError =>
  new NetError('server', `The Binance archive has no ${name} yet. Days come within two, months in the first week of the next; what was fetched before is kept.`); // prettier-ignore

const emptyPage = (settled: Range): SourcePage => ({ series: [], macro: [], settled });

/** The part of the request that a file answers; before the archive begins there is nothing. */
const claim = (file: Range, { from, to, end }: PageRequest): Range =>
  end === 'oldest' ? { from, to: Math.min(to, file.to) } : { from: Math.max(from, file.from), to };

function toPage(content: FileContent, file: ArchiveFile, request: PageRequest): SourcePage {
  const series = content.series.map((one) => cut(one, request)).filter(({ columns }) => columns.t.length > 0);
  const quarantined = content.quarantined.filter(({ t }) => !(t < request.from || t >= request.to));
  const foreign = series.find(({ instrument }) => instrument !== request.instrument);
  if (foreign) throw new NetError('broken', `${file.name} holds ${foreign.instrument} and not ${request.instrument}.`);
  return { series, macro: [], quarantined, settled: claim(file, request) };
}

/**
 * Figures of a day may begin with its first five minutes and end with the next midnight: the first of the stretch that
 * was asked for is then in the file of the day before.
 */
async function completed(
  content: FileContent,
  file: ArchiveFile,
  kind: ArchiveKind,
  request: PageRequest,
  context: SourceContext,
): Promise<FileContent> {
  const { from } = file;
  const isThere = content.series.some(({ columns }) => columns.t.includes(from));
  if (kind.folder !== 'metrics' || isThere || from < request.from || from - MS_PER_DAY < kind.begin) return content;
  const before = await fetchArchiveFile(archiveFile(kind, request, from - MS_PER_DAY, 'day'), context);
  const midnight = before?.series.map((one) => cut(one, { from, to: from + 1 })) ?? [];
  const series = content.series.map((one) => {
    const first = midnight.find((other) => other.field === one.field && other.kind === one.kind);
    return first && first.columns.t.length > 0 ? { ...one, columns: joined(one, first.columns) } : one;
  });
  return { ...content, series };
}

const namesOf = ({ kind, interval }: FetchedSeries): readonly string[] => SHAPES[shapeOf(kind, interval)].columns;

function joined(series: FetchedSeries, first: AnyColumns): AnyColumns {
  const columns = namesOf(series).map((name) => [name, Float64Array.of(...first[name]!, ...series.columns[name]!)]);
  return Object.fromEntries(columns) as AnyColumns;
}

/** Rows of a stretch of time, in the order in which they came. */
function cut(series: FetchedSeries, { from, to }: Range): FetchedSeries {
  const isInside = (_: number, row: number): boolean => series.columns.t[row]! >= from && series.columns.t[row]! < to;
  if (series.columns.t.every(isInside)) return series;
  const columns = namesOf(series).map((name) => [name, series.columns[name]!.filter(isInside)]);
  return { ...series, columns: Object.fromEntries(columns) as AnyColumns };
}
