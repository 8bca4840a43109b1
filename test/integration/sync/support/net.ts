import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach } from 'vitest';
import { createHttp } from '#main/sync/net/http';
import type { Timeouts } from '#main/sync/net/transport';
import { NetError, type Http, type HttpReply, type HttpRequest, type NetNote, type NetOptions, type Policy } from '#main/sync/net/types'; // prettier-ignore

export const BASE = 'https://api.venue.test';
export const POLICY: Policy = {
  bases: [BASE],
  reads: [/GET \/v1\/[a-z]+/, /POST \/info/, /GET \/files\/[\w.-]+/],
  limit: { requests: 1_000, per: 1_000 },
};
export const never = new AbortController().signal;

export interface Setup {
  readonly options?: Partial<NetOptions>;
  readonly policy?: Partial<Policy>;
  readonly timeouts?: Partial<Timeouts>;
}

export interface Bench {
  readonly http: Http;
  readonly server: Server;
  readonly address: string;
  readonly notes: NetNote[];
  /** Requests that came, as `GET /v1/klines?a=1`. */
  readonly seen: string[];
  /** Lines that were opened to the server. */
  readonly lines: () => number;
  /** What was slept. */
  readonly slept: number[];
  /** Test clock [ms]: moves by what is slept, and when it is set. */
  readonly clock: { now: number };
  get(path: string, more?: Partial<HttpRequest>, signal?: AbortSignal): Promise<HttpReply>;
  failure(path: string, more?: Partial<HttpRequest>): Promise<NetError>;
}

/** A net of the one source `binance` before a server of its own, with a clock that only sleeping moves. */
export async function bench(listener: RequestListener, { options, policy, timeouts }: Setup = {}): Promise<Bench> {
  const seen: string[] = [];
  const slept: number[] = [];
  const notes: NetNote[] = [];
  const clock = { now: Date.UTC(2026, 0, 1) };
  let lines = 0;
  const server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    listener(request, response);
  });
  server.on('connection', () => lines++);
  const address = `http://127.0.0.1:${await listening(server)}`;
  const http = createHttp(
    {
      policies: { binance: { ...POLICY, ...policy } } as NetOptions['policies'],
      addresses: { binance: address },
      proxy: null,
      onNote: (note) => notes.push(note),
      now: () => clock.now,
      sleep: async (ms, signal) => {
        signal.throwIfAborted();
        slept.push(ms);
        clock.now += ms;
      },
      random: () => 0.5,
      ...options,
    },
    { connect: 2_000, answer: 2_000, body: 2_000, ...timeouts },
  );
  open.push(http, server);
  const get: Bench['get'] = (path, more = {}, signal = never) =>
    http.request({ source: 'binance', url: `${BASE}${path}`, expect: 'json', ...more }, signal);
  const failure = async (path: string, more: Partial<HttpRequest> = {}): Promise<NetError> => {
    const error: unknown = await get(path, more).then(
      () => new Error('it was answered'),
      (cause: unknown) => cause,
    );
    if (error instanceof NetError) return error;
    throw error;
  };
  return { http, server, address, notes, seen, lines: () => lines, slept, clock, get, failure };
}

/** Port on loopback that the server listens on from now on. */
export async function listening(server: { listen(port: number, host: string, done: () => void): unknown; address(): unknown }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
} // prettier-ignore

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

const open: (Http | Server)[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) {
    if ('request' in one) await one.close();
    else {
      one.closeAllConnections();
      await new Promise((resolve) => one.close(resolve));
    }
  }
});
