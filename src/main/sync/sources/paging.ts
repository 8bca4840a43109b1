import type { Ms } from '#core/time/ms';
import { NetError } from '../net/types';
import { SourceError, type PageRequest, type Range } from '../source';

/** How an endpoint cuts an answer that would be too long. */
export interface Habit {
  /** Rows that it gives at most. */
  readonly most: number;
  /** The end of the asked range that is in a cut answer; `unknown`: ranges are asked for that need no cut. */
  readonly keeps: PageRequest['end'] | 'unknown';
  /** Longest range that it takes. */
  readonly longest?: Ms;
  /** For an irregular series: a range that usually fits into one answer. */
  readonly usual?: Ms;
  /** Several rows may have one stamp. */
  readonly crowded?: boolean;
}

export interface Page<R> {
  readonly rows: R;
  readonly settled: Range;
}

/**
 * Puts a request to an endpoint such that it is known of what part of it the answer holds everything. Where the endpoint
 * cuts at the wrong end, shorter ranges are asked for until nothing is cut.
 */
export async function readPage<R extends { readonly t: Float64Array }>(
  request: PageRequest,
  habit: Habit,
  ask: (range: Range) => Promise<R>,
): Promise<Page<R>> {
  for (let length = longestAsk(request, habit); ; length = Math.max(1, Math.floor(length / 2))) {
    const asked = takeEnd(request, length);
    const rows = await ask(asked);
    const settled = settle(request, asked, rows.t, habit);
    if (settled) return { rows, settled };
  }
}

/**
 * What an answer settles: all of what was asked for when it was not full; up to its last row when it was, and the
 * interval of a bar counts as the bar. Undefined when the answer was cut at the end that is wanted.
 */
export function settle(request: PageRequest, asked: Range, t: Float64Array, habit: Habit): Range | undefined {
  const { interval, end } = request;
  const { most, keeps, crowded = false } = habit;
  if (t.length < most || (interval > 0 && Math.ceil((asked.to - asked.from) / interval) <= most)) return asked;
  const { first, last } = ends(t, asked);
  if (first > last)
    throw new NetError(
      'broken',
      `The answer of ${request.source} is a whole page from another time than was asked for.`,
    );
  if (keeps !== end && asked.to - asked.from > 1) return undefined;
  // more rows of the stamp at the cut may be on its other side
  const step = interval > 0 ? interval : crowded ? 0 : 1;
  const from = end === 'oldest' ? asked.from : first + (interval > 0 || !crowded ? 0 : 1);
  const to = end === 'oldest' ? Math.min(asked.to, last + step) : asked.to;
  if (to > from && keeps === end) return { from, to };
  throw new SourceError('invalid', `${request.source} has more rows of ${request.instrument} within one millisecond than it gives at once.`); // prettier-ignore
}

function longestAsk({ from, to, end, interval }: PageRequest, { most, keeps, longest, usual }: Habit): Ms {
  const uncut = keeps === end ? to - from : interval > 0 ? most * interval : (usual ?? to - from);
  return Math.min(to - from, longest ?? Infinity, uncut);
}

/** The first or last of a request, as it wants. */
const takeEnd = ({ from, to, end }: PageRequest, length: Ms): Range =>
  end === 'oldest' ? { from, to: Math.min(to, from + length) } : { from: Math.max(from, to - length), to };

/** Oldest and newest stamp within the range, the wrong way round where there is none: what lies outside was not asked for. */
function ends(t: Float64Array, { from, to }: Range): { readonly first: Ms; readonly last: Ms } {
  let first = to;
  let last = from;
  for (const at of t) {
    if (at < from || at >= to) continue;
    if (at < first) first = at;
    if (at > last) last = at;
  }
  return { first, last };
}
