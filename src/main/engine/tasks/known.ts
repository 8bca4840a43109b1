import { lastIndexAtOrBefore, lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';

/** Columns of one length; `t` ascends and tells from when each row is known. */
export type KnownColumns = { readonly t: Float64Array; readonly [name: string]: Float64Array };

export interface KnownRange {
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
  readonly asOf: Ms | undefined;
  /** Of the rows that become known within a step of this width, up to and with its end, the last one is enough. */
  readonly step: Ms;
}

/** A copy of the rows of a range that are known by `asOf`. */
export function cutKnown<C extends KnownColumns>(columns: C, { from, to, asOf = Infinity, step }: KnownRange): C {
  const { t } = columns;
  const first = lowerBound(t, from);
  const end = Math.min(lowerBound(t, to), lastIndexAtOrBefore(t, asOf) + 1);
  const stepOf = (i: number): number => Math.ceil(t[i]! / step);
  const rows: number[] = [];
  for (let i = first; i < end; i++) if (i + 1 === end || stepOf(i) !== stepOf(i + 1)) rows.push(i);
  const pick = (column: Float64Array): Float64Array => Float64Array.from(rows, (i) => column[i]!);
  return Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, pick(column)])) as C;
}
