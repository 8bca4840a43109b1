import type { Ms } from '#core/time/ms';
import { lowerBound } from '#core/series/search';
import type { ChunkHead, ChunkRepository } from '../repositories/chunks';
import type { MonthCoverage, SeriesRecord } from '../types';
import { headsBy, isFull } from './heads';
import { readColumns } from './read-columns';

/** Rows of a series per UTC month as known by `asOf`, from its first month to its last, empty ones included. */
export function coverageOf(chunks: ChunkRepository, series: SeriesRecord, asOf?: Ms): MonthCoverage[] {
  const heads = headsBy(chunks, series, asOf);
  const last = heads.at(-1)?.last ?? -Infinity;
  const rows = new Map<Ms, number>();
  for (const head of heads)
    for (const [month, n] of rowsByMonth(chunks, series, head)) rows.set(month, (rows.get(month) ?? 0) + n);
  const months: MonthCoverage[] = [];
  for (let month = monthOf(series.from); month <= last; month = nextMonth(month)) {
    const expected = series.interval > 0 ? (nextMonth(month) - month) / series.interval : Number.NaN;
    months.push({ id: series.id, month, rows: rows.get(month) ?? 0, expected });
  }
  return months;
}

function rowsByMonth(chunks: ChunkRepository, series: SeriesRecord, head: ChunkHead): [month: Ms, rows: number][] {
  if (monthOf(head.first) === monthOf(head.last)) return [[monthOf(head.first), head.rows]];
  const full = series.interval > 0 && isFull(head, series.interval);
  const t = full ? undefined : readColumns(chunks, series, { from: head.first, to: head.last + 1 }, ['t']).t;
  const rowsBefore = (instant: Ms): number =>
    t ? lowerBound(t, instant) : Math.min(head.rows, Math.ceil((instant - head.first) / series.interval));
  const found: [Ms, number][] = [];
  let done = 0;
  for (let month = monthOf(head.first); month <= head.last; month = nextMonth(month)) {
    const end = rowsBefore(nextMonth(month));
    found.push([month, end - done]);
    done = end;
  }
  return found;
}

const monthOf = (t: Ms): Ms => {
  const date = new Date(t);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth());
};
const nextMonth = (month: Ms): Ms => {
  const date = new Date(month);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
};
