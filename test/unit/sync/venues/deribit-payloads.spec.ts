import { describe, expect, it } from 'vitest';
import { readBars } from '#main/sync/sources/deribit/bars';
import { columnsOfSummaries, columnsOfTickers, summariesOf, tickerOf } from '#main/sync/sources/deribit/chain-rows';
import { readFunding } from '#main/sync/sources/deribit/funding';
import { readInstruments } from '#main/sync/sources/deribit/instruments';
import { readDeliveries } from '#main/sync/sources/deribit/delivery';
import { parseOptionName } from '#main/sync/sources/deribit/option-name';
import { readSettlements } from '#main/sync/sources/deribit/settlements';
import { readTrades } from '#main/sync/sources/deribit/trades';
import { readVolatility } from '#main/sync/sources/deribit/volatility';
import type { NetError } from '#main/sync/net/types';
import { plain, recordedPayload, recordedPayloads } from './support';

let ids = 0;
const trade = (over: object): object => ({
  amount: 50_000,
  direction: 'sell',
  index_price: 61_990,
  instrument_name: 'BTC-PERPETUAL',
  mark_price: 61_995,
  price: 62_000,
  tick_direction: 2,
  timestamp: 1_700_000_000_000,
  trade_id: `BTC-${ids++}`,
  trade_seq: 10,
  ...over,
});
const broken = (read: () => unknown): void =>
  expect(read).toThrow(expect.objectContaining({ name: 'NetError', problem: 'broken' }) as NetError);

describe('Deribit bars', () => {
  const sent = {
    ticks: [60_000],
    open: [2],
    high: [4],
    low: [1],
    close: [3],
    volume: [0.5],
    cost: [1.5],
    status: 'ok',
  };

  it('take the volume in coin, not the cost in USD', () =>
    expect(plain(readBars(sent))).toEqual({ t: [60_000], o: [2], h: [4], l: [1], c: [3], v: [0.5] }));

  it('are refused where a column is shorter, is text or is missing', () => {
    broken(() => readBars({ ...sent, close: [] }));
    broken(() => readBars({ ...sent, close: ['three'] }));
    broken(() => readBars({ ...sent, close: undefined }));
    broken(() => readBars({ ...sent, close: [null] }));
  });
});

describe('Deribit volatility index', () => {
  it('comes in points and is a decimal, to the last digit as in a file', () =>
    expect(plain(readVolatility({ data: [[1_698_768_000_000, 64.1, 65.2, 63, 64.07]], continuation: null }))).toEqual({
      t: [1_698_768_000_000],
      o: [0.641],
      h: [0.652],
      l: [0.63],
      c: [0.6407],
    }));

  it('is refused where a row is cut', () => broken(() => readVolatility({ data: [[1, 2, 3, 4]] })));
});

describe('Deribit funding', () => {
  it('is what was paid over the hour, not the trailing eight', () =>
    expect(
      plain(readFunding([{ timestamp: 1_569_891_600_000, index_price: 8_222.87, interest_8h: -9.2e-5, interest_1h: -4.7e-7, prev_index_price: 8_305.72 }])),
    ).toEqual({ t: [1_569_891_600_000], rate: [-4.7e-7] })); // prettier-ignore
});

describe('an option of Deribit', () => {
  it('expires at 08:00 UTC of the day in its name', () => {
    expect(parseOptionName('BTC-27DEC24-100000-C')).toEqual({
      asset: 'BTC',
      expiry: Date.UTC(2024, 11, 27, 8),
      strike: 100_000,
      type: 1,
    });
    expect(parseOptionName('ETH-5JAN25-1850-P')).toEqual({
      asset: 'ETH',
      expiry: Date.UTC(2025, 0, 5, 8),
      strike: 1_850,
      type: -1,
    });
  });

  it('is no future, combination or option in USDC', () => {
    for (const name of [
      'BTC-27DEC24',
      'BTC-PERPETUAL',
      'BTC-CSR-27DEC24-90000_100000',
      'XRP_USDC-30JUN23-0d625-C',
      'BTC-27XXX24-1-C',
    ])
      expect(parseOptionName(name), name).toBeUndefined();
  });
});

