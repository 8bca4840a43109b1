import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import type { Ms } from '#core/time/ms';
import { createHttp } from '#main/sync/net/http';
import type { Http, NetNote, NetOptions, Policy } from '#main/sync/net/types';
import type { PageRequest, Source, SourceContext, SourcePage } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import type { FaultKind } from './venue-server/faults';
import { startVenueServer, type VenueServer } from './venue-server/server';
import type { Dialect } from './venue-server/types';

export const NOW: Ms = Date.UTC(2026, 8, 1, 12);

/** A source, a server that speaks as it does, and the real net between them. */
export interface Bench {
  readonly server: VenueServer;
  readonly source: Source;
  readonly folder: string;
  readonly notes: readonly NetNote[];
  readonly context: SourceContext;
  /** A page of the source; what the request leaves out is everything up to now, oldest first. */
  page(request: Partial<PageRequest> & Pick<PageRequest, 'offer' | 'instrument'>, changes?: Partial<SourceContext>): Promise<SourcePage>; // prettier-ignore
}

export interface BenchOptions {
  readonly dialect: Dialect;
  readonly key?: string;
  readonly now?: Ms;
  readonly begin?: Ms;
  readonly holes?: readonly { readonly from: Ms; readonly to: Ms }[];
}

/** Everything that was opened is closed after each test. */
export function useBench(): (id: SourceId, options: BenchOptions) => Promise<Bench> {
  const open: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  return async (id, { dialect, key, now = NOW, begin = Date.UTC(2023, 0, 1), holes = [] }) => {
    const server = await startVenueServer({ dialects: [dialect], seed: 11, market: { begin, holes }, now: () => now });
    const folder = mkdtempSync(join(tmpdir(), 'ballast-sync-'));
    const notes: NetNote[] = [];
    const http = httpTo(server, notes, now);
    open.push(() => rmSync(folder, { recursive: true, force: true }), () => server.close(), () => http.close()); // prettier-ignore
    const source = await SOURCES[id]!.load();
    const context: SourceContext = { http, signal: new AbortController().signal, now: () => now, key, folder };
    return {
      server,
      source,
      folder,
      notes,
      context,
      page: (request, changes) =>
        source.page(
          { source: id, interval: 0, from: 0, to: now, end: 'oldest', ...request },
          { ...context, ...changes },
        ),
    };
  };
}

function httpTo(server: VenueServer, notes: NetNote[], now: Ms): Http {
  const policies = Object.fromEntries(Object.entries(SOURCES).map(([id, entry]) => [id, entry.policy])) as Record<SourceId, Policy>; // prettier-ignore
  const options: NetOptions = {
    policies,
    addresses: server.addresses,
    proxy: null,
    now: () => now,
    sleep: async () => undefined,
    onNote: (note) => notes.push(note),
  };
  return createHttp(options, { connect: 1_000, answer: 1_000, body: 1_000 });
}

/** Every answer has this fault. */
export const always = (kind: FaultKind) => ({ rate: 1, choose: () => kind });
/** A source whose documents were changed on their way. */
export const changed = (dialect: Dialect, change: (text: string) => string): Dialect => ({
  ...dialect,
  answer(request, world) {
    const reply = dialect.answer(request, world);
    return typeof reply?.body === 'string' ? { ...reply, body: change(reply.body) } : reply;
  },
});
