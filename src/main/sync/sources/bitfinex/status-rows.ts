import type { Columns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { readColumns, rowsAt } from '../payload';

export interface Status {
  /** Of every row. */
  readonly oi: Columns<'oi'>;
  /** A row for each funding event that lay ahead: the rate that applies to it, as last seen before it. */
  readonly funding: Columns<'funding'>;
}

/**
 * Rows of `status/deriv/{symbol}/hist`. Open interest in coins, and in USD at the mark price of the same row.
 * `CURRENT_FUNDING` is the rate of the period that ends at the next event, so that it is stamped with that event.
 */
export function readStatus(reply: unknown): Status {
  const rows = rowsAt(reply);
  const { t, base, usd: mark } = readColumns('oi', rows, { t: 0, base: 17, usd: 14 });
  const { t: next, rate } = readColumns('funding', rows, { t: 7, rate: 11 });
  const seen = new Map<Ms, { readonly t: Ms; readonly rate: number }>();
  t.forEach((at, i) => {
    const before = seen.get(next[i]!)?.t ?? -Infinity;
    if (next[i]! > at && at > before) seen.set(next[i]!, { t: at, rate: rate[i]! });
  });
  const events = [...seen].sort(([a], [b]) => a - b);
  return {
    oi: { t, base, usd: base.map((x, i) => x * mark[i]!) },
    funding: {
      t: Float64Array.from(events, ([event]) => event),
      rate: Float64Array.from(events, ([, one]) => one.rate),
    },
  };
}