describe('a chain of Deribit', () => {
  const summary = (over: object): object => ({
    instrument_name: 'BTC-28JUN24-42000-C',
    creation_timestamp: 1_711_101_594_477,
    base_currency: 'BTC',
    quote_currency: 'BTC',
    underlying_index: 'BTC-28JUN24',
    underlying_price: 68_827.27,
    estimated_delivery_price: 65_479.26,
    interest_rate: 0,
    bid_price: 0.404,
    ask_price: 0.411,
    mark_price: 0.40752052,
    mark_iv: 64.1,
    open_interest: 364.1,
    volume: 0.1,
    volume_usd: 2_836.83,
    last: 0.423,
    low: 0.423,
    high: 0.423,
    mid_price: 0.4075,
    price_change: 0,
    ...over,
  });

  it('is stamped with the latest instant of its rows, and misses what the bulk reply does not tell', () => {
    const rows = summariesOf(
      [
        summary({}),
        summary({
          instrument_name: 'BTC-28JUN24-90000-P',
          creation_timestamp: 1_711_101_594_479,
          bid_price: null,
          mark_iv: 0,
          mark_price: null,
        }),
        summary({ instrument_name: 'BTC_USDC-28JUN24-90000-P' }),
        summary({ instrument_name: 'ETH-28JUN24-4000-P' }),
      ],
      'BTC',
    );
    const { t, expiry, strike, type, bid, ask, mark, markIv, openInterest, volume, underlying, index, ...missing } =
      plain(columnsOfSummaries(rows, 65_479));
    expect({ t, expiry, strike, type, bid, ask, mark, markIv, openInterest, volume, underlying, index }).toEqual({
      t: [1_711_101_594_479, 1_711_101_594_479],
      expiry: [Date.UTC(2024, 5, 28, 8), Date.UTC(2024, 5, 28, 8)],
      strike: [42_000, 90_000],
      type: [1, -1],
      bid: [0.404, NaN],
      ask: [0.411, 0.411],
      mark: [0.40752052, NaN],
      markIv: [0.641, NaN],
      openInterest: [364.1, 364.1],
      volume: [0.1, 0.1],
      underlying: [68_827.27, 68_827.27],
      index: [65_479, 65_479],
    });
    expect(Object.keys(missing)).toHaveLength(9);
    for (const [name, column] of Object.entries(missing)) expect(column, name).toEqual([NaN, NaN]);
  });

  it('has all 21 columns where each option is asked for: vega and rho per 1.00, zero is missing', () => {
    const row = tickerOf({
      instrument_name: 'BTC-27DEC24-100000-C',
      timestamp: 1_719_600_000_123,
      best_bid_price: 0.0465,
      best_bid_amount: 12.5,
      best_ask_price: 0,
      best_ask_amount: 0,
      bid_iv: 61.2,
      ask_iv: 0,
      mark_iv: 62.07,
      mark_price: 0.0478,
      greeks: { delta: 0.3, gamma: 0.00001, vega: 153.41, theta: -25.1, rho: 61.2 },
      stats: { volume: 33.2, high: 0.05, low: 0.04 },
      open_interest: 812.4,
      underlying_price: 64_000.5,
      index_price: 61_000.25,
      underlying_index: 'BTC-27DEC24',
      interest_rate: 0,
      state: 'open',
    });
    expect(plain(columnsOfTickers([row]))).toEqual({
      t: [1_719_600_000_123],
      expiry: [Date.UTC(2024, 11, 27, 8)],
      strike: [100_000],
      type: [1],
      bid: [0.0465],
      ask: [NaN],
      mark: [0.0478],
      bidSize: [12.5],
      askSize: [0],
      bidIv: [0.612],
      askIv: [NaN],
      markIv: [0.6207],
      delta: [0.3],
      gamma: [0.00001],
      vega: [15_341],
      theta: [-25.1],
      rho: [6_120],
      openInterest: [812.4],
      volume: [33.2],
      underlying: [64_000.5],
      index: [61_000.25],
    });
  });
});

describe('liquidations of Deribit', () => {
  const read = (...trades: object[]) => readTrades({ trades, has_more: false }, 1);

  it('a taker who sells closes a long, a maker who is sold to closes a short, MT does both', () => {
    const { prints } = read(
      trade({ liquidation: 'T', direction: 'sell' }),
      trade({ liquidation: 'T', direction: 'buy', trade_seq: 11 }),
      trade({ liquidation: 'M', direction: 'sell', trade_seq: 12 }),
      trade({ liquidation: 'M', direction: 'buy', trade_seq: 13 }),
      trade({ liquidation: 'MT', direction: 'sell', trade_seq: 14 }),
      trade({ trade_seq: 15 }),
    );
    expect(plain(prints).side).toEqual([1, -1, -1, 1, 1, -1]);
  });

  it('a trade that is told twice is one, two trades that say the same are two', () => {
    const once = trade({ liquidation: 'T' });
    expect(plain(read(once, once, trade({ liquidation: 'T' })).prints).side).toEqual([1, 1]);
  });

  it('an amount is USD where the contract is inverse, coins where it is linear', () => {
    const sent = { trades: [trade({ liquidation: 'T' })], has_more: true };
    expect(plain(readTrades(sent, 1).prints)).toMatchObject({ quantity: [50_000 / 62_000], notional: [50_000] });
    expect(plain(readTrades(sent, undefined).prints)).toMatchObject({
      quantity: [50_000],
      notional: [50_000 * 62_000],
    });
  });

  it('come with the stamps of all trades, which tell where the page ends', () => {
    const { t, prints } = read(
      trade({ timestamp: 5 }),
      trade({ timestamp: 9, liquidation: 'T' }),
      trade({ timestamp: 7 }),
    );
    expect([...t]).toEqual([5, 9, 7]);
    expect([...prints.t]).toEqual([9]);
  });

  it('are refused with a mark or a direction that is not known', () => {
    broken(() => read(trade({ liquidation: 'X' })));
    broken(() => read(trade({ liquidation: 'T', direction: 'zero' })));
    broken(() => readTrades({ trades: [{}] }, 1));
  });
});

