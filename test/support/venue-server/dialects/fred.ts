import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Market } from '../market';
import type { Dialect, VenueReply, World } from '../types';
import { csv, dayText, plainTrouble } from './words';

/** fred.stlouisfed.org (CSV) and api.stlouisfed.org (vintages, with a key). */
export const FRED_KEY = '0123456789abcdef0123456789abcdef';

const SERIES: Readonly<Record<string, { readonly title: string; readonly units: string; readonly frequency: string }>> =
  {
    CPIAUCSL: { title: 'Consumer Price Index for All Urban Consumers', units: 'Index', frequency: 'Monthly' },
    DGS10: { title: 'Market Yield on U.S. Treasury Securities at 10-Year', units: '%', frequency: 'Daily' },
  };

export interface Vintage {
  readonly period: Ms;
  /** Days on which the value holds, the last one included; Infinity when it holds still. */
  readonly from: Ms;
  readonly to: Ms;
  readonly value: string;
}

const refused = (message: string): VenueReply => ({
  status: 400,
  body: { error_code: 400, error_message: `Bad Request.  ${message}` },
});
const LAST_DAY = '9999-12-31';

export const fred: Dialect = {
  source: 'fred',
  trouble: plainTrouble,
  answer({ path, query }, world) {
    if (path === '/graph/fredgraph.csv') return graph(query.get('id') ?? '', world);
    if (!path.startsWith('/fred/series')) return undefined;
    if (query.get('api_key') !== FRED_KEY) return refused('The value for variable api_key is not registered.');
    const id = query.get('series_id') ?? '';
    const series = SERIES[id];
    if (!series) return refused('The series does not exist.');
    if (path === '/fred/series') return { body: { realtime_start: dayText(world.now()), realtime_end: dayText(world.now()), seriess: [{ id, title: series.title, units: series.units, units_short: series.units, frequency: series.frequency, frequency_short: series.frequency[0] }] } };
    const all = fredVintages(world.market, id, world.now());
    if (path === '/fred/series/vintagedates') {
      const dates = [...new Set(all.map(({ from }) => dayText(from)))].sort();
      return { body: { ...page(query), count: dates.length, vintage_dates: cut(dates, query) } };
    }
    return path === '/fred/series/observations' ? observations(all, query, id) : undefined;
  },
}; // prettier-ignore

const page = (query: URLSearchParams) => ({
  offset: Number(query.get('offset') ?? 0),
  limit: Number(query.get('limit') ?? 100_000),
});

function cut<T>(list: readonly T[], query: URLSearchParams): T[] {
  const { offset, limit } = page(query);
  return list.slice(offset, offset + limit);
}

/** What held within the window, as if it had begun and ended with it. */
function observations(all: readonly Vintage[], query: URLSearchParams, id: string): VenueReply {
  const start = query.get('realtime_start')!, end = query.get('realtime_end')!; // prettier-ignore
  const days = new Set(all.map(({ from }) => dayText(from)).filter((day) => day >= start && day <= end));
  if (days.size > 2_000) return refused(`There are ${days.size} vintage dates in the specified real-time period: ${start} to ${end}.  This exceeds the maximum number of vintage dates allowed (2000).`); // prettier-ignore
  const rows = all.flatMap(({ period, from, to, value }) => {
    const first = dayText(from), last = to === Infinity ? LAST_DAY : dayText(to); // prettier-ignore
    if (first > end || last < start) return [];
    return [{ realtime_start: first > start ? first : start, realtime_end: last < end ? last : end, date: dayText(period), value }]; // prettier-ignore
  });
  const body = { realtime_start: start, realtime_end: end, output_type: 1, ...page(query), count: rows.length, observations: cut(rows, query) }; // prettier-ignore
  return { body, rows: ['observations'], series: `observations ${id}`, fields: ['value'] };
}

/** Monthly figures come in the middle of the next month and are revised a month later; daily ones the day after. */
export function fredVintages(market: Market, id: string, now: Ms): Vintage[] {
  const vintages: Vintage[] = [];
  const begin = new Date(market.begin);
  if (id === 'DGS10') {
    for (let t = market.begin; t + MS_PER_DAY <= now; t += MS_PER_DAY)
      vintages.push({ period: t, from: t + MS_PER_DAY, to: Infinity, value: valueOf(market, id, t) });
    return vintages;
  }
  for (let month = begin.getUTCMonth(); ; month++) {
    const at = (ahead: number, day: number): Ms => Date.UTC(begin.getUTCFullYear(), month + ahead, day);
    const period = at(0, 1), first = at(1, 12), revised = at(2, 12); // prettier-ignore
    if (first > now) return vintages;
    const isRevised = revised <= now;
    vintages.push({ period, from: first, to: isRevised ? revised - MS_PER_DAY : Infinity, value: valueOf(market, id, period) }); // prettier-ignore
    if (isRevised) vintages.push({ period, from: revised, to: Infinity, value: (Number(valueOf(market, id, period)) + 0.125).toFixed(3) }); // prettier-ignore
  }
}

/** Some days have none. */
const valueOf = (market: Market, id: string, t: Ms): string =>
  id === 'DGS10' && new Date(t).getUTCDay() === 0 ? '.' : market.figure(id, t, 1, 300, 3).toFixed(3);

function graph(id: string, { market, now }: World): VenueReply {
  if (!SERIES[id]) return { status: 404, headers: { 'content-type': 'text/html' }, body: '<!DOCTYPE html><html><title>Error</title></html>' }; // prettier-ignore
  const latest = new Map<Ms, string>();
  for (const { period, value } of fredVintages(market, id, now())) latest.set(period, value === '.' ? '' : value);
  const rows = [...latest].map(([period, value]) => `${dayText(period)},${value}`);
  return { headers: { 'content-type': 'application/csv' }, body: csv(`observation_date,${id}`, rows), rows: 'lines' };
}
