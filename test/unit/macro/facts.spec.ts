import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { fiatOf } from '#core/series/fiat';
import { consensusOf, isConsensus, marketFacts, policyCurrencies, policyRateSeries, publicationOf, reerSeries, seriesFacts } from '#main/macro/facts'; // prettier-ignore
import { areAbsent, recordedFolder } from '../../support/recorded';

const FRED = join(recordedFolder, 'macro/fred_series_long.csv.gz');

describe('what is known of macro series', () => {
  it('names policy rates, and each of them is a series that is named and of that currency', () => {
    expect(policyCurrencies).toEqual(['USD', 'EUR', 'SIM-USD', 'SIM-EUR']);
    for (const currency of policyCurrencies)
      for (const id of policyRateSeries(currency))
        expect(seriesFacts(id), id).toMatchObject({
          group: 'policy',
          unit: '%',
          currency: currency.replace('SIM-', ''),
        });
  });
  it('takes releases over lags, and refuses what is neither', () => {
    expect(publicationOf({ id: 'DFEDTARU', pointInTime: true })).toEqual({ basis: 'released', lagMs: 0 });
    expect(publicationOf({ id: 'DFEDTARU', pointInTime: false })).toEqual({ basis: 'inForce', lagMs: MS_PER_DAY });
    expect(publicationOf({ id: 'REER.USD', pointInTime: false })).toEqual({ basis: 'latest', lagMs: 0 });
    expect(publicationOf({ id: 'NEVER-HEARD-OF', pointInTime: false }).basis).toBe('latest');
  });
  it('holds nothing that is revised for a figure in force', () => {
    const revised = [
      'CPIAUCSL',
      'PAYEMS',
      'GDPC1',
      'INDPRO',
      'M2SL',
      'USREC',
      'NFCI',
      'RBUSBIS_vintage2023',
      'DTWEXBGS',
    ];
    for (const id of revised) expect(publicationOf({ id, pointInTime: false }).basis, id).toBe('latest');
  });
  it('names exchange rates, expectations and stablecoins by rule', () => {
    expect(seriesFacts('REER.KRW')).toMatchObject({ currency: 'KRW', group: 'exchange' });
    expect([reerSeries('JPY'), reerSeries('SIM-USD')]).toEqual(['REER.JPY', 'SIM-REER-USD']);
    expect([consensusOf('CPI'), consensusOf('SIM-CPI-YOY')]).toEqual(['CPI.consensus', 'SIM-CPI-YOY-CONSENSUS']);
    expect([isConsensus('CPI.consensus'), isConsensus('SIM-CPI-YOY-CONSENSUS'), isConsensus('CPI')]).toEqual([true, true, false]); // prettier-ignore
    expect(seriesFacts('FOMC.consensus')).toMatchObject({ label: expect.stringContaining(', expected'), unit: '%' });
    expect(['USDT', 'EURC', 'GBP', 'BTC'].map(fiatOf)).toEqual(['USD', 'EUR', 'GBP', 'BTC']);
    expect(marketFacts('close', 'SIM-VIX')).toEqual(marketFacts('close', 'VIX'));
    expect(marketFacts('close', 'BTCUSDT')).toBeUndefined();
  });
  it.skipIf(areAbsent([FRED]))('has a name and a unit for each recorded series of FRED', () => {
    const ids = new Set(gunzipSync(readFileSync(FRED)).toString().trim().split('\n').slice(1).map((line) => line.split(',')[0]!)); // prettier-ignore
    expect(ids.size).toBe(71);
    for (const id of ids) expect(seriesFacts(id)?.unit, id).toMatch(/./);
  });
});
