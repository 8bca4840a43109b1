import type { Ms } from '#core/time/ms';
import { sniffDialect, type Dialect } from './csv/dialect';
import { columnTypes } from './csv/column-types';
import { createScanner } from './csv/quick-scan';
import { clearBatch, type Fault } from './csv/scan';
import { splitRow } from './csv/split';
import { parseTimeText } from './csv/time';
import { ImportError } from './errors';
import { readBlocks, type Block } from './input/blocks';
import type { InputEntry } from './input/open-input';
import { Pipeline, type PageContent } from './pipeline';
import type { BoundTable } from './plan/bind';
import type { TableHead } from './plan/table';

const HEAD_BYTES = 256 * 1024;
/** A page is read in blocks of an eighth of it, small enough to be in the cache still when they are scanned. */
const LEAST_BLOCK = 64 * 1024;

/** Reads the first part of a table. Throws `ImportError` when there is no text in it. */
export async function readCsvHead(entry: InputEntry, path: string): Promise<{ dialect: Dialect; head: TableHead }> {
  const stream = await entry.open(0, () => undefined);
  try {
    const buffer = Buffer.alloc(HEAD_BYTES);
    const count = await stream.read(buffer, 0, HEAD_BYTES);
    const bytes = buffer.subarray(0, count);
    if (bytes.subarray(0, 4_096).includes(0))
      throw new ImportError(`${entry.name} is not text.`, {
        fault: 'unsupported',
        file: path,
        hint: 'Save it as UTF-8 CSV.',
      });
    const dialect = sniffDialect(bytes, count < HEAD_BYTES);
    if (!dialect)
      throw new ImportError(`${entry.name} holds no rows.`, {
        fault: 'unsupported',
        file: path,
        hint: 'Download it again.',
      });
    const { header, hasHeader, rows, decimal } = dialect;
    const types = columnTypes(rows, header.length, decimal);
    return { dialect, head: { file: path, header, hasHeader, types, rows, decimal } };
  } finally {
    await stream.close();
  }
}

export interface Position {
  /** In the unpacked table. */
  readonly offset: number;
  readonly line: number;
}

export interface TablePage {
  readonly content: PageContent;
  /** Where a run that stops here goes on. */
  readonly next: Position;
  readonly last: boolean;
  readonly rows: number;
  readonly accepted: number;
}

export interface TableRun {
  readonly file: string;
  readonly now: Ms;
  readonly pageBytes: number;
  readonly onBytes: (count: number) => void;
  /** Throws when the run is to end. */
  readonly checkStop: () => void;
}

/** Pages of a CSV table from `start` on. A page that is half full ends where a chunk of the store does, if it can. */
export async function* readCsvTable(
  entry: InputEntry,
  dialect: Dialect,
  table: BoundTable,
  start: Position,
  run: TableRun,
): AsyncGenerator<TablePage> {
  let block: Block | undefined;
  const pipeline: Pipeline = new Pipeline(table, run.file, run.now, (row) =>
    rowText(block!.text, pipeline.batch.start[row]!),
  );
  const { batch } = pipeline;
  batch.nextLine = start.line;
  const scan = createScanner(table.scan, batch.capacity);
  const stream = await entry.open(start.offset, run.onBytes);
  let next = start;
  let pageStart = start.offset;
  const page = (last: boolean): TablePage => {
    const content = pipeline.page(last);
    pageStart = next.offset;
    return { content, next: pipeline.held() ?? next, last, rows: pipeline.rows, accepted: pipeline.accepted };
  };
  // The first batches are short: an optimiser that has seen a loop end does not throw its code away at the next end.
  let limit = 32;
  const blockBytes = Math.min(run.pageBytes, Math.max(LEAST_BLOCK, Math.floor(run.pageBytes / 8)));
  for await (block of readBlocks(stream, start.offset, blockBytes, table.scan.delimiter)) {
    const { text } = block;
    for (let p = 0; p < block.scan.length;) {
      run.checkStop();
      const isDue = next.offset - pageStart >= run.pageBytes / 2;
      const toCut = isDue ? pipeline.rowsToCut() : undefined;
      if (toCut === 0) yield page(false);
      clearBatch(batch);
      p = scan(block.scan, p, block.scan.length, batch, toCut ? Math.min(limit, toCut) : limit);
      limit = Math.min(batch.capacity, limit * 2);
      for (const fault of batch.faults)
        setAside(pipeline, fault, text.toString('utf8', fault.from, fault.to).replace(/\r$/, ''), dialect, table);
      pipeline.take(block.offset);
      next = { offset: block.offset + p, line: batch.nextLine };
    }
    if (block.last) break;
    if (next.offset - pageStart + blockBytes > run.pageBytes) yield page(false);
  }
  yield page(true);
}

function rowText(text: Buffer, from: number): string {
  const end = text.indexOf(10, from);
  return text.toString('utf8', from, end < 0 ? text.length : end).replace(/\r$/, '');
}

function setAside(pipeline: Pipeline, fault: Fault, text: string, dialect: Dialect, table: BoundTable): void {
  if (text === dialect.headerText) return; // files put together, each with its header
  const cells = splitRow(text, dialect.delimiter);
  const t = timeOf(cells, table);
  if (fault.column < 0) {
    const detail = `the row has ${fault.count} ${fault.count === 1 ? 'column' : 'columns'}; ${table.scan.width} were expected`;
    pipeline.quarantine(fault.line, { reason: 'wrongColumnCount', detail }, t, text);
    return;
  }
  const what = table.scan.ops[fault.column] === 1 ? 'a number' : 'an instant';
  const detail = `${table.header[fault.column]} is "${(cells[fault.column] ?? '').slice(0, 80)}"; ${what} was expected`;
  pipeline.quarantine(fault.line, { reason: 'unparseable', detail }, t, text);
}

/** Stamp of a row that is bad elsewhere. */
function timeOf(cells: readonly string[], { scan }: BoundTable): Ms {
  const column = scan.ops.findIndex((op) => op === 2 || op === 3);
  const cell = cells[column];
  if (cell === undefined || cell === '') return Number.NaN;
  return /^\d{9,}$/.test(cell) ? epochOf(Number(cell)) : parseTimeText(cell, scan.time);
}

const epochOf = (stamp: number): Ms =>
  stamp < 1e11 ? stamp * 1e3 : stamp < 1e14 ? stamp : stamp < 1e17 ? stamp / 1e3 : stamp / 1e6;
