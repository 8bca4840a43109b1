import { SHAPES, shapeOf, type AnyColumns, type Bars, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { PageBlock, QuarantinedRow, SeriesKey } from '#main/store/types';
import { CHECKS, VALUES, type Finding } from '../importers/validate/checks';
import { ImpliedPriceGuard } from '../importers/validate/oi-units';
import { NetError } from '../net/types';
import type { FetchedSeries, Offer, PageRequest, SourcePage } from '../source';
import { lastStamp, newest, type Answer, type Doubt } from './answer';
import { lagOf, newestClosed, settledPart } from './closing';
import { checkMacro } from './macro';
import { arePlainBars } from './plain-bars';
import { pick, repeated, rowText, sortByTime } from './rows';
import { checkStamp, isWhole } from './stamps';
import { markSteps, type Neighbours } from './steps';

export interface ArrivalContext {
  /** `source` of the series that the page feeds. */
  readonly series: string;
  readonly shape: Offer['shape'];
  /** What quarantined rows are filed under. */
  readonly path: string;
  /** The source's clock. */
  readonly sourceNow: Ms;
  /** Bars beside the page, where they are known. */
  readonly neighbours: (key: SeriesKey, first: Ms, last: Ms) => Neighbours;
}

/**
 * Looks a page through as it arrives: rows that cannot be right are set aside, bars that still form and rows that nobody
 * asked for are left out, and what is odd about it is named.
 * @throws {NetError} `broken`: it is not the page that was asked for
 */
export function lookThrough(page: SourcePage, request: PageRequest, context: ArrivalContext): Answer {
  const { shape, sourceNow } = context;
  checkClaim(page, request, shape);
  const doubts = new Set<Doubt>();
  const quarantined: QuarantinedRow[] = [...(page.quarantined ?? [])];
  const reject = (t: Ms, finding: Finding, text: string): void => {
    doubts.add('faulty');
    quarantined.push({ file: context.path, line: Number.NaN, t, ...finding, text });
  };
  const looked = page.series.map((series) => lookThroughSeries(series, request, context, reject));
  const macro = checkMacro(page.macro, sourceNow, reject);
  const blocks = looked.flatMap(({ block }) => (block ? [block] : []));
  const kept = blocks.reduce((sum, { columns }) => sum + columns.t.length, 0);
  const outside = looked.reduce((sum, one) => sum + one.outside, 0);
  const forming = looked.reduce((sum, one) => sum + one.forming, 0);
  if (outside > 0 && kept + quarantined.length + forming + macro.length === 0)
    throw new NetError('broken', `The answer of ${request.source} holds ${outside} rows, none of them from the time that was asked for.`); // prettier-ignore
  for (const one of looked) for (const doubt of one.doubts) doubts.add(doubt);
  const rows = kept + macro.length;
  const { seen = Number.NaN } = page;
  if (rows + quarantined.length + forming === 0 && Number.isNaN(seen) && page.settled.to > page.settled.from)
    doubts.add('empty');
  const lag = page.series.reduce((most, series) => Math.max(most, lagOf(series)), request.interval);
  const settled =
    shape === 'history'
      ? settledPart(page.settled, { sourceNow, lag, interval: request.interval, last: newest(lastStamp(blocks), seen) })
      : page.settled;
  if (
    settled &&
    shape === 'history' &&
    looked.some(({ block, isGapless }) => block && hasHoles(block, settled, quarantined.length, isGapless))
  )
    doubts.add('holes');
  return { blocks, macro, quarantined, rows, claimed: page.settled, settled, doubts: [...doubts] };
}

/** A page answers the end that was asked for, and some of it. */
function checkClaim({ settled }: SourcePage, { from, to, end, source }: PageRequest, shape: Offer['shape']): void {
  if (shape !== 'history') return;
  const touches = end === 'oldest' ? settled.from <= from && settled.to > from : settled.to >= to && settled.from < to;
  if (!touches) throw new NetError('broken', `The answer of ${source} is not the page that was asked for.`);
}

interface Looked {
  readonly block: PageBlock | undefined;
  /** No row is missing between the first and the last. */
  readonly isGapless: boolean;
  readonly outside: number;
  readonly forming: number;
  readonly doubts: readonly Doubt[];
}

function lookThroughSeries(
  series: FetchedSeries,
  request: PageRequest,
  context: ArrivalContext,
  reject: (t: Ms, finding: Finding, text: string) => void,
): Looked {
  const { instrument, kind, interval, field, traits } = series;
  const shape = shapeOf(kind, interval);
  checkColumns(shape, series.columns, request);
  const limit = context.shape === 'capture' ? Infinity : newestClosed(context.sourceNow, lagOf(series));
  const ranged = context.shape === 'history';
  const key: SeriesKey = { instrument, kind, interval, source: context.series, field };
  const asBlock = (kept: AnyColumns): PageBlock => ({ key, traits, coverage: series.coverage, columns: kept, line: new Float64Array(kept.t.length).fill(Number.NaN) }); // prettier-ignore
  if (shape === 'bars' && isPlain(series.columns, key, request, limit, ranged, context))
    return { block: asBlock(series.columns), isGapless: true, outside: 0, forming: 0, doubts: [] };
  const columns = sortByTime(shape, series.columns);
  const { t } = columns;
  let outside = 0;
  let forming = 0;
  let good: number[] | undefined; // none until a row is left out
  const leaveOut = (i: number): void => void (good ??= Array.from({ length: i }, (_, k) => k));
  for (let i = 0; i < t.length; i++) {
    const at = t[i]!;
    const isIn = !ranged || (at >= request.from && at < request.to);
    if (isIn && at <= limit && isWhole(shape, columns, i)) {
      const finding = CHECKS[shape](columns, i);
      if (!finding) {
        good?.push(i);
        continue;
      }
      reject(at, finding, rowText(columns, i));
    } else if (VALUES[shape].every((name) => Number.isNaN(columns[name]![i]!)) && Number.isFinite(at)) {
      // a row without any value says nothing
    } else {
      const finding = checkStamp(at, request, context.sourceNow, ranged);
      if (finding) reject(at, finding, rowText(columns, i));
      else if (!isIn) outside++;
      else if (at > limit) forming++;
      else reject(at, { reason: 'unparseable', detail: 'a value is missing or is no number' }, rowText(columns, i));
    }
    leaveOut(i);
  }
  const kept = setApartUnits(shape, good ? pick(shape, columns, good) : columns, key, context, reject);
  const { duplicates, contradictions } = repeated(shape, kept);
  const doubts: Doubt[] = [];
  if (outside > 0) doubts.push('outside');
  if (duplicates) doubts.push('duplicates');
  if (contradictions) doubts.push('contradictions');
  return { block: kept.t.length > 0 ? asBlock(kept) : undefined, isGapless: false, outside, forming, doubts };
}

/** Bars of which nothing but their rows is to be told. */
function isPlain(
  columns: AnyColumns,
  key: SeriesKey,
  { from, to }: PageRequest,
  limit: Ms,
  ranged: boolean,
  { neighbours }: ArrivalContext,
): boolean {
  if (!arePlainBars(columns, key.interval)) return false;
  const [first, last] = [columns.t[0]!, columns.t.at(-1)!];
  if (last > limit || (ranged && !(first >= from && last < to))) return false;
  const { before, after } = neighbours(key, first, last);
  const row = (i: number) => pick('bars', columns, [i]) as Bars;
  return !(before ? markSteps(row(0), key.interval, { before }) : after && markSteps(row(columns.t.length - 1), key.interval, { after })); // prettier-ignore
}

/** Rows whose price says that they are in another unit than those around. */
function setApartUnits(
  shape: Shape,
  columns: AnyColumns,
  key: SeriesKey,
  { neighbours }: ArrivalContext,
  reject: (t: Ms, finding: Finding, text: string) => void,
): AnyColumns {
  const rows = columns.t.length;
  let marks: Uint8Array | undefined;
  if (shape === 'bars' && rows > 0)
    marks = markSteps(columns as AnyColumns & { o: Float64Array; c: Float64Array }, key.interval, neighbours(key, columns.t[0]!, columns.t[rows - 1]!)); // prettier-ignore
  else if (shape === 'oi')
    marks = new ImpliedPriceGuard().mark(columns['base']!, columns['usd']!, new Int32Array(rows), rows);
  if (!marks?.includes(1)) return columns;
  const good: number[] = [];
  for (let i = 0; i < rows; i++)
    if (marks[i] === 1)
      reject(columns.t[i]!, { reason: 'unitMixUp', detail: 'the price is in another unit than that of the rows around it' }, rowText(columns, i)); // prettier-ignore
    else good.push(i);
  return pick(shape, columns, good);
}

function checkColumns(shape: Shape, columns: AnyColumns, { source }: PageRequest): void {
  for (const name of SHAPES[shape].columns)
    if (columns[name]?.length !== columns.t.length)
      throw new NetError('broken', `The answer of ${source} lacks some of the column "${name}".`);
}

/** Whether a regular series lacks rows in a range. Rows that were set aside count as there. */
function hasHoles({ key: { interval }, columns: { t } }: PageBlock, { from, to }: { from: Ms; to: Ms }, aside: number, isGapless: boolean): boolean {
  if (interval === 0) return false;
  let missing = Math.floor((t[0]! - from) / interval) + Math.max(0, Math.ceil((to - t.at(-1)!) / interval) - 1);
  if (isGapless) return missing > aside;
  for (let i = 1; i < t.length; i++) missing += Math.max(0, Math.round((t[i]! - t[i - 1]!) / interval) - 1);
  return missing > aside;
} // prettier-ignore
