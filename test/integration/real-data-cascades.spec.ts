import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { DEFAULT_ABSOLUTE_MOVE_SETTINGS, detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import { detectCascades, hotBins } from '#core/liquidations/detect';
import type { CascadeEvent, CascadeInput } from '#core/liquidations/types';
import { MS_PER_DAY } from '#core/time/ms';
import { areAbsent, recordedFolder } from '../support/recorded';

const files = {
  liquidations: join(recordedFolder, 'liquidations/liquidations_1d_coinglass.csv.gz'),
  bars: join(recordedFolder, 'ohlcv/btcusdt_1h_binance_spot.csv.gz'),
  oi: join(recordedFolder, 'derivs/open_interest_1d_coinglass.csv.gz'),
  funding: join(recordedFolder, 'derivs/funding_1d_coinglass.csv.gz'),
};
const absent = areAbsent(Object.values(files));

const rows = (path: string): string[][] =>
  gunzipSync(readFileSync(path))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));
const day = (t: number): string => new Date(t).toISOString().slice(0, 10);

function daily(symbol: string): CascadeInput {
  const own = rows(files.liquidations).filter((r) => r[1] === symbol);
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

/** BTC with hourly prices, daily open interest and funding, both stated at the close of their day. */
function described(): CascadeInput {
  const column = (list: string[][], k: number, f: (text: string) => number = Number): Float64Array =>
    Float64Array.from(list, (r) => f(r[k]!));
  const bars = rows(files.bars).slice(1);
  const oi = rows(files.oi).filter((r) => r[1] === 'BTC');
  const funding = rows(files.funding).filter((r) => r[1] === 'BTC');
  const [t, o, h, l, c, v] = [0, 1, 2, 3, 4, 5].map((k) => column(bars, k)) as [Float64Array, ...Float64Array[]];
  return {
    ...daily('BTC'),
    bars: { interval: 3_600_000, columns: { t, o: o!, h: h!, l: l!, c: c!, v: v! } },
    oi: {
      interval: MS_PER_DAY,
      columns: { t: column(oi, 0, Date.parse), usd: column(oi, 2), base: new Float64Array(oi.length).fill(NaN) },
    },
    funding: {
      t: column(funding, 0, (d) => Date.parse(d) + MS_PER_DAY),
      rate: column(funding, 2, (x) => Number(x) / 100),
    },
  };
}

const head = <C extends Record<string, Float64Array>>(columns: C, n: number): C =>
  Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.slice(0, n)])) as C;
const known = <C extends { t: Float64Array }>(x: { columns: C; interval: number }, t: number): typeof x => ({
  interval: x.interval,
  columns: head(x.columns as never, x.columns.t.filter((at) => at + x.interval <= t).length),
});

/** What had been published by t: no bucket that had not ended. */
function cut(input: CascadeInput, t: number): CascadeInput {
  if (input.liquidations.kind !== 'buckets') throw new Error('buckets expected');
  return {
    ...input,
    liquidations: { kind: 'buckets', ...known(input.liquidations, t) },
    bars: input.bars && known(input.bars, t),
    oi: input.oi && known(input.oi, t),
    funding: input.funding && head(input.funding, input.funding.t.filter((at) => at <= t).length),
    asOf: t,
  };
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

  it('tells the known lows, and open interest that fell', () => {
    const longs = detectCascades(described()).filter((e) => e.side === 'long');
    const on = (date: string): CascadeEvent =>
      longs.find((e) => e.start <= Date.parse(date) && Date.parse(date) < e.end)!;
    expect(on('2021-05-19')).toMatchObject({ priceExtreme: 30_000, coverage: 'aggregated' });
    expect(on('2024-08-05').priceExtreme).toBe(49_000);
    for (const date of ['2021-04-18', '2021-05-19', '2021-09-07', '2021-12-04', '2024-08-05']) {
      const event = on(date);
      expect(event.dropBp, date).toBeGreaterThan(500);
      expect(event.oiShareClosed, date).toBeGreaterThan(0.05);
      expect(event.oiChange, date).toBeLessThan(0);
      expect(event.fundingAfter, date).toBeLessThan(event.fundingBefore);
    }
  });

  it('knows at every cut exactly what it says later', () => {
    const input = described();
    const all = detectCascades(input);
    expect(all.length).toBeGreaterThan(80);
    const { t } = input.liquidations.columns;
    for (let i = 0; i < t.length; i += 13) {
      const at = t[i]! + (i % 3) * (MS_PER_DAY / 2);
      expect(detectCascades(cut(input, at))).toEqual(all.filter((e) => e.decision <= at));
    }
  });

  it('sees the crashes as plain falls of 1,000 bp within four hours of hourly bars', () => {
    const settings = { ...DEFAULT_ABSOLUTE_MOVE_SETTINGS, fallBp: 1_000, withinMs: 4 * 3_600_000 };
    const bars = described().bars!;
    const all = detectAbsoluteMoves({ bars }, settings);
    const falls = new Set(all.filter((e) => e.side === 'long').map((e) => day(e.decision)));
    for (const date of ['2020-03-12', '2021-05-19', '2021-12-04']) expect(falls, date).toContain(date);
    for (let at = Date.parse('2020-01-10T12:00Z'); at < Date.parse('2026-01-01'); at += 97.5 * MS_PER_DAY)
      expect(detectAbsoluteMoves({ bars: known(bars, at) }, settings)).toEqual(all.filter((e) => e.decision <= at));
  });
});
