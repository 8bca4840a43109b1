import { MS_PER_HOUR } from '#core/time/ms';
import { parseInterval } from '#core/time/interval';
import { unionRanges, type Range } from '#core/time/ranges';
import type { LoggedRequest } from '../../../support/venue-server/types';

/** By data set of Binance: how many pages' worth of rows was asked for more than once. */
export function pagesAgain(log: readonly LoggedRequest[]): number[] {
  const asked = new Map<string, { ranges: Range[]; page: number }>();
  for (const { path, query } of log) {
    const { symbol, interval, startTime, endTime, limit } = Object.fromEntries(new URLSearchParams(query));
    if (startTime === undefined) continue;
    const page = Number(limit) * (interval === undefined ? 8 * MS_PER_HOUR : parseInterval(interval)!);
    const from = Number(startTime);
    const name = `${path} ${symbol} ${interval}`;
    const known = asked.get(name) ?? { ranges: [], page };
    known.ranges.push({ from, to: Math.min(Number(endTime) + 1, from + page) });
    asked.set(name, known);
  }
  const length = (ranges: readonly Range[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);
  return [...asked.values()].map(({ ranges, page }) => (length(ranges) - length(unionRanges(ranges))) / page);
}
