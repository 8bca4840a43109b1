import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Dialect, VenueReply, World } from '../types';
import { plainTrouble } from './words';

/** Stamps in seconds: the start of each day, and now. */
const stamps = (from: Ms, now: Ms): number[] => {
  const found: number[] = [];
  for (let t = Math.ceil(from / MS_PER_DAY) * MS_PER_DAY; t <= now; t += MS_PER_DAY) found.push(t / 1_000);
  return [...found, Math.floor(now / 1_000)];
};

const PROTOCOLS = [
  { slug: 'aave-v3', name: 'Aave V3', symbol: 'AAVE', category: 'Lending', fees: true },
  { slug: 'lido', name: 'Lido', symbol: 'LDO', category: 'Liquid Staking', fees: true },
  { slug: 'wbtc', name: 'WBTC', symbol: '-', category: 'Bridge', fees: false },
];

/** api.llama.fi. */
export const defillama: Dialect = {
  source: 'defillama',
  trouble: plainTrouble,
  answer({ path, query }, { market, now }) {
    if (path === '/protocols') return { body: PROTOCOLS.map(({ fees, ...rest }, i) => ({ id: String(i), ...rest, tvl: fees ? 1e9 : 1e8, mcap: null })) }; // prettier-ignore
    if (path === '/overview/fees') return { body: { totalDataChart: [], protocols: PROTOCOLS.filter(({ fees }) => fees).map(({ slug, name }) => ({ slug, displayName: name, total24h: 1 })) } }; // prettier-ignore
    const [, fees, slug] = /^\/(protocol|summary\/fees)\/([\w-]+)$/.exec(path) ?? [];
    if (!PROTOCOLS.some((one) => one.slug === slug)) return { status: 400, body: 'Protocol not found' };
    const figure = (name: string, seconds: number): number => market.figure(`${slug}${name}`, seconds * 1_000, 1e6, 9e6, 2); // prettier-ignore
    if (fees === 'protocol') {
      const tvl = stamps(market.begin, now()).map((date) => ({ date, totalLiquidityUSD: figure('tvl', date) }));
      return { body: { id: '1', name: slug, currentChainTvls: { Ethereum: 1 }, chainTvls: {}, tvl }, rows: ['tvl'], series: path }; // prettier-ignore
    }
    const kind = query.get('dataType') ?? 'dailyFees';
    const chart = stamps(market.begin, now()).map((date) => [date, figure(kind, date)]);
    return { body: { slug, total24h: 1, totalDataChart: chart }, rows: ['totalDataChart'], series: `${path} ${kind}` };
  },
};

export const COINGECKO_KEY = 'CG-0123456789abcdefghijkl';
const COINS = [
  { id: 'bitcoin', symbol: 'btc', name: 'Bitcoin' },
  { id: 'aave', symbol: 'aave', name: 'Aave' },
];
const SUPPLY = 19_900_000;
/** Figures of now are a little old. */
export const SEEN: Ms = 45_000;

/** api.coingecko.com. */
export const coingecko: Dialect = {
  source: 'coingecko',
  trouble: plainTrouble,
  answer({ path, query, headers }, world) {
    const key = headers['x-cg-demo-api-key'];
    if (key !== undefined && key !== COINGECKO_KEY)
      return { status: 401, body: { status: { error_code: 10_002, error_message: `API Key ${key} is wrong` } } };
    const [, id] = /^\/api\/v3\/coins\/([\w-]+)\/market_chart$/.exec(path) ?? [];
    if (id !== undefined) return chart(id, query, world);
    if (path !== '/api/v3/coins/markets') return undefined;
    const ids = query.get('ids')?.split(',');
    const { market, now } = world;
    return {
      body: COINS.filter((coin) => ids?.includes(coin.id) ?? true).map((coin) => {
        const current_price = market.figure(coin.id, now(), 100, 200, 2);
        return {
          ...coin, current_price, market_cap: current_price * SUPPLY, total_volume: 5e9, fully_diluted_valuation: current_price * 21e6,
          circulating_supply: SUPPLY, total_supply: SUPPLY, max_supply: coin.id === 'bitcoin' ? 21e6 : null,
          last_updated: new Date(now() - SEEN).toISOString(),
        };
      }),
    };
  },
}; // prettier-ignore

function chart(id: string, query: URLSearchParams, { market, now }: World): VenueReply {
  if (!COINS.some((coin) => coin.id === id)) return { status: 404, body: { error: 'coin not found' } };
  const days = Number(query.get('days'));
  if (!(days <= 365)) return { status: 401, body: { error: { status: { error_code: 10_012, error_message: 'Your request exceeds the allowed time range.' } } } }; // prettier-ignore
  const times = stamps(now() - days * MS_PER_DAY, now()).map((seconds) => seconds * 1_000);
  const of = (scale: number) => times.map((t) => [t, market.figure(id, t, 100, 200, 2) * scale]);
  return { body: { prices: of(1), market_caps: of(SUPPLY), total_volumes: of(1e6) } };
}
