import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { SourceId } from '#shared/sync';
import { createFaults, type FaultKind, type FaultPlan } from './faults';
import { createMarket, type Market, type MarketOptions } from './market';
import { sendReply, type Drip, type Sending } from './send';
import type { Dialect, LoggedRequest, VenueReply, VenueRequest, World } from './types';

export interface VenueServerOptions {
  readonly dialects: readonly Dialect[];
  /** Of the market and of the faults. */
  readonly seed: number;
  readonly market?: Omit<MarketOptions, 'seed'>;
  /** None unless told; can be changed later. */
  readonly faults?: FaultPlan;
  /** True time; the system's unless told. */
  readonly now?: () => Ms;
  /** The sources' clock minus true time. */
  readonly skew?: Ms;
  /** What `Retry-After` says [s]. */
  readonly retryAfter?: number;
  readonly drip?: Drip;
  /** Packs what the client takes packed. */
  readonly gzip?: boolean;
}

export interface VenueServer {
  /** What stands in for each source's own address. */
  readonly addresses: Partial<Record<SourceId, string>>;
  readonly market: Market;
  readonly log: readonly LoggedRequest[];
  /** Faults that were injected, by kind. */
  readonly counts: ReadonlyMap<FaultKind, number>;
  /** Faults altogether. */
  faultCount(): number;
  /** Pages that were cut between two rows of the same millisecond. */
  splitCount(): number;
  /** A storm begins, changes or ends; counts begin again. */
  setFaults(plan: FaultPlan | undefined): void;
  /** Cuts every line and takes no new one, as a network that is down; then up again at the same address. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

const NO_FAULTS: FaultPlan = { rate: 0 };
const SKEWED: Ms = 3 * MS_PER_MINUTE;

/** Listens on loopback; each dialect at a path of its own. */
export async function startVenueServer(options: VenueServerOptions): Promise<VenueServer> {
  const { dialects, seed, now = Date.now, skew = 0, retryAfter = 1, gzip = false } = options;
  const drip = options.drip ?? { bytes: 16, every: 20, lasts: 1_500 };
  const market = createMarket({ seed, ...options.market });
  const log: LoggedRequest[] = [];
  const last = new Map<string, VenueReply>();
  const usage = new Map<SourceId, { window: number; used: number }>();
  let splits = 0;
  let faults = createFaults(options.faults ?? NO_FAULTS, seed);

  const usedBy = ({ source, usage: limit }: Dialect, request: VenueRequest, at: Ms): Record<string, string> => {
    if (!limit) return {};
    const window = Math.floor(at / limit.per);
    const before = usage.get(source);
    const used = (before?.window === window ? before.used : 0) + limit.weight(request);
    usage.set(source, { window, used });
    return { [limit.header]: String(used) };
  };

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = now();
    const url = new URL(incoming.url ?? '/', 'http://loopback');
    const [, name = '', path = ''] = /^\/([^/]+)(\/.*)?$/.exec(url.pathname) ?? [];
    const dialect = dialects.find(({ source }) => source === name);
    const request: VenueRequest = {
      method: incoming.method ?? '',
      path: dialect ? path : url.pathname,
      query: url.searchParams,
      headers: incoming.headers as Record<string, string>,
      body: await textOf(incoming),
    };
    const entry: LoggedRequest = {
      ...request, source: dialect?.source, query: request.query.toString(), at, fault: undefined, status: 404,
    }; // prettier-ignore
    if (!dialect) {
      log.push(entry);
      return void response.writeHead(404).end('no such source');
    }
    const world = (clock: () => Ms): World => ({ market, now: clock });
    const honest = dialect.answer(
      request,
      world(() => now() + skew),
    ) ?? { status: 404, body: 'not found' };
    const key = honest.series === undefined ? undefined : `${name} ${honest.series}`;
    const previous = key === undefined ? undefined : last.get(key);
    const fault = faults.next(request, honest, sameText(previous, honest) ? undefined : previous);
    if (key !== undefined) last.set(key, honest);
    if (honest.isSplit && fault === undefined) splits++;
    const clock = (): Ms => now() + skew + (fault === 'clockSkew' ? SKEWED : 0);
    const reply = fault === 'clockSkew' ? (dialect.answer(request, world(clock)) ?? honest) : honest;
    const sending: Sending = {
      reply, previous, fault, request, trouble: dialect.trouble, retryAfter, drip, gzip,
      seed: seed + log.length,
      headers: { date: new Date(clock()).toUTCString(), ...usedBy(dialect, request, at + skew) },
      clock: clock(),
    }; // prettier-ignore
    const logged = { ...entry, fault };
    log.push(logged);
    logged.status = sendReply(response, sending);
  };

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((cause: unknown) => response.writeHead(599).end(String(cause)));
  });
  server.keepAliveTimeout = 60_000;
  const listen = (port: number): Promise<void> =>
    new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', () => resolve()));
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const { port } = server.address() as AddressInfo;

  return {
    addresses: Object.fromEntries(dialects.map(({ source }) => [source, `http://127.0.0.1:${port}/${source}`])),
    market,
    log,
    get counts() {
      return faults.counts;
    },
    faultCount: () => [...faults.counts.values()].reduce((sum, count) => sum + count, 0),
    splitCount: () => splits,
    setFaults: (plan) => void (faults = createFaults(plan ?? NO_FAULTS, seed)),
    down: stop,
    up: () => listen(port),
    close: stop,
  };
}

async function textOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** The page before is only another one when it says something else. */
const sameText = (one: VenueReply | undefined, other: VenueReply): boolean =>
  one !== undefined && JSON.stringify(one.body) === JSON.stringify(other.body);
