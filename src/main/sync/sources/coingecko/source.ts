import { z } from 'zod';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import { NetError, type HttpRequest } from '../../net/types';
import { SourceError, type FetchedSeries, type PageRequest, type Source, type SourceContext, type SourcePage } from '../../source'; // prettier-ignore
import { askJson } from '../documents/ask';
import { dailySeries, type Daily } from '../documents/daily';

const who = 'CoinGecko';
const REACH_DAYS = 365;

const Points = z.array(z.tuple([z.number(), z.number().nullable()]));
const Chart = z.object({ prices: Points, market_caps: Points, total_volumes: Points });
const Figure = z.number().nullish();
const Market = z.object({
  id: z.string(),
  symbol: z.string(),
  name: z.string(),
  last_updated: z.iso.datetime({ offset: true }).nullish(),
  current_price: Figure,
  market_cap: Figure,
  total_volume: Figure,
  fully_diluted_valuation: Figure,
  circulating_supply: Figure,
  total_supply: Figure,
  max_supply: Figure,
});
type Market = z.infer<typeof Market>;

/** Instruments are coins, by the service's own id: `bitcoin`. Symbols are not unique. */
export const coingecko: Source = {
  id: 'coingecko',
  series: 'coingecko',
  label: 'CoinGecko',
  group: 'fundamentals',
  url: 'https://www.coingecko.com',
  key: 'optional',
  offers: [
    {
      id: 'market',
      label: 'Price, capitalisation, volume',
      kinds: ['metric'],
      intervals: [MS_PER_DAY],
      reach: REACH_DAYS * MS_PER_DAY,
      key: 'optional',
      shape: 'history',
      note: 'USD at midnight UTC, over many venues. The circulating supply of a day is capitalisation over price, not a count. A demo key raises the number of requests, not the reach.',
      pageRows: REACH_DAYS,
      lag: MS_PER_HOUR,
    },
    {
      id: 'supply',
      label: 'Supply and capitalisation now',
      kinds: ['metric'],
      intervals: [0],
      reach: 0,
      key: 'optional',
      shape: 'capture',
      note: 'Coins in circulation, in all and at most, as counted now. There is no history of it: it grows from the day on which it is first taken.',
      pageRows: 1,
    },
  ],
  instruments,
  async page(request, context) {
    if (!/^[\w.-]{1,80}$/.test(request.instrument))
      throw new SourceError('invalid', `"${request.instrument}" is not a coin as ${who} writes it, such as bitcoin.`);
    if (request.offer === 'market') return history(request, context);
    if (request.offer === 'supply') return capture(request, context);
    throw new SourceError('invalid', `${who} offers market history and supply, not "${request.offer}".`);
  },
};

/** Names of the series, as an import of capitalisation snapshots has them. */
async function history({ instrument, from, to }: PageRequest, context: SourceContext): Promise<SourcePage> {
  const now = context.now() + (context.http.skew('coingecko') || 0);
  const days = Math.min(REACH_DAYS, Math.max(1, Math.ceil((now - from) / MS_PER_DAY) + 1));
  const query = `vs_currency=usd&days=${days}&interval=daily`;
  const chart = await askJson(request(`coins/${instrument}/market_chart?${query}`, context), Chart, { who, what: `the market of ${instrument}` }, context); // prettier-ignore
  const prices = atMidnight(chart.prices), caps = atMidnight(chart.market_caps); // prettier-ignore
  const priceAt = new Map(prices.map(({ t, value }) => [t, value]));
  const supply = caps.map(({ t, value }) => ({ t, value: value / (priceAt.get(t) ?? Number.NaN) }));
  const series = (field: string, unit: string, figures: readonly Daily[]): FetchedSeries =>
    dailySeries({ instrument, field, unit, knownLag: MS_PER_HOUR }, figures, { from, to });
  return {
    series: [
      series('priceUsd', 'USD', prices),
      series('marketCapUsd', 'USD', caps),
      series('volume24hUsd', 'USD', atMidnight(chart.total_volumes)),
      series('circulatingSupply', 'coins', supply),
    ].filter(({ columns }) => columns.t.length > 0),
    macro: [],
    settled: { from, to },
  };
}

/** Days are stamped with their midnight; the last point is of now, and a zero says that nothing is known. */
const atMidnight = (points: z.infer<typeof Points>): Daily[] =>
  points
    .filter(([t, value]) => t % MS_PER_DAY === 0 && value !== null && value > 0)
    .map(([t, value]) => ({ t, value: value! }));

async function capture({ instrument, from, to }: PageRequest, context: SourceContext): Promise<SourcePage> {
  const [market] = await markets(`ids=${encodeURIComponent(instrument)}`, context);
  if (!market) throw new SourceError('notFound', `${who} does not know ${instrument}.`);
  if (market.id !== instrument) throw new NetError('broken', `${who} sent another coin than ${instrument}.`);
  const t = Date.parse(market.last_updated ?? '');
  if (Number.isNaN(t))
    throw new NetError('broken', `${who} does not say when its figures of ${instrument} were taken.`);
  const figures = [
    ['circulatingSupply', 'coins', market.circulating_supply],
    ['totalSupply', 'coins', market.total_supply],
    ['maxSupply', 'coins', market.max_supply],
    ['marketCapUsd', 'USD', market.market_cap],
    ['fullyDilutedUsd', 'USD', market.fully_diluted_valuation],
    ['priceUsd', 'USD', market.current_price],
    ['volume24hUsd', 'USD', market.total_volume],
  ] as const;
  const series = figures.flatMap(([field, unit, value]) =>
    typeof value === 'number' ? [snapshot(instrument, field, unit, t, value)] : [],
  );
  return { series, macro: [], settled: { from, to } };
}

const snapshot = (instrument: string, field: string, unit: string, t: Ms, value: number): FetchedSeries => ({
  instrument,
  kind: 'metric',
  interval: 0,
  field,
  traits: { knownLag: 0, volumeUnit: 'base', unit, synthetic: false },
  coverage: [],
  columns: { t: Float64Array.of(t), value: Float64Array.of(value) },
});

/** The largest by capitalisation; any other id can be typed. */
async function instruments(context: SourceContext): Promise<SourceInstrument[]> {
  const largest = await markets('order=market_cap_desc&per_page=250&page=1', context);
  return largest.map(({ id, symbol, name }) => ({
    id,
    label: `${name} (${symbol.toUpperCase()})`,
    base: symbol.toUpperCase(),
    quote: 'USD',
    type: 'asset',
    offers: ['market', 'supply'],
    contractSize: null,
    margin: '',
    listed: null,
  }));
}

const markets = (query: string, context: SourceContext): Promise<Market[]> =>
  askJson(request(`coins/markets?vs_currency=usd&${query}`, context), z.array(Market), { who, what: 'its market list' }, context); // prettier-ignore

const request = (path: string, { key }: SourceContext): Omit<HttpRequest, 'expect'> => ({
  source: 'coingecko',
  url: `https://api.coingecko.com/api/v3/${path}`,
  ...(key && { headers: { 'x-cg-demo-api-key': key } }),
});
