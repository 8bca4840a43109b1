import type { ImportCursor, Page } from '#main/store/types';
import { readCsvHead, readCsvTable, type TablePage, type TableRun } from './csv-table';
import { ImportError } from './errors';
import { fingerprintOf } from './fingerprint';
import { openInput, type Input } from './input/open-input';
import { readName } from './names';
import { prepareTable, requirePrepared } from './plan/prepare';
import type { ImportHooks, ImportOptions } from './types';
import type { Choice } from './plan/choose';

const PAGE_BYTES = 8 << 20;

/**
 * Reads a file page by page, in bounded memory. Nothing is yielded for a file that cannot be understood: `ImportError`.
 * A run that goes on from a cursor yields what comes after it; a cursor of another file or of other options is ignored.
 */
export async function* openImport(
  path: string,
  options: ImportOptions = {},
  hooks: ImportHooks = {},
): AsyncGenerator<Page> {
  const input = await openInput(path);
  const tables = await openTables(input, options);
  const fingerprint = await fingerprintOf(path, tables.map(({ choice }) => choice.format.name).join(), options);
  const resume = hooks.resumeFrom?.fingerprint === fingerprint ? hooks.resumeFrom : undefined;
  if (resume?.done) return;
  const progress = createProgress(input, hooks);
  let rows = 0, accepted = 0; // prettier-ignore
  for (const table of tables) {
    if (resume && resume.offset >= table.base + table.size && table !== tables.at(-1)) continue;
    const within = resume && resume.offset >= table.base;
    const start = within ? { offset: resume.offset - table.base, line: resume.line } : table.start;
    const run: TableRun = {
      file: path,
      now: hooks.now ?? Date.now(),
      pageBytes: hooks.pageBytes ?? PAGE_BYTES,
      onBytes: progress.onBytes,
      checkStop: progress.checkStop,
    };
    for await (const page of wrapDamage(table.read(start, run), path)) {
      if (!resume && accepted + page.accepted === 0) refuse(page, path);
      const done = page.last && table === tables.at(-1);
      progress.report(rows + page.rows);
      if (done && accepted + page.accepted === 0 && !resume) refuseSelection(rows + page.rows, path, options);
      const cursor: ImportCursor = {
        fingerprint, path, done, source: sourceOf(table.choice), kind: table.choice.series[0]!.spec.kind,
        offset: table.base + page.next.offset, line: page.next.line,
      }; // prettier-ignore
      const { blocks, macro, quarantined } = page.content;
      if (done || blocks.length > 0 || macro.length > 0 || quarantined.length > 0) yield { ...page.content, cursor };
      if (page.last) [rows, accepted] = [rows + page.rows, accepted + page.accepted];
    }
  }
}

interface Table {
  readonly choice: Choice;
  /** Where the table begins and how long it is, in unpacked bytes of all tables (rows of a Parquet file). */
  readonly base: number;
  readonly size: number;
  readonly start: { readonly offset: number; readonly line: number };
  read(start: { offset: number; line: number }, run: TableRun): AsyncGenerator<TablePage>;
}

/** Makes every table of the file ready before the first row is read, so that a bad one stops the import at its start. */
async function openTables(input: Input, options: ImportOptions): Promise<Table[]> {
  if (input.container === 'parquet') {
    const { openParquet, readParquetHead, readParquetTable } = await import('./parquet-table');
    const file = await openParquet(input.path);
    const { choice, bound } = requirePrepared(
      prepareTable(await readParquetHead(file), readName(input.path), options),
      input.path,
    );
    return [
      {
        choice,
        base: 0,
        size: file.rows,
        start: { offset: 0, line: 1 },
        read: (start, run) => readParquetTable(file, bound, start, run),
      },
    ];
  }
  const tables: Table[] = [];
  let base = 0;
  for (const entry of input.entries) {
    const { dialect, head } = await damageTold(readCsvHead(entry, input.path), input.path);
    const hint = readName(input.compression === 'zip' ? entry.name : input.path);
    const { choice, bound } = requirePrepared(prepareTable(head, hint, options, dialect.delimiter), input.path);
    tables.push({
      choice, base, size: entry.size, start: { offset: dialect.offset, line: dialect.line },
      read: (start, run) => readCsvTable(entry, dialect, bound, start, run),
    }); // prettier-ignore
    base += entry.size;
  }
  return tables;
}

const sourceOf = ({ format, series }: Choice): string => {
  const source = series[0]!.spec.source ?? format.source;
  return source.includes('{') ? format.name : source;
};

/** A first page without one readable row: the file is not what it was taken for. */
function refuse({ content, rows }: TablePage, path: string): void {
  const [first] = content.quarantined;
  const unread = content.quarantined.every(
    ({ reason }) => reason === 'unparseable' || reason === 'wrongColumnCount' || reason === 'timeOutOfRange',
  );
  if (!first || !unread || content.quarantined.length < rows) return;
  throw new ImportError(`not one of ${rows} rows could be read: ${first.detail}.`, { fault: 'unreadableRows', file: path, line: first.line, field: first.detail.split(' is ', 1)[0], hint: 'Map the columns by hand with --map <field>=<column>, or set --time-unit.' }); // prettier-ignore
}

/** The instrument or filter asked for is not in the file. */
function refuseSelection(rows: number, path: string, { instrument, where }: ImportOptions): void {
  if (rows === 0 || (instrument === undefined && where === undefined)) return;
  const asked = [instrument, ...Object.entries(where ?? {}).map(([column, value]) => `${column}=${value}`)]
    .filter(Boolean)
    .join(', ');
  throw new ImportError(`none of ${rows} rows is of ${asked}.`, { fault: 'badOption', file: path, field: instrument === undefined ? 'where' : 'instrument', hint: 'Leave the selection out, or name the series with --map instrument=@NAME.' }); // prettier-ignore
}

async function* wrapDamage(pages: AsyncGenerator<TablePage>, path: string): AsyncGenerator<TablePage> {
  try {
    yield* pages;
  } catch (cause) {
    throw toDamage(cause, path);
  }
}

const damageTold = <T>(work: Promise<T>, path: string): Promise<T> =>
  work.catch((cause: unknown) => Promise.reject(toDamage(cause, path) as Error));

/** Errors of the unpackers, in words. */
function toDamage(cause: unknown, path: string): unknown {
  if (!(cause instanceof Error) || cause instanceof ImportError || cause.name === 'AbortError') return cause;
  const unpacking = 'code' in cause && String(cause.code).startsWith('Z_');
  if (!unpacking && !(cause instanceof RangeError) && !/zip|crc|size|stream/i.test(cause.message)) return cause;
  return new ImportError(`the file is damaged (${cause.message}).`, { fault: 'corrupt', file: path, hint: 'Download it again; what was stored before is kept.' }); // prettier-ignore
}

function createProgress(
  input: Input,
  hooks: ImportHooks,
): { onBytes: (count: number) => void; checkStop: () => void; report: (rows: number) => void } {
  let bytesRead = 0;
  return {
    onBytes: (count) => void (bytesRead += count),
    checkStop() {
      hooks.signal?.throwIfAborted();
      if (hooks.shouldStop?.()) throw new DOMException('The import was stopped.', 'AbortError');
    },
    report: (rows) =>
      hooks.onProgress?.({ bytesRead: Math.min(input.size, Math.round(bytesRead)), bytesTotal: input.size, rows }),
  };
}
