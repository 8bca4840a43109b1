import { readCsvHead } from '../csv-table';
import { splitRow } from '../csv/split';
import { ImportError } from '../errors';
import { normalName } from '../format/columns';
import { readBlocks } from '../input/blocks';
import { openInput } from '../input/open-input';

/** A small table as text, read whole. */
export interface TextTable {
  readonly file: string;
  /** Column names in one form: `daily_fees`. */
  readonly header: readonly string[];
  readonly decimal: '.' | ',';
  readonly rows: readonly TextRow[];
}

export interface TextRow {
  /** 1-based line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

const MOST_ROWS = 200_000;
const BLOCK_BYTES = 1 << 20;
const LF = 10;

/** @throws {ImportError} it is no table with a header, or too large a one */
export async function readTextTable(path: string): Promise<TextTable> {
  const input = await openInput(path);
  const refuse = (what: string, hint: string, place: { line?: number; field?: string } = {}): never => {
    throw new ImportError(what, { fault: 'unsupported', file: path, hint, ...place });
  };
  if (input.container === 'parquet') refuse('a Parquet file is not read as statements.', 'Save it as CSV.');
  if (input.entries.length !== 1) refuse(`it holds ${input.entries.length} tables.`, 'Unpack it and give one of them.');
  const entry = input.entries[0]!;
  const { dialect } = await readCsvHead(entry, path).catch((cause: unknown) => Promise.reject(asCorrupt(cause, path)));
  if (!dialect.hasHeader) refuse('the first line does not name the columns.', 'Put their names there.', { line: dialect.line }); // prettier-ignore
  const header = dialect.header.map(normalName);
  const twice = header.find((name, i) => header.indexOf(name) !== i);
  if (twice !== undefined) refuse('two columns have this name.', 'Take one of them out.', { field: twice });
  const rows: TextRow[] = [];
  let line = dialect.line;
  const stream = await entry.open(dialect.offset, () => undefined);
  try {
    for await (const { scan, text } of readBlocks(stream, dialect.offset, BLOCK_BYTES, dialect.delimiter.charCodeAt(0)))
      for (let from = 0, end = 0; from < scan.length; from = end + 1) {
        end = scan.indexOf(LF, from);
        if (end < 0) end = scan.length;
        const row = text.toString('utf8', from, end).replace(/\r$/, '');
        const first = line;
        line += 1 + (row.match(/\n/g)?.length ?? 0);
        if (row.trim() === '' || row === dialect.headerText) continue;
        if (rows.length === MOST_ROWS) refuse(`it has more than ${MOST_ROWS} rows.`, 'Split it into several files.');
        rows.push({ line: first, cells: cellsOf(row, dialect.delimiter, header.length, path, first) });
      }
  } catch (cause) {
    throw asCorrupt(cause, path, line);
  }
  if (rows.length === 0) refuse('there is no row below the names of the columns.', 'Export it again.');
  return { file: path, header, decimal: dialect.decimal, rows };
}

function cellsOf(row: string, delimiter: string, width: number, file: string, line: number): string[] {
  const cells = splitRow(row, delimiter);
  if (cells.length === width + 1 && cells.at(-1) === '') cells.pop();
  const open = cells.find((cell) => cell.startsWith('"') && !cell.endsWith('"'));
  if (open !== undefined) throw new ImportError('a quote is opened and not closed.', { fault: 'unreadableRows', file, line, hint: 'Close it, or take it out.' }); // prettier-ignore
  if (cells.length === width) return cells;
  throw new ImportError(
    `the row has ${cells.length} ${cells.length === 1 ? 'cell' : 'cells'}; ${width} were expected.`,
    {
      fault: 'unreadableRows',
      ...{ file, line },
      hint: `Put a text that holds "${delimiter}" in quotes.`,
    },
  );
}

/** What went wrong while bytes were unpacked or cut into rows. */
function asCorrupt(cause: unknown, file: string, line?: number): unknown {
  if (cause instanceof ImportError || !(cause instanceof Error)) return cause;
  return new ImportError(`it cannot be read on (${cause.message}).`, { fault: 'corrupt', file, line, hint: 'Get the file again.' }); // prettier-ignore
}
