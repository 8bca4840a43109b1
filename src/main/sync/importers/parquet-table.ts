import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type AsyncBuffer,
  type FileMetaData,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { columnTypes } from './csv/column-types';
import { readNumber } from './csv/number';
import { OP } from './csv/scan';
import { epochToMs, parseTimeText } from './csv/time';
import { ImportError } from './errors';
import { BATCH_ROWS, Pipeline } from './pipeline';
import type { BoundTable } from './plan/bind';
import type { TableHead } from './plan/table';
import type { Position, TablePage, TableRun } from './csv-table';

export interface ParquetFile {
  readonly path: string;
  readonly buffer: AsyncBuffer;
  readonly metadata: FileMetaData;
  readonly columns: readonly string[];
  readonly rows: number;
}

const SAMPLE_ROWS = 500;
const PAGE_ROWS = 65_536;

export async function openParquet(path: string): Promise<ParquetFile> {
  try {
    const buffer = await asyncBufferFromFile(path);
    const metadata = await parquetMetadataAsync(buffer);
    const columns = parquetSchema(metadata).children.map(({ element }) => element.name);
    return { path, buffer, metadata, columns, rows: Number(metadata.num_rows) };
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    throw new ImportError(`the Parquet file is damaged (${message}).`, {
      fault: 'corrupt',
      file: path,
      hint: 'Download it again.',
    });
  }
}

type Row = Record<string, unknown>;

const readRows = (file: ParquetFile, from: number, to: number, columns: readonly string[]): Promise<Row[]> =>
  parquetReadObjects({
    file: file.buffer,
    metadata: file.metadata,
    compressors,
    columns: [...columns],
    rowStart: from,
    rowEnd: to,
  });

export async function readParquetHead(file: ParquetFile): Promise<TableHead> {
  const objects = await readRows(file, 0, Math.min(SAMPLE_ROWS, file.rows), file.columns);
  const rows = objects.map((row) => file.columns.map((name) => textOf(row[name])));
  return {
    file: file.path,
    header: file.columns,
    hasHeader: true,
    types: columnTypes(rows, file.columns.length),
    rows,
    decimal: '.',
  };
}

/** Pages of a Parquet table; positions count rows. */
export async function* readParquetTable(
  file: ParquetFile,
  table: BoundTable,
  start: Position,
  run: TableRun,
): AsyncGenerator<TablePage> {
  let rows: Row[] = [];
  let first = 0;
  const pipeline = new Pipeline(table, run.file, run.now, (row) =>
    JSON.stringify(rows[first + row], (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
  const names = [...table.valueColumns, ...table.tagColumns].map((column) => file.columns[column]!);
  const bytesPerRow = file.buffer.byteLength / Math.max(1, file.rows);
  run.onBytes(start.offset * bytesPerRow);
  let at = start.offset;
  while (at < file.rows) {
    const end = Math.min(file.rows, at + PAGE_ROWS);
    rows = await readRows(file, at, end, names);
    for (let done = 0; done < rows.length;) {
      run.checkStop();
      first = done;
      done += fillBatch(pipeline, table, file, rows, done, at);
      pipeline.take(at + first);
    }
    run.onBytes((end - at) * bytesPerRow);
    at = end;
    const next = { offset: at, line: at + 1 };
    yield {
      content: pipeline.page(false),
      next: pipeline.held() ?? next,
      last: false,
      rows: pipeline.rows,
      accepted: pipeline.accepted,
    };
  }
  yield {
    content: pipeline.page(true),
    next: { offset: at, line: at + 1 },
    last: true,
    rows: pipeline.rows,
    accepted: pipeline.accepted,
  };
}

/** Values that cannot be read become NaN and are told by the checks. @returns rows taken. */
function fillBatch(
  pipeline: Pipeline,
  table: BoundTable,
  file: ParquetFile,
  rows: readonly Row[],
  from: number,
  base: number,
): number {
  const { batch } = pipeline;
  const { scan, valueColumns, tagColumns } = table;
  const count = Math.min(BATCH_ROWS, rows.length - from);
  for (let i = 0; i < count; i++) {
    batch.line[i] = base + from + i + 1;
    batch.start[i] = i;
  }
  valueColumns.forEach((column, slot) => {
    const name = file.columns[column]!;
    const isTime = scan.ops[column] === OP.epoch || scan.ops[column] === OP.text;
    for (let i = 0; i < count; i++)
      batch.values[slot * batch.capacity + i] = numberOf(rows[from + i]![name], isTime, table);
  });
  tagColumns.forEach((column, slot) => {
    const name = file.columns[column]!;
    for (let i = 0; i < count; i++)
      batch.tags[slot * batch.capacity + i] = scan.interners[slot]!.idOfText(textOf(rows[from + i]![name]));
  });
  batch.rows = count;
  return count;
}

function numberOf(value: unknown, isTime: boolean, { scan }: BoundTable): number {
  if (value instanceof Date) return value.getTime();
  const number =
    typeof value === 'string' ? readNumber(value) : value === null || value === undefined ? Number.NaN : Number(value);
  if (!isTime) return number ?? Number.NaN;
  if (typeof value === 'string' && (number === undefined || value.length === 8)) return parseTimeText(value, scan.time);
  return number === undefined ? Number.NaN : epochToMs(number, scan.time.unit);
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | bigint | boolean);
}
