import { describe, expect, it } from 'vitest';
import { economySources } from '#main/services/economy-sources';
import type { StoreReader } from '#main/store/api';

const readerOf = (...ids: string[]): StoreReader =>
  ({ macroSeries: () => ids.map((id) => ({ id })), macroDigest: () => [] }) as unknown as StoreReader;
const STORED = readerOf('CPIAUCSL', 'CPI-YOY', 'PPIFIS', 'FOMC', 'ECB.DFR', 'REER.USD', 'REER.EUR');

describe('series that speak for an instrument', () => {
  it('are those of the money it is quoted in, behind a stablecoin too', () => {
    const { sources } = economySources(STORED, 'BTCUSDT', 'real');
    expect(sources).toEqual({ currency: 'USD', other: 'EUR', cpi: ['CPI-YOY', 'CPIAUCSL'], ppi: ['PPIFIS'] });
  });

  it("are never another economy's prices", () => {
    const { sources, words } = economySources(STORED, 'BTCEUR', 'real');
    expect(sources).toEqual({ currency: 'EUR', other: 'USD', cpi: ['CPI-YOY'], ppi: [] });
    expect(words).toEqual({ prices: 'CPI-YOY', differential: 'ECB.DFR, less FOMC', reer: 'REER.EUR' });
  });
});
