import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SourceId } from '#shared/sync';
import { NetError, type HttpRequest } from '../../net/types';
import type { SourceContext } from '../../source';
import { refusal } from './errors';

/** Venues of ccxt that we read from, by its names. */
export type ExchangeId = 'binance' | 'bybit' | 'okx' | 'gate' | 'deribit' | 'bitfinex' | 'hyperliquid' | 'krakenfutures' | 'coinbase' | 'coinbaseexchange'; // prettier-ignore

type HandleErrors = (
  status: number, reason: string, url: string, method: string, headers: object, body: string, reply: unknown,
  requestHeaders: object, requestBody: string | undefined,
) => unknown; // prettier-ignore

/** The little of a ccxt exchange that the adapter touches. Every other member is unknown to it, and so out of reach. */
export interface Exchange {
  fetch: (url: string, method?: string, headers?: Record<string, string>, body?: string) => Promise<unknown>;
  loadMarkets: () => Promise<unknown>;
  readonly handleErrors: HandleErrors;
  readonly handleHttpStatusCode: (status: number, reason: string, url: string, method: string, body: string) => void;
  readonly [member: string]: unknown;
}

/** One read on its way: what ccxt's own signatures have no room for. */
export interface Call {
  readonly context: SourceContext;
  readonly weight: number;
  readonly parse?: HttpRequest['parse'];
  /** Of the reply, once there is one. */
  status?: number;
}

/**
 * The read that the running code belongs to. Outside of one nothing is sent. An endpoint of ccxt comes to its `fetch` before
 * it waits for anything, so that it needs no context that follows its promises: Node would call hooks for every promise of
 * the thread, to the end of its life.
 */
class Calls {
  private current: Call | undefined;

  /** Runs `ask` as part of a read, up to where it first waits. */
  run<T>(call: Call, ask: () => T): T {
    const outer = this.current;
    this.current = call;
    try {
      return ask();
    } finally {
      this.current = outer;
    }
  }

  get(): Call | undefined {
    return this.current;
  }
}

export const calls = new Calls();

/**
 * Loads one exchange and nothing else: half the time and far less memory than the whole package, whose entry reads all
 * of its hundred exchanges.
 * @param api further endpoints, in ccxt's way of describing them
 * @param urls other addresses than ccxt's, in its way too
 */
export async function loadExchange(
  source: SourceId,
  id: ExchangeId,
  api: object = {},
  urls: object = {},
): Promise<Exchange> {
  const require = createRequire(import.meta.url);
  const file = join(dirname(require.resolve('ccxt')), '..', 'js', 'src', `${id}.js`);
  const { default: Class } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
    default: new (config: object) => Exchange;
  };
  return guard(new Class({ enableRateLimit: false, api, urls }), source);
}

/**
 * Puts our net in the place of ccxt's: limits, retries, proxy and the list of what may be read are in one place. Its
 * unified methods would look up markets first, with requests that nobody asked for: they cannot.
 */
function guard(exchange: Exchange, source: SourceId): Exchange {
  exchange.fetch = (url, method = 'GET', headers = {}, body) => send(exchange, source, url, method, headers, body);
  exchange.loadMarkets = () => Promise.reject(new NetError('forbidden', `Markets of ${source} are not looked up.`));
  return exchange;
}

/** What a venue says of an error fits in so many bytes; the rest of a longer answer are figures. */
const WORDS = 8 * 1024;
/** Where no word of the venue says otherwise these are refusals: ccxt takes them for a venue that is down, and would ask for minutes. */
const FINAL: ReadonlySet<number> = new Set([400, 404, 405, 410]);

async function send(
  exchange: Exchange, source: SourceId, url: string, method: string, headers: Record<string, string>, body: string | undefined,
): Promise<unknown> {
  const call = calls.get();
  if (!call || (method !== 'GET' && method !== 'POST'))
    throw new NetError('forbidden', `${method} ${new URL(url).pathname} is not a read: it is never sent.`);
  const { weight, parse, context: { http, signal } } = call;
  const request = { source, url, method, headers, expect: 'json', weight, ...(parse ? { parse } : {}), ...(body ? { body } : {}) } as const;
  const { status, headers: replyHeaders, body: bytes, json: reply } = await http.request(request, signal);
  call.status = status;
  const text = new TextDecoder().decode(bytes.subarray(0, WORDS));
  const settled = exchange.handleErrors(status, '', url, method, replyHeaders, text, reply, headers, body);
  if (settled === undefined && FINAL.has(status)) throw refusal(source, status, text);
  if (settled === undefined) exchange.handleHttpStatusCode(status, '', url, method, text);
  if (status >= 400) throw new NetError('refused', `${source} refused the request (HTTP ${status}).`, { status });
  if (reply === undefined) throw new NetError('broken', `The answer of ${source} is not JSON.`);
  return reply;
} // prettier-ignore
