import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { detectCascades, hotBins } from '#core/liquidations/detect';
import type { CascadeInput } from '#core/liquidations/types';
import { MS_PER_DAY } from '#core/time/ms';

const folder = process.env['BALLAST_REAL_DATA'] ?? join(import.meta.dirname, '../../../shared/data');
const file = join(folder, 'liquidations/liquidations_1d_coinglass.csv.gz');
const bars = join(folder, 'ohlcv/btcusd_1d_bitstamp.csv.gz');
const absent = !existsSync(file) || !existsSync(bars);
if (absent) console.warn(`skipped: no recorded market data at ${folder} (set BALLAST_REAL_DATA)`);

const rows = (path: string): string[][] =>
  gunzipSync(readFileSync(path))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
const day = (t: number): string => new Date(t).toISOString().slice(0, 10);

function daily(symbol: string): CascadeInput {
  const own = rows(file).filter((r) => r[1] === symbol);
  const column = (f: (r: string[]) => number): Float64Array => Float64Array.from(own, f);
  const columns = {
    t: column((r) => Date.parse(r[0]!)),
    long: column((r) => Number(r[2])),
    short: column((r) => Number(r[3])),
  };
  return {
    liquidations: { kind: 'buckets', columns, interval: MS_PER_DAY },
    coverage: [{ from: 0, coverage: 'aggregated' }],
  };
}

/** What had been published by t: no bucket that had not ended. */
function cut(input: CascadeInput, t: number): CascadeInput {
  if (input.liquidations.kind !== 'buckets') throw new Error('buckets expected');
  const { columns, interval } = input.liquidations;
  const n = columns.t.filter((x) => x + interval <= t).length;
  const head = { t: columns.t.slice(0, n), long: columns.long.slice(0, n), short: columns.short.slice(0, n) };
  return { ...input, liquidations: { kind: 'buckets', columns: head, interval }, asOf: t };
}

describe.skipIf(absent)('cascades in recorded daily liquidations', () => {
  it('finds 67 hot days of BTC longs, the known crashes among them', () => {
    const hot = hotBins(daily('BTC'), 'long').map(day);
    expect(hot.filter((d) => d >= '2021-02-21' && d <= '2025-09-08')).toHaveLength(67);
    expect(hot).toHaveLength(67); // nothing before the 60-day baseline is full
    expect(hot).toEqual(
      expect.arrayContaining([
        ...['2021-04-18', '2021-05-19', '2021-09-07', '2021-12-04', '2022-05-09', '2022-06-13', '2022-11-08'],
        ...['2024-04-13', '2024-08-05'],
      ]),
    );
  });

  it('loses no hot day to the floors', () => {
    const settled = detectCascades(daily('BTC')).filter((e) => e.side === 'long');
    const hot = hotBins(daily('BTC'), 'long');
    for (const t of hot)
      expect(
        settled.some((e) => e.start <= t && t < e.end),
        day(t),
      ).toBe(true);
  });

  it('knows at every cut exactly what it says later', () => {
    for (const symbol of ['BTC', 'ETH']) {
      const input = daily(symbol);
      const all = detectCascades(input);
      expect(all.length).toBeGreaterThan(40);
      const { t } = input.liquidations.columns;
      for (let i = 0; i < t.length; i += 7) {
        const at = t[i]! + (i % 3) * (MS_PER_DAY / 2);
        expect(detectCascades(cut(input, at))).toEqual(all.filter((e) => e.decision <= at));
      }
    }
  });
});
