import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { PageRequest } from '#main/sync/source';
import { SOURCES } from '#main/sync/sources/index';
import type { SourceId } from '#shared/sync';
import { areAbsent, recordedFolder } from '../../support/recorded';
import { openSources, type SourceBench } from '../../support/sources';
import type { Dialect } from '../../support/venue-server/types';

const fileOf = (name: string): string => join(recordedFolder, 'recorded', name);
const read = (name: string): unknown => JSON.parse(readFileSync(fileOf(name), 'utf8'));
/** What was captured with its address around it. */
const responseOf = (name: string): unknown => (read(name) as { response: unknown }).response;

const FILES = {
  usdm: 'cryptofeed/binance_futures/fapi_v1_exchangeInfo.json',
  coinm: 'cryptofeed/binance_delivery/dapi_v1_exchangeInfo.json',
  binanceKlines: 'nautilus/binance/spot/http_json/klines_response.json',
  bybitKlines: 'nautilus/bybit/http_get_klines_linear.json',
  bybitFunding: 'nautilus/bybit/http_get_funding_history.json',
  bybitLinear: 'nautilus/bybit/http_get_instruments_linear.json',
  bybitInverse: 'nautilus/bybit/http_get_instruments_inverse.json',
  okxSwaps: 'cryptofeed/okx/api_v5_public_instruments_instType_SWAP.json',
  okxFutures: 'cryptofeed/okx/api_v5_public_instruments_instType_FUTURES.json',
};
const trouble = { limited: { body: '' }, banned: { body: '' }, maintenance: { body: '' } };

/** A venue that says what was recorded of it. */
const playing = (source: SourceId, bodyOf: (path: string, query: URLSearchParams) => unknown): Dialect => ({
  source,
  answer: ({ path, query }) => ({ body: bodyOf(path, query) }),
  trouble,
});

let bench: SourceBench;
afterEach(() => bench.close());
async function open(dialect: Dialect) {
  bench = await openSources({ dialects: [dialect], seed: 1, now: Date.now });
  return SOURCES[dialect.source]!.load();
}

const around = (source: SourceId, offer: string, interval: Ms, t: Ms): PageRequest => ({
  source, offer, instrument: 'BTCUSDT', interval, from: t - MS_PER_DAY, to: t + MS_PER_DAY, end: 'oldest',
}); // prettier-ignore

describe.skipIf(areAbsent(Object.values(FILES).map(fileOf)))('recorded payloads through the sources', () => {
  it('Binance: contracts of both markets', async () => {
    const source = await open(playing('binance', (path) => responseOf(path.startsWith('/fapi') ? FILES.usdm : FILES.coinm))); // prettier-ignore
    const all = await source.instruments(bench.context);
    expect(all.find(({ id }) => id === 'BTCUSDT')).toEqual({
      id: 'BTCUSDT', label: 'BTC/USDT perpetual', base: 'BTC', quote: 'USDT', type: 'perpetual', offers: ['bars', 'funding', 'oi'],
      contractSize: null, margin: 'linear', listed: Date.UTC(2019, 8, 8),
    }); // prettier-ignore
    expect(all.find(({ id }) => id === 'BTCUSD_PERP')).toMatchObject({ contractSize: 100, margin: 'inverse' });
    expect(all.find(({ id }) => id === 'ETHUSD_PERP')).toMatchObject({ contractSize: 10, margin: 'inverse' });
    expect(all.filter(({ margin }) => margin === 'inverse').every(({ id }) => /USD_(PERP|\d{6})$/.test(id))).toBe(true);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it('Binance: klines', async () => {
    const source = await open(playing('binance', () => read(FILES.binanceKlines)));
    const t = 1_499_040_000_000;
    // the sample is of another market, from before there were futures: rows of another time are not the source's to judge
    const page = await source.page(around('binance', 'bars', MS_PER_DAY, Date.UTC(2020, 0, 1)), bench.context);
    const columns = { t: [t], o: [0.0163479], h: [0.8], l: [0.015758], c: [0.015771], v: [148_976.11427815] };
    for (const [name, values] of Object.entries(columns)) expect([...page.series[0]!.columns[name]!], name).toEqual(values); // prettier-ignore
  });

  it('Bybit: klines, funding and contracts', async () => {
    const bodies = { kline: FILES.bybitKlines, history: FILES.bybitFunding };
    const source = await open(
      playing('bybit', (path, query) =>
        path.endsWith('instruments-info')
          ? read(query.get('category') === 'linear' ? FILES.bybitLinear : FILES.bybitInverse)
          : read(bodies[path.split('/').at(-1) as keyof typeof bodies]),
      ),
    );
    const t = 1_709_891_679_000;
    const bars = await source.page(around('bybit', 'bars', MS_PER_MINUTE, t - MS_PER_DAY + 60_000), bench.context);
    expect(Object.values(bars.series[0]!.columns).map(([value]) => value)).toEqual([t, 27_450, 27_460, 27_440, 27_455, 123.45]); // prettier-ignore
    const funding = await source.page(around('bybit', 'funding', 0, t), bench.context);
    expect([...funding.series[0]!.columns['rate']!]).toEqual([0.0001, 0.00015]);
    expect([...funding.series[0]!.columns.t]).toEqual([1_709_884_800_000, 1_709_856_000_000]);
    const all = await source.instruments(bench.context);
    expect(all.map(({ id, margin, contractSize }) => [id, margin, contractSize])).toEqual([
      ['BTCUSDT', 'linear', null],
      ['ETHUSDT', 'linear', null],
      ['BTCUSD', 'inverse', 1],
    ]);
  });

  it('OKX: contracts with their sizes', async () => {
    const source = await open(playing('okx', (_, query) => responseOf(query.get('instType') === 'SWAP' ? FILES.okxSwaps : FILES.okxFutures))); // prettier-ignore
    const all = await source.instruments(bench.context);
    expect(all.find(({ id }) => id === 'BTC-USDT-SWAP')).toMatchObject({
      base: 'BTC', quote: 'USDT', type: 'perpetual', contractSize: 0.01, margin: 'linear', listed: null,
    }); // prettier-ignore
    expect(all.find(({ id }) => id === 'BTC-USD-SWAP')).toMatchObject({ contractSize: 100, margin: 'inverse' });
    expect(all.find(({ id }) => id === 'BTC-USD-220527')).toMatchObject({
      type: 'future',
      margin: 'inverse',
      listed: 1_652_429_400_854,
    });
    expect(all.every(({ contractSize }) => contractSize! > 0)).toBe(true);
  });
});
