import type { Ms } from '#core/time/ms';
import type { MacroRelease, PageBlock, QuarantinedRow } from '#main/store/types';
import type { Range } from '../source';

/** A source's page after it was looked through. */
export interface Answer {
  /** Rows to store: sorted, closed, in range. */
  readonly blocks: readonly PageBlock[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
  /** Rows in `blocks` and `macro`. */
  readonly rows: number;
  /** What the source said that this answers. */
  readonly claimed: Range;
  /** The part of it that need never be asked for again; undefined when that is none of it. */
  readonly settled: Range | undefined;
  /** Why it is not believed before it has come twice; empty when there is nothing to doubt. */
  readonly doubts: readonly Doubt[];
}

export type Doubt =
  | 'empty'
  | 'holes'
  | 'outside' // rows that were not asked for
  | 'duplicates'
  | 'contradictions' // one key, two values
  | 'faulty'; // rows that would be set aside

/** Newest stamp of the rows; NaN when there are none. */
export const lastStamp = (blocks: readonly PageBlock[]): Ms =>
  blocks.reduce((last, { columns: { t } }) => (t.length > 0 && !(last > t.at(-1)!) ? t.at(-1)! : last), Number.NaN);

/** The later of two stamps, either of which may be NaN. */
export const newest = (a: Ms, b: Ms): Ms => (a >= b || Number.isNaN(b) ? a : b);

/** Whether two answers say the same, to the last digit; two that are empty, of the same time. */
export function isSame(a: Answer, b: Answer): boolean {
  return (
    (a.rows > 0 || (a.claimed.from === b.claimed.from && a.claimed.to === b.claimed.to)) &&
    a.blocks.length === b.blocks.length &&
    a.blocks.every((block, i) => isSameBlock(block, b.blocks[i]!)) &&
    JSON.stringify([a.macro, a.quarantined]) === JSON.stringify([b.macro, b.quarantined])
  );
}

function isSameBlock(a: PageBlock, b: PageBlock): boolean {
  const { key, columns } = a;
  return (
    key.instrument === b.key.instrument &&
    key.kind === b.key.kind &&
    key.field === b.key.field &&
    key.interval === b.key.interval &&
    Object.keys(columns).every((name) => isSameColumn(columns[name]!, b.columns[name]))
  );
}

function isSameColumn(a: Float64Array, b: Float64Array | undefined): boolean {
  if (a.length !== b?.length) return false;
  for (let i = 0; i < a.length; i++) if (!Object.is(a[i], b[i])) return false;
  return true;
}
