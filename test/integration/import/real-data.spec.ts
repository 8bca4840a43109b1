import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { previewFile } from '#main/sync/importers/preview';
import type { ImportOptions } from '#main/sync/importers/types';
import { columnsOf, importAll, type Imported } from '../../unit/sync/support';
import { areAbsent, recordedFolder } from '../../support/recorded';

const folder = recordedFolder;
const present = !areAbsent([join(folder, 'PROVENANCE.md')]);

const GROUPS = ['ohlcv', 'liquidations', 'derivs', 'options', 'vol', 'vol/etf', 'macro'];
const files = present ? GROUPS.flatMap((group) => readdirSync(join(folder, group)).filter((name) => name.includes('.csv')).map((name) => `${group}/${name}`)) : []; // prettier-ignore

/** Files without a column of time, or of nothing but counts: the mapping to give once. */
const MAPPED: Readonly<Record<string, ImportOptions>> = {
  'liquidations/hl_2025-10-10_adl_by_coin.csv.gz': { mapping: { t: '@2025-10-10T21:15:00Z' } },
  'liquidations/hl_2025-10-10_adl_net_volume_12min.csv.gz': { mapping: { t: '@2025-10-10T21:27:00Z' } },
  'liquidations/hl_2025-10-10_positions_btc_sol.csv.gz': { mapping: { t: '@2025-10-10T21:27:00Z' } },
  'macro/fred_series_coverage.csv': {
    kind: 'metric',
    source: 'fred',
    mapping: { t: '@2026-08-21', instrument: 'series_id', 'value:observations': 'n' },
  },
};
/** Rows that contradict themselves in the source: opens and closes outside the day's range. */
const CONTRADICTIONS: Readonly<Record<string, number>> = {
  'vol/etf/usdjpy_1d_yahoo.csv.gz': 272,
  'vol/etf/fxe_1d_yahoo.csv.gz': 1,
};

/** Rows per file as stated by PROVENANCE.md. */
function statedRows(): Map<string, number> {
  const text = present ? readFileSync(join(folder, 'PROVENANCE.md'), 'utf8') : '';
  const found = text.matchAll(/^### (\S+)\n(?:- (?!rows).*\n)*- rows ([\d,]+)/gm);
  return new Map([...found].map(([, name = '', rows = '']) => [name, Number(rows.replaceAll(',', ''))]));
}
const stated = statedRows();

/** File lines that reached a series. Gathered trades are fewer than their lines. */
const linesOf = ({ blocks, quarantined }: Imported): number =>
  new Set([...blocks.flatMap(({ line }) => [...line]), ...quarantined.map(({ line }) => line)]).size;

describe.skipIf(!present)('recorded market data', () => {
  it.each(files)(
    '%s',
    async (name) => {
      const path = join(folder, name);
      const options = MAPPED[name] ?? {};
      const preview = await previewFile(path, options);
      expect(preview.problems).toEqual([]);
      expect(preview.mapping).not.toEqual({});
      const read = await importAll(path, options);
      const rows = stated.get(name)!;
      expect(read.quarantined).toHaveLength(CONTRADICTIONS[name] ?? 0);
      expect(new Set(read.quarantined.map(({ reason }) => reason)).size).toBeLessThanOrEqual(1);
      for (const { key, coverage } of read.blocks)
        if (key.kind === 'liquidations') expect(coverage.length).toBeGreaterThan(0);
      if (preview.kind === 'macro') expect(read.macro.length).toBeGreaterThanOrEqual(rows);
      else if (preview.format === 'hyperliquid-trades') expect(columnsOf(read)['v']!.length).toBeGreaterThan(10_000);
      else if (name.includes('positions'))
        expect(read.blocks.map(({ key }) => `${key.instrument} ${key.field}`).sort()).toEqual([
          'BTC positionsLong',
          'BTC positionsShort',
          'SOL positionsLong',
          'SOL positionsShort',
        ]);
      else if (name.includes('dominance')) expect(linesOf(read)).toBeGreaterThan(rows - 10);
      else expect(linesOf(read)).toBe(rows);
      const again = await importAll(path, { ...options, mapping: preview.mapping });
      expect(again.blocks.map(({ key }) => key)).toEqual(read.blocks.map(({ key }) => key));
    },
    60_000,
  );

  it('keeps the known lows and highs', async () => {
    const low = (read: Imported, day: string, match = {}): number => {
      const { t, l } = columnsOf(read, match);
      return Math.min(...l!.filter((_, i) => new Date(t![i]!).toISOString().startsWith(day)));
    };
    const btc = await importAll(join(folder, 'ohlcv/btcusdt_1h_binance_spot.csv.gz'));
    expect(['2020-03-13', '2021-05-19', '2022-11-21', '2024-08-05', '2025-10-10'].map((day) => low(btc, day))).toEqual([
      3782.13, 30_000, 15_476, 49_000, 102_000,
    ]);
    const vix = columnsOf(await importAll(join(folder, 'vol/vix_1d_cboe.csv.gz')));
    expect(vix['c']![vix['t']!.indexOf(Date.UTC(2020, 2, 16))]).toBe(0.8269);
    const fomc = (await importAll(join(folder, 'macro/fomc_decisions.csv'))).macro.filter(
      ({ seriesId }) => seriesId === 'FOMC',
    );
    expect(new Date(fomc[0]!.released).toISOString()).toBe('2015-01-28T19:00:00.000Z'); // winter: UTC−5
    expect(fomc.find(({ period }) => period === Date.UTC(2026, 6, 29))).toEqual({
      seriesId: 'FOMC',
      period: Date.UTC(2026, 6, 29),
      released: Date.UTC(2026, 6, 29, 18),
      value: 3.75,
    });
    const prices = (await importAll(join(folder, 'macro/cpi_releases.csv'))).macro;
    const cpi = prices.filter(({ seriesId }) => seriesId === 'CPI');
    // figures of the latest vintage are no part of the releases of their day
    expect(cpi.every(({ value }) => Number.isNaN(value))).toBe(true);
    expect(prices.filter(({ seriesId }) => seriesId !== 'CPI').every(({ released }) => Number.isNaN(released))).toBe(
      true,
    );
    expect(new Date(cpi.find(({ period }) => period === Date.UTC(2026, 5, 1))!.released).toISOString()).toBe(
      '2026-07-14T12:30:00.000Z',
    ); // summer: UTC−4
    const liquidations = await importAll(join(folder, 'liquidations/liquidations_1d_coinglass.csv.gz'));
    expect(liquidations.blocks[0]!.coverage).toEqual([{ from: 0, coverage: 'aggregated' }, { from: Date.UTC(2021, 3, 27), coverage: 'throttled' }]); // prettier-ignore
  });
});
