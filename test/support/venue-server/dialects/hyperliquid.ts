import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Dialect, VenueReply, World } from '../types';

/** Hyperliquid reads by POST /info, and what kind of read it is stands in the body: hyperliquid.gitbook.io. */
export const HYPERLIQUID_COINS = ['BTC', 'ETH', 'SOL'] as const;

const INTERVALS: Readonly<Record<string, Ms>> = {
  '1m': MS_PER_MINUTE, '5m': 5 * MS_PER_MINUTE, '15m': 15 * MS_PER_MINUTE, '1h': MS_PER_HOUR, '4h': 4 * MS_PER_HOUR, '1d': MS_PER_DAY,
}; // prettier-ignore
const KEPT = 5_000;

export const hyperliquid: Dialect = {
  source: 'hyperliquid',
  trouble: {
    limited: { status: 429, body: null },
    banned: { status: 429, body: null },
    maintenance: { status: 503, body: 'Service Unavailable' },
  },
  answer({ method, path, body }, world) {
    if (method !== 'POST' || path !== '/info') return undefined;
    const asked = JSON.parse(body) as Record<string, unknown>;
    if (asked['type'] === 'meta') return meta();
    if (asked['type'] === 'candleSnapshot') return candleSnapshot(asked['req'] as Record<string, unknown>, world);
    if (asked['type'] === 'fundingHistory') return fundingHistory(asked, world);
    return { status: 422, body: 'Failed to deserialize the JSON body into the target type' };
  },
};

const meta = (): VenueReply => ({
  body: {
    universe: [
      ...HYPERLIQUID_COINS.map((name) => ({ name, szDecimals: 5, maxLeverage: 40, marginTableId: 56 })),
      { name: 'GONE', szDecimals: 0, maxLeverage: 3, isDelisted: true },
    ],
  },
  rows: ['universe'],
  fields: ['name'],
  series: 'meta',
});

/** The latest 5,000 of each interval; also the candle in which the start lies. */
function candleSnapshot(
  { coin, interval, startTime, endTime }: Record<string, unknown>,
  { market, now }: World,
): VenueReply {
  const length = INTERVALS[String(interval)]!;
  const at = now();
  const from = Math.max(Math.floor(Number(startTime) / length) * length, (Math.floor(at / length) - KEPT + 1) * length);
  const bars = market.bars(String(coin), length, { from, to: Math.min(Number(endTime), at) + 1 }, undefined, at);
  const body = bars.map(({ t, o, h, l, c, v, trades }) => ({
    t, T: t + length - 1, s: coin, i: interval, o: String(o), c: String(c), h: String(h), l: String(l), v: String(v), n: trades,
  })); // prettier-ignore
  return {
    body,
    rows: [],
    fields: ['t', 'o', 'h', 'l', 'c', 'v'],
    series: `candles ${String(coin)} ${String(interval)}`,
  };
}

/** Some milliseconds after the hour. */
export const hyperliquidFundingTime = (hour: Ms): Ms => hour + 31;

/** The first 500 of a range. */
function fundingHistory({ coin, startTime, endTime }: Record<string, unknown>, { market, now }: World): VenueReply {
  const range = { from: Number(startTime) - 31, to: Math.min(Number(endTime ?? now()), now()) + 1 - 31 };
  const body = market.stamps(String(coin), MS_PER_HOUR, range, { limit: 500, end: 'oldest' }).map((hour) => ({
    coin,
    fundingRate: String(market.funding(String(coin), hour)),
    premium: '0.0001',
    time: hyperliquidFundingTime(hour),
  }));
  return { body, rows: [], fields: ['time', 'fundingRate'], series: `funding ${String(coin)}` };
}
