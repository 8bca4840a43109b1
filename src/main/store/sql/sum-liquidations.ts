import type { AnyColumns, LiquidationBuckets } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../api';
import type { ReadRange, SeriesRecord } from '../types';

/**
 * Prints or finer sums of one series, summed per interval; a bucket in which nothing was recorded has no row.
 * `from` and `to` bound the bucket's open. With `asOf` the last bucket is closed by then.
 */
export function sumLiquidations(
  { read }: Pick<StoreReader, 'read'>,
  series: SeriesRecord,
  interval: Ms,
  { from = -Infinity, to = Infinity, asOf = Infinity }: ReadRange,
): LiquidationBuckets {
  const opens = (t: Ms): Ms => Math.ceil(t / interval) * interval;
  const columns = read(series.id, {
    ...(from > -Infinity && { from: opens(from) }),
    ...(to < Infinity && { to: opens(to) }),
    ...(asOf < Infinity && { asOf }),
  });
  const side = sidesOf(columns, series.interval === 0);
  const t: Ms[] = [], long: number[] = [], short: number[] = []; // prettier-ignore
  for (let i = 0; i < columns.t.length; i++) {
    const open = Math.floor(columns.t[i]! / interval) * interval;
    if (open + interval > asOf) break;
    if (open !== t.at(-1)) {
      t.push(open);
      long.push(0);
      short.push(0);
    }
    long[t.length - 1]! += side.long(i);
    short[t.length - 1]! += side.short(i);
  }
  return { t: Float64Array.from(t), long: Float64Array.from(long), short: Float64Array.from(short) };
}

/** USD closed by row i. A print without notional counts price × quantity; an unknown sum makes its bucket unknown. */
function sidesOf(columns: AnyColumns, arePrints: boolean): Record<'long' | 'short', (i: number) => number> {
  const column = (name: string): Float64Array => columns[name]!;
  if (!arePrints) return { long: (i) => column('long')[i]!, short: (i) => column('short')[i]! };
  const usd = (i: number): number => {
    const notional = column('notional')[i]!;
    return Number.isNaN(notional) ? column('price')[i]! * column('quantity')[i]! : notional;
  };
  return {
    long: (i) => (column('side')[i]! > 0 ? usd(i) : 0),
    short: (i) => (column('side')[i]! > 0 ? 0 : usd(i)),
  };
}