describe('settlements of Deribit', () => {
  it('delivery prices are known at 08:00 UTC of their day', () =>
    expect(readDeliveries({ data: [{ date: '2020-01-02', delivery_price: 7_131.214 }], records_total: 58 })).toEqual({
      columns: { t: Float64Array.of(Date.UTC(2020, 0, 2, 8)), value: Float64Array.of(7_131.214) },
      total: 58,
    }));

  it('mark and index prices of an instrument, and of no other', () => {
    const row = { type: 'settlement', timestamp: 1_550_475_692_526, instrument_name: 'ETH-22FEB19', mark_price: 121.67, index_price: 119.8, position: -66, session_profit_loss: 0.03, profit_loss: -0.001 };
    expect(readSettlements({ settlements: [row], continuation: 'x' }, 'ETH-22FEB19')).toEqual({
      mark: { t: Float64Array.of(1_550_475_692_526), value: Float64Array.of(121.67) },
      index: { t: Float64Array.of(1_550_475_692_526), value: Float64Array.of(119.8) },
    });
    broken(() => readSettlements({ settlements: [row] }, 'BTC-PERPETUAL'));
  }); // prettier-ignore
});

describe('recorded replies of Deribit', () => {
  const bars = recordedPayload('nautilus/deribit/http_get_tradingview_chart_data.json');
  const old = recordedPayload('ccxt/deribit_public_2024-03-13.json');
  const trades = recordedPayloads('nautilus/deribit', /^http_get_last_trades.*\.json$/);
  const lists = recordedPayloads('cryptofeed/deribit', /^api_v2_public_get_instruments_.*\.json$/);

  it.skipIf(!bars)('bars', () => {
    const { t, v } = readBars((bars as { result: unknown }).result);
    expect([...t]).toEqual([1766483460000, 1766483520000, 1766483580000, 1766483640000, 1766483700000]);
    expect(v[0]).toBe(2.94375216);
  });

  it.skipIf(!old)('a bar of 2024', () => {
    const { fetchOHLCV: sent, fetchOHLCV_parsed: parsed } = old as {
      fetchOHLCV: { result: unknown };
      fetchOHLCV_parsed: number[][];
    };
    const { t, o, h, l, c, v } = readBars(sent.result);
    expect([[t[0], o[0], h[0], l[0], c[0], v[0]]]).toEqual(parsed);
  });

  it.skipIf(trades.length === 0)('trades of every kind', () => {
    for (const { name, body } of trades) {
      const { result } = body as { result: { trades: { timestamp: number }[] } };
      const page = readTrades(result, 1);
      expect([...page.t], name).toEqual(result.trades.map(({ timestamp }) => timestamp));
    }
  });

  it.skipIf(lists.length === 0)('instruments: names agree with what the venue says of each option', () => {
    let options = 0;
    for (const { name, body } of lists) {
      const { result } = (body as { response: { result: Record<string, unknown>[] } }).response;
      const futures = readInstruments(result);
      expect(futures, name).toHaveLength(result.filter(({ kind }) => kind === 'future').length);
      for (const sent of result) {
        const option = sent['kind'] === 'option' ? parseOptionName(String(sent['instrument_name'])) : undefined;
        if (!option) continue;
        options++;
        expect(option).toEqual({
          asset: sent['base_currency'],
          expiry: sent['expiration_timestamp'],
          strike: sent['strike'],
          type: sent['option_type'] === 'call' ? 1 : -1,
        });
      }
    }
    expect(options).toBeGreaterThan(500);
  });

  it.skipIf(!recordedPayload('nautilus/deribit/http_get_instruments.json'))('instruments of today', () => {
    const { result } = recordedPayload('nautilus/deribit/http_get_instruments.json') as { result: unknown };
    expect(readInstruments(result).find(({ id }) => id === 'BTC-PERPETUAL')).toMatchObject({
      type: 'perpetual', base: 'BTC', quote: 'USD', contractSize: 10, margin: 'inverse',
    }); // prettier-ignore
  });
});
