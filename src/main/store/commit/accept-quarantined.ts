import { chunkSpan, SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { StoreError } from '../errors';
import type { Repositories } from '../repositories';
import { describeSeries } from '../repositories/series';
import { undatedOf } from '../release-text';
import { shapeOfKey } from '../series/block';
import type { Contradiction, QuarantinedRecord, RowValues, SeriesId, SeriesRecord } from '../types';
import { refusedRow } from './refused-row';
import { equalRows, findRow, rowAt } from './row-values';
import { putChunk, readExisting } from './write-chunk';

type Decided = QuarantinedRecord & { readonly conflict: Contradiction };

/**
 * Puts the newer rows of contradictions in the place of the stored ones and takes them out of quarantine. Where a newer row
 * says nothing, the stored value stays. That the same values were refused before, of another file, holds no longer.
 * @throws {StoreError} `mismatch`: one of them contradicts no stored row (a release that is known is revised by one of its own), or what is stored has changed since.
 */
export function acceptQuarantined(repositories: Repositories, ids: readonly number[]): void {
  const { quarantine, kept, series: seriesRepository } = repositories;
  const bySeries = new Map<SeriesId, Decided[]>();
  for (const id of new Set(ids)) {
    const row = quarantine.get(id);
    if (!row) throw refused('A row is no longer in quarantine');
    const { series, conflict } = row;
    const refusedBefore = refusedRow(row);
    if (refusedBefore) kept.forget(refusedBefore);
    const undated = series === undefined && conflict ? undatedOf(row.text) : undefined;
    if (undated && conflict) {
      replaceFigure(repositories, undated, conflict);
      continue;
    }
    if (series === undefined || !conflict) throw refused(`The row '${row.text}' contradicts no stored row of a series`);
    bySeries.set(series, [...(bySeries.get(series) ?? []), { ...row, conflict }]);
  }
  for (const [id, rows] of bySeries) {
    replaceRows(repositories, seriesRepository.get(id)!, rows);
    seriesRepository.recount(id);
  }
  quarantine.remove(ids);
}

/** A figure whose release is not told has no vintages: the newer one takes its place. */
function replaceFigure(
  { macro }: Repositories,
  { seriesId, period }: { readonly seriesId: string; readonly period: Ms },
  { stored, newer }: Contradiction,
): void {
  if (!macro.replaceUndated(seriesId, period, valueOf(stored, 'value'), valueOf(newer, 'value')))
    throw changedSince(seriesId, period);
}

function replaceRows(repositories: Repositories, series: SeriesRecord, rows: readonly Decided[]): void {
  const { chunks, pyramids } = repositories;
  const shape = shapeOfKey(series);
  const span = chunkSpan(shape, series.interval);
  const byBucket = new Map<Ms, Decided[]>();
  for (const row of rows) {
    const bucket = Math.floor(row.t / span) * span;
    byBucket.set(bucket, [...(byBucket.get(bucket) ?? []), row]);
  }
  for (const [bucket, inChunk] of byBucket) {
    const columns = readExisting(chunks, series, bucket);
    if (!columns) throw changedSince(describeSeries(series), inChunk[0]!.t);
    for (const row of inChunk) replaceRow(series, shape, columns, row);
    putChunk(chunks, pyramids, series, shape, bucket, columns);
  }
}

/** @param columns of one chunk, which are written to */
function replaceRow(series: SeriesRecord, shape: Shape, columns: AnyColumns, row: Decided): void {
  const { stored, newer } = row.conflict;
  const at = findRow(shape, columns, newer);
  if (at < 0 || !equalRows(rowAt(columns, at), stored)) throw changedSince(describeSeries(series), row.t);
  for (const name of SHAPES[shape].columns) {
    const value = valueOf(newer, name);
    if (!Number.isNaN(value)) columns[name]![at] = value;
  }
}

const valueOf = (row: RowValues, name: string): number => row[name] ?? Number.NaN;

const changedSince = (what: string, t: Ms): StoreError =>
  refused(
    `What is stored of ${what} at ${new Date(t).toISOString()} has changed since this contradiction came`,
    'Keep what is stored, or import or sync again to see the two as they are now.',
  );

const refused = (what: string, then = 'Choose among the rows that are there now.'): StoreError =>
  new StoreError('mismatch', `${what}. Nothing was changed. ${then}`);
