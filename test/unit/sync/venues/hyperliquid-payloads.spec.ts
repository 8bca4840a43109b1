import { describe, expect, it } from 'vitest';
import type { NetError } from '#main/sync/net/types';
import { readCandles } from '#main/sync/sources/hyperliquid/bars';
import { readFunding } from '#main/sync/sources/hyperliquid/funding';
import { readPerpetuals } from '#main/sync/sources/hyperliquid/instruments';
import { plain, recordedPayload } from './support';

const broken = (read: () => unknown): void =>
  expect(read).toThrow(expect.objectContaining({ name: 'NetError', problem: 'broken' }) as NetError);
const candle = { t: 1_704_286_800_000, T: 1_704_287_699_999, s: 'ETH', i: '15m', o: '2247.9', h: '2247.9', l: '2224.6', c: '2226.4', v: '591.6427', n: 46 }; // prettier-ignore

describe('Hyperliquid candles', () => {
  it('are texts that are numbers', () =>
    expect(plain(readCandles([candle], 'ETH'))).toEqual({
      t: [1_704_286_800_000], o: [2_247.9], h: [2_247.9], l: [2_224.6], c: [2_226.4], v: [591.6427],
    })); // prettier-ignore

  it('of another coin are refused', () => broken(() => readCandles([candle], 'BTC')));
});

describe('Hyperliquid funding', () => {
  it('is the rate of the hour', () =>
    expect(plain(readFunding([{ coin: 'ETH', fundingRate: '0.0000125', premium: '0.00057962', time: 1_704_290_400_031 }], 'ETH'))).toEqual({
      t: [1_704_290_400_031], rate: [0.0000125],
    })); // prettier-ignore

  it('of another coin is refused', () =>
    broken(() => readFunding([{ coin: 'BTC', fundingRate: '0', time: 1 }], 'ETH')));
});

describe('recorded replies of Hyperliquid', () => {
  const funding = recordedPayload('nautilus/hyperliquid/http_funding_history.json');
  const meta = recordedPayload('nautilus/hyperliquid/http_meta_perp_sample.json');

  it.skipIf(!funding)('funding', () =>
    expect(plain(readFunding(funding, 'BTC'))).toEqual({
      t: [1769908800000, 1769912400000, 1769916000000],
      rate: [0.0000125, -0.0000081, 0.0000033],
    }),
  );

  it.skipIf(!meta)('instruments', () =>
    expect(readPerpetuals(meta)).toMatchObject([
      { id: 'BTC', base: 'BTC', type: 'perpetual', margin: 'linear', contractSize: null },
      { id: 'ETH' },
      { id: 'ATOM' },
    ]),
  );
});
