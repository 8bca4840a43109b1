import { MS_PER_SECOND, type Ms } from '#core/time/ms';
import type { Dialect, VenueReply, VenueRequest, World } from '../types';

/** Coinbase Exchange, spot: docs.cdp.coinbase.com/exchange. */
export const COINBASE_PAIRS = ['BTC-USD', 'ETH-USD'] as const;
const GRANULARITIES = [60, 300, 900, 3_600, 21_600, 86_400];

const failed = (status: number, message: string): VenueReply => ({ status, body: { message } });

export const coinbase: Dialect = {
  source: 'coinbase',
  trouble: {
    limited: failed(429, 'Public rate limit exceeded'),
    banned: failed(429, 'Public rate limit exceeded'),
    maintenance: failed(503, 'Service Unavailable'),
  },
  answer(request, world) {
    if (request.path === '/products') return products();
    const [, id = ''] = /^\/products\/([\w-]+)\/candles$/.exec(request.path) ?? [];
    if (id === '') return undefined;
    return COINBASE_PAIRS.some((name) => name === id) ? candles(request, id, world) : failed(404, 'NotFound');
  },
};

const products = (): VenueReply => ({
  body: COINBASE_PAIRS.map((id) => {
    const [base, quote] = id.split('-');
    return { id, base_currency: base, quote_currency: quote, quote_increment: '0.01', base_increment: '0.00000001', display_name: id, status: 'online', trading_disabled: false };
  }),
  rows: [],
  fields: ['id', 'base_currency', 'quote_currency'],
  series: 'products',
}); // prettier-ignore

/** Both ends are inclusive; the newest first. */
function candles({ query, path }: VenueRequest, id: string, { market, now }: World): VenueReply {
  const seconds = Number(query.get('granularity'));
  if (!GRANULARITIES.includes(seconds)) return failed(400, 'Unsupported granularity');
  const interval: Ms = seconds * MS_PER_SECOND;
  const [from, end] = ['start', 'end'].map((name) => Date.parse(query.get(name) ?? '')) as [Ms, Ms];
  if ((end - from) / interval >= 300)
    return failed(
      400,
      'granularity too small for the requested time range. Count of aggregations requested exceeds 300',
    );
  const bars = market.bars(id, interval, { from, to: Math.min(end, now()) + 1 }, undefined, now());
  const body = bars.reverse().map(({ t, o, h, l, c, v }) => [t / MS_PER_SECOND, l, h, o, c, v]);
  return { body, rows: [], series: `${path} ${seconds}` };
}
