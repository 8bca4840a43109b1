import type { MergeConflict } from '#core/series/merge';
import type { AnyColumns } from '#core/series/schema';
import { releaseText } from '../release-text';
import type { ImportCursor, MacroRelease, QuarantinedRow } from '../types';

/** A row that contradicts a stored one, as it goes to quarantine. The stored row stands. */
export function conflictRow(
  { path: file }: ImportCursor,
  columns: AnyColumns,
  { row, line, column, kept, refused }: MergeConflict,
): QuarantinedRow {
  const t = columns.t[row]!;
  return {
    file,
    line,
    t,
    reason: 'conflict',
    detail: `${column} at ${new Date(t).toISOString()} is ${kept} already; this row says ${refused}. The stored value was kept.`,
    text: Object.entries(columns)
      .map(([name, values]) => `${name}=${values[row]}`)
      .join(' '),
  };
}

export function macroConflictRow({ path: file }: ImportCursor, release: MacroRelease, stored: number): QuarantinedRow {
  const { seriesId, period, released, value, line } = release;
  const when = Number.isNaN(released) ? 'unknown release' : `released ${new Date(released).toISOString()}`;
  return {
    file,
    line: line ?? Number.NaN,
    t: period,
    reason: 'conflict',
    detail:
      `${seriesId} for ${new Date(period).toISOString().slice(0, 10)} (${when}) is ${stored} already; this row says ${value}. ` +
      (Number.isNaN(released)
        ? 'The stored value was kept.'
        : 'The stored value was kept: a revision needs its own release time.'),
    text: releaseText(release),
  };
}
