import { describe, it } from 'vitest';
import { proveOnNoise } from './proof';
import { fallsIn, randomWalks } from './worlds';

const HOUR = 3_600_000;

describe('a study of random walks with a rule on prices', () => {
  it('makes nothing out of nothing: words in at most 7 % of cases, intervals that cover zero in 93 to 97 %', async () => {
    await proveOnNoise(500, (index) => {
      const bars = randomWalks(20_000 + index, { symbols: 2, days: 300, intervalMs: HOUR, barBp: 60, common: 0.6 });
      return { bars, events: bars.map((one, s) => fallsIn(one, `S${s}`, 200, 3 * HOUR)) };
    });
  }, 300_000);
});
