import { expect, it } from 'vitest';
import type { NetError } from '#main/sync/net/types';
import { readCandles } from '#main/sync/sources/coinbase/candles';
import { readPairs } from '#main/sync/sources/coinbase/instruments';
import { plain } from './support';

it('candles of Coinbase come as low, high, open, close, in seconds', () =>
  expect(plain(readCandles([[1_591_514_160, 1, 4, 2, 3, 0.5]]))).toEqual({
    t: [1_591_514_160_000], o: [2], h: [4], l: [1], c: [3], v: [0.5],
  })); // prettier-ignore

it('a message in the place of candles is refused', () =>
  expect(() => readCandles({ message: 'NotFound' })).toThrow(
    expect.objectContaining({ problem: 'broken' }) as NetError,
  ));

it('products of Coinbase are spot pairs', () =>
  expect(readPairs([{ id: 'BTC-USD', base_currency: 'BTC', quote_currency: 'USD', quote_increment: '0.01', status: 'online' }])).toMatchObject([
    { id: 'BTC-USD', base: 'BTC', quote: 'USD', type: 'spot', offers: ['bars'], margin: '' },
  ])); // prettier-ignore
