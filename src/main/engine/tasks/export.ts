import { closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { SHAPES, shapeOf, type AnyColumns, type SeriesKind } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { BallastError } from '../../errors';
import type { StoreReader } from '../../store/api';
import type { SeriesRecord } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';

export interface ExportArgs {
  readonly seriesId: number;
  readonly format: 'csv' | 'parquet';
  /** Absolute path; written beside it first and renamed when whole. */
  readonly path: string;
  readonly asOf: Ms | undefined;
}

const ROWS_AT_ONCE = 100_000;

/** Missing values are empty in CSV: NaN would be read as text by most programs. */
const cell = (value: number): string => (Number.isNaN(value) ? '' : String(value));

export function* csvParts(columns: AnyColumns, names: readonly string[]): Generator<string> {
  yield `${names.join(',')}\n`;
  const arrays = names.map((name) => columns[name]!);
  for (let from = 0; from < columns.t.length; from += ROWS_AT_ONCE) {
    let text = '';
    const to = Math.min(columns.t.length, from + ROWS_AT_ONCE);
    for (let i = from; i < to; i++) text += `${arrays.map((array) => cell(array[i]!)).join(',')}\n`;
    yield text;
  }
}

function writeCsv(path: string, columns: AnyColumns, names: readonly string[], context: TaskContext): void {
  const file = openSync(path, 'w');
  try {
    let done = 0;
    for (const part of csvParts(columns, names)) {
      if (context.shouldStop()) throw new Stopped();
      writeSync(file, part);
      context.onProgress(Math.min(columns.t.length, (done += ROWS_AT_ONCE)), columns.t.length);
    }
  } finally {
    closeSync(file);
  }
}

function writeParquet(path: string, columns: AnyColumns, names: readonly string[], series: SeriesRecord): void {
  const buffer = parquetWriteBuffer({
    columnData: names.map((name) => ({ name, data: columns[name]!, type: 'DOUBLE' as const })),
    kvMetadata: [
      { key: 'instrument', value: series.instrument },
      { key: 'kind', value: series.kind },
      { key: 'source', value: series.source },
      { key: 'synthetic', value: String(series.synthetic) },
    ],
  });
  const file = openSync(path, 'w');
  try {
    writeSync(file, new Uint8Array(buffer));
  } finally {
    closeSync(file);
  }
}

const unwritable = (path: string, cause: Error): BallastError =>
  new BallastError('failed', `${path} cannot be written (${cause.message}). Nothing was left there. Free space, or choose another place.`, { cause }); // prettier-ignore

/** Writes one series to a file. @returns rows written. */
export function exportSeries(store: () => StoreReader, args: ExportArgs, context: TaskContext): number {
  const series = store().getSeries(args.seriesId);
  if (!series || series.kind === 'macro')
    throw new BallastError('notFound', 'That series is no longer stored. Nothing was written.');
  const names = SHAPES[shapeOf(series.kind as Exclude<SeriesKind, 'macro'>, series.interval)].columns;
  const columns = store().read(series.id, args.asOf === undefined ? {} : { asOf: args.asOf });
  const partial = `${args.path}.part`;
  try {
    if (args.format === 'csv') writeCsv(partial, columns, names, context);
    else writeParquet(partial, columns, names, series);
    renameSync(partial, args.path);
  } catch (cause) {
    rmSync(partial, { force: true });
    throw cause instanceof Error && 'syscall' in cause ? unwritable(args.path, cause) : cause;
  }
  return columns.t.length;
}
