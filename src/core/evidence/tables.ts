import type { OutcomeTable } from './types';

/** One column of several tables after one another. */
export function joined(
  tables: readonly OutcomeTable[],
  pick: (table: OutcomeTable) => ArrayLike<number>,
): Float64Array {
  const parts = tables.map(pick);
  const out = new Float64Array(parts.reduce((n, part) => n + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}
