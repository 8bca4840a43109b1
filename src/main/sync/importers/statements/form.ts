import type { Item } from '#core/value/types';
import type { EntityRecord, StatementKey, StatementRecord } from '#main/store/types';
import { ImportError } from '../errors';
import type { TextTable } from './table';

/** What a file of statements holds. Plain data: crosses threads. */
export interface StatementFile {
  /** Those that are new, or of which it says something else than what is stored. */
  readonly entities: readonly EntityRecord[];
  /** Each figure once. */
  readonly rows: readonly StatementRecord[];
  /** Ids of all that it speaks of, in the order in which they are named. */
  readonly named: readonly string[];
  /** What of it was not taken, in words; '' when all of it was. */
  readonly words: string;
}

/** A figure and the line that it stands on. */
export interface ReadRow extends StatementRecord {
  readonly item: Item;
  readonly line: number;
}

export type Refuse = (line: number | undefined, field: string, what: string, hint: string) => never;

export const refuser =
  ({ file }: Pick<TextTable, 'file'>): Refuse =>
  (line, field, what, hint) => {
    throw new ImportError(what, { fault: 'unreadableRows', file, line, field, hint });
  };

const keyOf = ({ entity, item, from, to, published }: StatementKey): string => [entity, item, from, to, published].join('\n'); // prettier-ignore

/** Lines that say the same are one. @throws {ImportError} two lines contradict each other */
export function onceEach(rows: readonly ReadRow[], refuse: Refuse): StatementRecord[] {
  const seen = new Map<string, ReadRow>();
  for (const row of rows) {
    const key = keyOf(row);
    const other = seen.get(key);
    if (!other) seen.set(key, row);
    else if (other.value !== row.value || other.estimated !== row.estimated)
      refuse(row.line, 'value', `line ${other.line} gives another figure of the same item, period and publication.`, 'Take one of them out, or say when the later one was published.'); // prettier-ignore
  }
  return [...seen.values()].map(({ line: _, ...row }) => row);
}
