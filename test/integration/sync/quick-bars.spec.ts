import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import type { Http, HttpReply } from '#main/sync/net/types';
import type { PageRequest, SourceContext, SourcePage } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import { openSources, type SourceBench } from '../../support/sources';
import { binance } from '../../support/venue-server/dialects/binance';
import { bitfinex } from '../../support/venue-server/dialects/bitfinex';
import { bybit } from '../../support/venue-server/dialects/bybit';
import { coinbase } from '../../support/venue-server/dialects/coinbase';
import { gate } from '../../support/venue-server/dialects/gate';
import { krakenfutures } from '../../support/venue-server/dialects/krakenfutures';
import { okx } from '../../support/venue-server/dialects/okx';
import type { FaultKind, FaultPlan } from '../../support/venue-server/faults';

const NOW = Date.UTC(2026, 5, 15, 12, 34, 56, 789);
const VENUES: readonly (readonly [SourceId, string])[] = [
  ['binance', 'BTCUSDT'],
  ['binance', 'BTCUSD_PERP'],
  ['bybit', 'BTCUSDT'],
  ['bybit', 'BTCUSD'],
  ['okx', 'BTC-USDT-SWAP'],
  ['gate', 'BTC_USDT'],
  ['bitfinex', 'tBTCF0:USTF0'],
  ['krakenfutures', 'PF_XBTUSD'],
  ['coinbase', 'BTC-USD'],
];
/** In the body alone: what must never be taken for an answer, or never for another one. */
const SPOILT: readonly FaultKind[] = ['malformedJson', 'typeString', 'typeNull', 'typeObject', 'reorderedRows', 'duplicatedRows', 'emptyPage']; // prettier-ignore

let bench: SourceBench;
beforeAll(async () => {
  bench = await openSources({
    dialects: [binance, bybit, okx, gate, bitfinex, krakenfutures, coinbase],
    seed: 5,
    now: () => NOW,
  });
});
afterAll(() => bench.close());

interface Watched {
  readonly context: SourceContext;
  /** Bodies that a reader of rows was shown, and whether it could read them. */
  readonly shown: { readonly text: string; readonly isQuick: boolean }[];
  readonly replies: HttpReply[];
}

/** The same net, which takes note of its answers. */
function watched(): Watched {
  const shown: Watched['shown'] = [];
  const replies: HttpReply[] = [];
  const http: Http = {
    ...bench.http,
    request: async (request, signal) => {
      const { parse } = request;
      const noted = (body: Uint8Array): unknown => {
        const reply = parse?.(body);
        shown.push({ text: Buffer.from(body).toString(), isQuick: reply !== undefined });
        return reply;
      };
      const reply = await bench.http.request(parse ? { ...request, parse: noted } : request, signal);
      replies.push(reply);
      return reply;
    },
  };
  return { context: { ...bench.context, http }, shown, replies };
}

/** A net that gives the same answers again, all of them by JSON.parse. */
function replaying(replies: readonly HttpReply[]): SourceContext {
  const left = [...replies];
  const request = (): Promise<HttpReply> => {
    const reply = left.shift()!;
    return Promise.resolve({ ...reply, json: JSON.parse(Buffer.from(reply.body).toString()) as unknown });
  };
  return { ...bench.context, http: { ...bench.http, request } };
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe.each(VENUES)('bars of %s, %s', (id, instrument) => {
  const to = NOW - MS_PER_DAY;
  const request: PageRequest = { source: id, offer: 'bars', instrument, interval: MS_PER_MINUTE, from: to - 250 * MS_PER_MINUTE, to, end: 'oldest' }; // prettier-ignore

  let faults: FaultPlan | undefined;

  /** What comes of the answers that the venue gives now; the same must come of them by JSON.parse. */
  const askBothWays = async (): Promise<{ page: unknown } & Watched> => {
    const source = await SOURCES[id]!.load();
    const ask = (context: SourceContext): Promise<unknown> => source.page(request, context).catch((error: unknown) => error); // prettier-ignore
    await source.page(request, bench.context); // what has to be looked up is
    const net = watched();
    bench.server.setFaults(faults);
    const page = await ask(net.context);
    bench.server.setFaults(undefined);
    expect(page).toEqual(await ask(replaying(net.replies)));
    return { page, ...net };
  };
  it('are read from the bytes of the answer, to the same digits', async () => {
    faults = undefined;
    const { page, shown } = await askBothWays();
    const full = shown.filter(({ text }) => text !== '[]');
    expect(full.length).toBeGreaterThan(0);
    expect(full.filter(({ isQuick }) => !isQuick)).toEqual([]);
    expect((page as SourcePage).series[0]!.columns.t).toHaveLength(250);
  });

  it.each(SPOILT)('mean the same either way when the answer is spoilt (%s)', async (kind) => {
    let spoilt = 0;
    faults = { rate: 1, choose: (_, nth) => (nth === 0 && spoilt++ >= 0 ? kind : undefined) };
    const { shown } = await askBothWays();
    expect(spoilt).toBeGreaterThan(0);
    for (const { text, isQuick } of shown) expect(!isQuick || isJson(text), text).toBe(true);
    if (kind === 'malformedJson') expect(shown.some(({ isQuick }) => !isQuick)).toBe(true);
  });
});
