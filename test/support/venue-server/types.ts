/**
 * A loopback server that speaks as a source does, and fails as sources do.
 *
 * A dialect answers the requests of one source from the market model, as if nothing ever failed. It is a pure function of
 * request, model and clock; the server around it injects faults, keeps the log and serves ranges of files. To add one:
 *
 *   export const example: Dialect = {
 *     source: 'bybit',
 *     answer({ path, query }, { market, now }) {
 *       if (path !== '/v5/market/kline') return undefined; // 404
 *       const from = Number(query.get('start'));
 *       const bars = market.bars(query.get('symbol')!, 60_000, { from, to: now() }, { limit: 200, end: 'newest' }, now());
 *       const list = bars.map(({ t, o, h, l, c, v }) => [t, o, h, l, c, v].map(String));
 *       return { body: { retCode: 0, result: { list } }, rows: ['result', 'list'], series: `${path} ${query.get('symbol')}` };
 *     },
 *     trouble: { limited: ..., banned: ..., maintenance: ... },
 *   };
 *
 * `rows` is where in the body its rows are, so that faults can be made of them: a list of rows, an object of columns of
 * one length, or `'lines'` of a text below `header` lines. `series` says of which series they are, so that a page of the
 * same series can come twice. A client reaches the source at `server.addresses[source]`, which stands in for its own base
 * and keeps path and query; `path` in the request is without what the server puts before it.
 */
import type { Ms } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import type { FaultKind } from './faults';
import type { Market } from './market';

export interface VenueRequest {
  readonly method: string;
  /** As at the source itself, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface VenueReply {
  /** 200 unless told. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Text and bytes go as they are, everything else as JSON. */
  readonly body: unknown;
  /** Keys that lead to the rows of the body. */
  readonly rows?: readonly (string | number)[] | 'lines';
  /** Lines of a text before its rows; 1 unless told. */
  readonly header?: number;
  /** Fields of a row that may change their type; all of them unless told. */
  readonly fields?: readonly (string | number)[];
  readonly series?: string;
  /** The page was cut between two rows of the same millisecond: the server counts it. */
  readonly isSplit?: boolean;
  /** A file: it has a tag, and ranges of it can be asked for. */
  readonly file?: { readonly etag: string; readonly ranges?: boolean };
}

export interface World {
  readonly market: Market;
  /** The source's clock. */
  readonly now: () => Ms;
}

export interface Dialect {
  readonly source: SourceId;
  /** Undefined for what the source does not have: 404. */
  answer(request: VenueRequest, world: World): VenueReply | undefined;
  /** In its own words: too many requests (429), banned for a while (418 or what it says instead), closed for works (503). */
  readonly trouble: Readonly<Record<'limited' | 'banned' | 'maintenance', VenueReply>>;
  /** Header that counts what was used of a weighted limit in each window of `per`. */
  readonly usage?: { readonly header: string; readonly per: Ms; readonly weight: (request: VenueRequest) => number };
}

export interface LoggedRequest {
  readonly source: SourceId | undefined;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** When it came, by the clock of the test. */
  readonly at: Ms;
  readonly fault: FaultKind | undefined;
  status: number;
}
