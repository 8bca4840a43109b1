import { emptyColumns, type Columns } from '#core/series/schema';
import { MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Range, SourceContext } from '../../source';
import { rowsOf } from '../rows/rows';
import { venue } from './api';

/** Bars that one request gives at most. */
export const MOST = 300;

/** Time in seconds, low, high, open, close, volume in coins; the newest first. */
const ROWS = rowsOf('bars', { t: { at: 0, times: MS_PER_SECOND }, l: 1, h: 2, o: 3, c: 4, v: 5 });

/** Bars of a range of at most `MOST` intervals. Both ends that are asked for belong to the answer. */
export async function askCandles(
  id: string,
  interval: Ms,
  { from, to }: Range,
  context: SourceContext,
): Promise<Columns<'bars'>> {
  const first = Math.ceil(from / interval) * interval;
  const last = Math.ceil(to / interval) * interval - interval;
  if (last < first) return emptyColumns('bars');
  const iso = (t: Ms): string => new Date(t).toISOString();
  const params = { id, granularity: interval / MS_PER_SECOND, start: iso(first), end: iso(last) };
  return readCandles(await venue.read('publicGetProductsIdCandles', params, context, 1, ROWS.parse));
}

export const readCandles = ROWS.columns;
