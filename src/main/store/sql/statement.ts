import type { Connection } from '../connection';
import type { SqlResult, SqlValue } from '../types';

const DEFAULT_LIMIT = 100_000;
const READING = /^(select|with|explain|values)\b/i;
const LEADING_NOISE = /^(\s+|--[^\n]*(\n|$)|\/\*[\s\S]*?\*\/)+/;

/**
 * Runs one reading statement on a read-only connection.
 * @throws {RangeError} It is not a single SELECT, WITH or EXPLAIN, or SQLite cannot make sense of it: the message says why.
 */
export function runSelect(db: Connection, text: string, limit = DEFAULT_LIMIT): SqlResult {
  if (!READING.test(text.replace(LEADING_NOISE, ''))) throw new RangeError('Only SELECT, WITH and EXPLAIN can be run.');
  const statement = prepare(db, text);
  if (!statement.reader || !statement.readonly) throw new RangeError('Only statements that read can be run.');
  const columns = statement.columns().map(({ name }) => name);
  const rows: SqlValue[][] = [];
  try {
    for (const row of statement.raw().iterate() as IterableIterator<SqlValue[]>) {
      if (rows.length === limit) return { columns, rows, cut: true };
      rows.push(row);
    }
  } catch (cause) {
    throw told(cause);
  }
  return { columns, rows, cut: false };
}

function prepare(db: Connection, text: string) {
  try {
    return db.prepare<[]>(text);
  } catch (cause) {
    const refused = cause instanceof Error && !('code' in cause) ? new RangeError(cause.message, { cause }) : cause;
    throw told(refused);
  }
}

/** SQLite's word for a query that makes no sense or goes wrong by itself; what befell the database stays what it is. */
const told = (cause: unknown): unknown =>
  cause instanceof Error && 'code' in cause && cause.code === 'SQLITE_ERROR'
    ? new RangeError(cause.message, { cause })
    : cause;
