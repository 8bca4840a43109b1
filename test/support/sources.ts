import type { AnyColumns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { createHttp } from '#main/sync/net/http';
import type { Http, NetOptions, Policy } from '#main/sync/net/types';
import type { FetchedSeries, PageRequest, Source, SourceContext, SourcePage } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import { startVenueServer, type VenueServer, type VenueServerOptions } from './venue-server/server';

/** A loopback server and what a source is given to read from it. */
export interface SourceBench {
  readonly server: VenueServer;
  readonly http: Http;
  readonly context: SourceContext;
  close(): Promise<void>;
}

/** Real HTTP on loopback; waits take no time, and the venue's clock stands still. */
export async function openSources({ now, ...options }: VenueServerOptions & { readonly now: () => Ms }): Promise<SourceBench> {
  const server = await startVenueServer({ now, ...options });
  let waited = 0;
  const policies = Object.fromEntries(Object.entries(SOURCES).map(([id, { policy }]) => [id, policy])) as Record<string, Policy>;
  const http = createHttp({
    policies: policies as NetOptions['policies'],
    addresses: server.addresses,
    proxy: null,
    now: () => now() + waited,
    sleep: (ms) => Promise.resolve(void (waited += ms)),
  });
  const context = { http, signal: new AbortController().signal, now, key: undefined, folder: '' };
  return { server, http, context, close: async () => void (await Promise.all([http.close(), server.close()])) };
} // prettier-ignore

export interface ReadThrough {
  readonly pages: readonly SourcePage[];
  /** Rows of each series, sorted, each stamp of a regular one once. */
  readonly series: readonly (Omit<FetchedSeries, 'columns'> & { readonly columns: AnyColumns })[];
}

/** Page after page from the end that is asked for, as a run does it, until all of the request is settled. */
export async function readThrough(source: Source, request: PageRequest, context: SourceContext): Promise<ReadThrough> {
  const pages: SourcePage[] = [];
  let { from, to } = request;
  while (from < to) {
    const page = await source.page({ ...request, from, to }, context);
    const { settled } = page;
    const touches = request.end === 'oldest' ? settled.from === from : settled.to === to;
    if (!touches || settled.from < from || settled.to > to || settled.to <= settled.from)
      throw new Error(`settled ${settled.from}..${settled.to} of ${from}..${to}`);
    pages.push(page);
    if (request.end === 'oldest') from = settled.to;
    else to = settled.from;
  }
  const joined = (pages[0]?.series ?? []).map((series, i) => ({ ...series, columns: join(pages.map((page) => page.series[i]!)) })); // prettier-ignore
  return { pages, series: joined };
}

function join(parts: readonly FetchedSeries[]): AnyColumns {
  const names = Object.keys(parts[0]!.columns);
  const rows = parts.flatMap(({ columns }) => Array.from(columns.t, (_, i) => names.map((name) => columns[name]![i]!)));
  return columnsOf(names, rows);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return 0;
}

/** Columns of rows in order of time; rows that are the same to the last digit once, as the store keeps them. */
export function columnsOf(names: readonly string[], rows: readonly (readonly number[])[]): AnyColumns {
  const once = [...new Map(rows.map((row) => [row.join(), row])).values()].sort(compare);
  return Object.fromEntries(names.map((name, k) => [name, Float64Array.from(once, (row) => row[k]!)])) as AnyColumns;
}
