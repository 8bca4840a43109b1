import { describe, expect, it } from 'vitest';
import type { NetError } from '#main/sync/net/types';
import { readCandles } from '#main/sync/sources/krakenfutures/bars';
import { readFunding } from '#main/sync/sources/krakenfutures/funding';
import { readInstruments } from '#main/sync/sources/krakenfutures/instruments';
import { readExecutions } from '#main/sync/sources/krakenfutures/executions';
import { plain, recordedPayload, recordedPayloads } from './support';

const broken = (read: () => unknown): void =>
  expect(read).toThrow(expect.objectContaining({ name: 'NetError', problem: 'broken' }) as NetError);

const order = (orderType: string, direction: string): object => ({
  uid: '0a25f66b', tradeable: 'PF_XBTUSD', direction, quantity: '0.26500', timestamp: '1710150778570', limitPrice: '71907', orderType, reduceOnly: false, lastUpdateTimestamp: '1710150778570',
}); // prettier-ignore
let ids = 0;
const element = (maker: object, taker: object, over: object = {}): object => ({
  uid: 'a5105030',
  timestamp: '1710150778607',
  event: {
    Execution: {
      execution: { uid: `2d485b71-${ids++}`, makerOrder: maker, takerOrder: taker, timestamp: '1710150778607', quantity: '0.25', price: '72000', markPrice: '71903.3', limitFilled: false, usdValue: '18000', ...over },
      takerReducedQuantity: '',
    },
  },
}); // prettier-ignore
const page = (elements: object[]): object => ({ elements, len: String(elements.length) });

describe('liquidations of Kraken futures', () => {
  it('an order of the venue that sells closes a long, one that buys a short, on either side of the trade', () => {
    const { prints, t } = readExecutions(
      page([
        element(order('Post', 'Buy'), order('Liquidation', 'Sell')),
        element(order('Limit', 'Sell'), order('PartialLiquidation', 'Buy')),
        element(order('Liquidation', 'Buy'), order('Market', 'Sell')),
        element(order('Limit', 'Sell'), order('IoC', 'Buy')),
      ]),
      false,
    );
    expect(t).toHaveLength(4);
    expect(plain(prints)).toEqual({
      t: Array(3).fill(1_710_150_778_607), side: [1, -1, -1], price: Array(3).fill(72_000), quantity: Array(3).fill(0.25), notional: Array(3).fill(18_000),
    }); // prettier-ignore
  });

  it('an execution that is told twice is one', () => {
    const once = element(order('Post', 'Buy'), order('Liquidation', 'Sell'));
    expect(readExecutions(page([once, once]), false).prints.t).toHaveLength(1);
  });

  it('contracts of an inverse one are USD', () =>
    expect(
      plain(
        readExecutions(page([element(order('Post', 'Buy'), order('Liquidation', 'Sell'), { quantity: '36000' })]), true)
          .prints,
      ),
    ).toMatchObject({ quantity: [0.5], notional: [36_000] }));

  it('are refused where an order is not told or its direction is not known', () => {
    broken(() => readExecutions(page([element(order('Post', 'Buy'), { orderType: 7 })]), false));
    broken(() => readExecutions(page([element(order('Post', 'Buy'), order('Liquidation', 'Flat'))]), false));
  });
});

describe('instruments of Kraken futures', () => {
  it('inverse ones are worth 1 USD, linear ones trade in coins; names are in capitals', () =>
    expect(
      readInstruments({
        instruments: [
          { symbol: 'pi_xbtusd', type: 'futures_inverse', contractSize: 1 },
          { symbol: 'PF_ETHUSD', type: 'flexible_futures', contractSize: 1, base: 'ETH', quote: 'USD', openingDate: '2022-03-22T13:18:45Z' },
          { symbol: 'FI_XBTUSD_240628', type: 'futures_inverse', contractSize: 1 },
          { symbol: 'in_xbtusd', type: 'spot index' },
        ],
      }),
    ).toMatchObject([
      { id: 'PI_XBTUSD', base: 'BTC', quote: 'USD', type: 'perpetual', margin: 'inverse', contractSize: 1, listed: null },
      { id: 'PF_ETHUSD', base: 'ETH', margin: 'linear', contractSize: null, listed: Date.UTC(2022, 2, 22, 13, 18, 45) },
      { id: 'FI_XBTUSD_240628', base: 'BTC', type: 'future', offers: ['bars', 'liquidations'] },
    ])); // prettier-ignore
});

describe('recorded replies of Kraken futures', () => {
  const candles = recordedPayloads('nautilus/kraken', /^http_futures_candles_.*\.json$/);
  const funding = recordedPayload('nautilus/kraken/http_futures_historical_funding_rates.json');
  const today = recordedPayload('nautilus/kraken/http_futures_instruments.json');
  const then = recordedPayload('cryptofeed/kraken_futures/derivatives_api_v3_instruments.json');

  it.skipIf(candles.length === 0)('candles', () => {
    expect(candles).toHaveLength(3);
    for (const { name, body } of candles)
      expect([...readCandles(body).t], name).toEqual([1731715200000, 1731718800000, 1731722400000]);
    const { o, h, l, c, v } = readCandles(candles.find(({ name }) => name.includes('trade'))!.body);
    expect([o[0], h[0], l[0], c[0], v[0]]).toEqual([91_069, 91_373.5, 90_956, 91_045.5, 319_499]);
  });

  it.skipIf(!funding)('funding: the relative rate', () =>
    expect(plain(readFunding(funding))).toEqual({
      t: [Date.UTC(2025, 6, 11, 8), Date.UTC(2025, 6, 11), Date.UTC(2025, 6, 10, 16)],
      rate: [0.0001, -0.00005, 0.00015],
    }),
  );

  it.skipIf(!today || !then)('instruments of 2021 and of today', () => {
    expect(readInstruments(today).map(({ id }) => id)).toEqual(['PI_XBTUSD', 'PF_ETHUSD', 'PF_PEPEUSD', 'PF_AAPLxUSD']);
    const { response } = then as { response: { instruments: { symbol: string }[] } };
    expect(readInstruments(response)).toHaveLength(
      response.instruments.filter(({ symbol }) => /^(pi|fi|pf|ff)_/.test(symbol)).length,
    );
  });
});
