import { describe, expect, it } from 'vitest';
import type { NetError } from '#main/sync/net/types';
import { readCandles } from '#main/sync/sources/bitfinex/bars';
import { readClosures } from '#main/sync/sources/bitfinex/closures';
import { readPerpetuals } from '#main/sync/sources/bitfinex/instruments';
import { readStatus } from '#main/sync/sources/bitfinex/status-rows';
import { plain } from './support';

const broken = (read: () => unknown): void =>
  expect(read).toThrow(expect.objectContaining({ name: 'NetError', problem: 'broken' }) as NetError);

describe('Bitfinex candles', () => {
  it('come as open, close, high, low', () =>
    expect(plain(readCandles([[60_000, 2, 3, 4, 1, 0.5]]))).toEqual({
      t: [60_000],
      o: [2],
      h: [4],
      l: [1],
      c: [3],
      v: [0.5],
    }));

  it('are refused where the venue says no', () => broken(() => readCandles(['error', 10_020, 'symbol: invalid'])));
});

/** A row as the venue documents it: 23 places, nine of them told. */
const status = (t: number, next: number, current: number): unknown[] => [
  t, null, 42_152.4, 42_133, null, 37_671_589.78, null, next, 0.00018734, 3343, null, current, null, null, 42_134.1, null, null, 5_775.25,
  null, null, null, 0.0005, 0.0025,
]; // prettier-ignore

describe('Bitfinex derivatives status', () => {
  const noon = Date.UTC(2024, 0, 26, 16);
  const night = Date.UTC(2024, 0, 27);

  it('holds open interest, and the rate of each funding event as last seen before it', () => {
    const rows = [
      status(noon - 60_000, noon, 0.0001),
      status(noon - 1_000, noon, 0.00012),
      status(noon + 1_000, night, -0.00003),
    ];
    const { oi, funding } = readStatus(rows.toReversed());
    expect(plain(oi)).toEqual({
      t: [noon + 1_000, noon - 1_000, noon - 60_000],
      base: [5_775.25, 5_775.25, 5_775.25],
      usd: Array(3).fill(5_775.25 * 42_134.1),
    });
    expect(plain(funding)).toEqual({ t: [noon, night], rate: [0.00012, -0.00003] });
  });

  it('is refused where a figure is another thing', () => {
    for (const [at, value] of [
      [17, 'many'],
      [17, null],
      [14, {}],
      [11, null],
      [7, undefined],
    ] as const)
      // prettier-ignore
      broken(() => readStatus([Object.assign(status(noon, night, 0), { [at]: value })]));
  });
});

describe('Bitfinex liquidations', () => {
  const entry = (over: Partial<Record<number, unknown>> = {}): unknown[] => [
    Object.assign(
      ['pos', 171_085_137, 1_706_395_919_788, null, 'tBTCF0:USTF0', -8, 32_868, null, 1, 1, null, 33_255],
      over,
    ),
  ];

  it('a negative amount was a short; the price is the one it was acquired at', () =>
    expect(plain(readClosures([entry()], 'tBTCF0:USTF0').prints)).toEqual({
      t: [1_706_395_919_788], side: [-1], price: [33_255], quantity: [8], notional: [8 * 33_255],
    })); // prettier-ignore

  it('a closing that is triggered and then executed is one print', () => {
    const page = readClosures([entry({ 5: 0.25 }), entry({ 5: 0.25, 8: 0, 2: 1_706_395_919_000 })], 'tBTCF0:USTF0');
    expect(plain(page.prints)).toMatchObject({ side: [1], quantity: [0.25] });
    expect([...page.t]).toEqual([1_706_395_919_788, 1_706_395_919_000]);
  });

  it('an entry that is told twice is one', () =>
    expect(readClosures([entry(), entry(), entry({ 5: -9 })], 'tBTCF0:USTF0').prints.t).toHaveLength(2));

  it('other instruments count for the page, and are no prints of it', () => {
    const page = readClosures([entry({ 4: 'tAVAXF0:USTF0' })], 'tBTCF0:USTF0');
    expect([...page.t]).toEqual([1_706_395_919_788]);
    expect(page.prints.t).toHaveLength(0);
  });

  it('are refused where the mark or the amount is not known', () => {
    broken(() => readClosures([entry({ 8: 2 })], 'tBTCF0:USTF0'));
    broken(() => readClosures([entry({ 5: 0 })], 'tBTCF0:USTF0'));
    broken(() => readClosures([entry({ 11: null })], 'tBTCF0:USTF0'));
  });
});

it('instruments of Bitfinex are named as it wants to be asked for them', () =>
  expect(readPerpetuals([['BTCF0:USTF0', 'ETHF0:BTCF0']])).toMatchObject([
    { id: 'tBTCF0:USTF0', base: 'BTC', quote: 'USDT', type: 'perpetual', margin: 'linear', contractSize: null },
    { id: 'tETHF0:BTCF0', base: 'ETH', quote: 'BTC' },
  ]));
