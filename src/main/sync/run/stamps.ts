import type { AnyColumns, Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { EARLIEST, type Finding } from '../importers/validate/checks';
import type { Range } from '../source';

/** Columns that a row cannot be without. */
const NEEDED: Readonly<Record<Shape, readonly string[]>> = {
  bars: ['o', 'h', 'l', 'c'],
  vol: ['c'],
  prints: ['side', 'price'],
  buckets: [],
  oi: [],
  funding: ['rate'],
  chain: ['expiry', 'strike', 'type'],
  metric: ['value'],
};

/** Whether a row has what it needs, its stamp a whole millisecond. */
export function isWhole(shape: Shape, columns: AnyColumns, row: number): boolean {
  if (!Number.isInteger(columns.t[row])) return false;
  for (const name of NEEDED[shape]) if (!Number.isFinite(columns[name]![row])) return false;
  return true;
}

const inside = (t: Ms, { from, to }: Range): boolean => t >= from && t < to;
const when = (t: Ms): string => (Math.abs(t) <= 8.64e15 ? new Date(t).toISOString() : String(t));

/** What is wrong with the stamp of a row that was not expected; undefined when it is only from another time. */
export function checkStamp(t: Ms, request: Range, sourceNow: Ms, ranged: boolean): Finding | undefined {
  if (!Number.isFinite(t)) return { reason: 'unparseable', detail: 't is empty; an instant was expected' };
  if (ranged)
    for (const [unit, factor] of [
      ['microseconds', 1e-3],
      ['nanoseconds', 1e-6],
      ['seconds', 1e3],
    ] as const)
      // prettier-ignore
      if (inside(t * factor, request))
        return { reason: 'unitMixUp', detail: `t is ${t}, which is in the time asked for only if it means ${unit}` };
  if (t > sourceNow + 60_000 && !inside(t, request))
    return { reason: 'futureTime', detail: `t is ${when(t)}, later than now` };
  if (t < EARLIEST) return { reason: 'timeOutOfRange', detail: `t is ${when(t)}; a stamp after 1900 was expected` };
  return undefined;
}
