import type { EntityRecord } from '#main/store/types';
import type { StatementFile } from './form';
import { readStatements } from './plain';
import { readSnapshot } from './snapshots';
import { readTextTable } from './table';

/**
 * Statements of a CSV file, plain, gzip or zip: a figure a line, or a snapshot table of protocols, tokens or pools.
 * @param stored entities that lines may name. @throws {ImportError} names file, line, field and the way out
 */
export async function readStatementFile(path: string, stored: readonly EntityRecord[]): Promise<StatementFile> {
  const table = await readTextTable(path);
  return readSnapshot(table, stored) ?? readStatements(table, stored);
}
