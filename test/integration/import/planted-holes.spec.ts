// The faults planted in a year of minute bars: all found, none invented, and a plan asks for exactly what is missing.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_MINUTE } from '#core/time/ms';
import type { StoreReader } from '#main/store/api';
import { openReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';
import { openImport } from '#main/sync/importers/open-import';
import { planDataset } from '#main/sync/plan/plan-dataset';
import { storedRanges } from '#main/sync/plan/stored-ranges';
import { generator } from '../store/support/pages';

const YEAR = Date.UTC(2024, 0, 1);
const END = Date.UTC(2025, 0, 1);
const DAY = (month: number, day: number): number => Date.UTC(2024, month - 1, day);
const FIVE = { from: DAY(2, 9) + 617 * MS_PER_MINUTE, to: DAY(2, 9) + 622 * MS_PER_MINUTE };
const WEEKS = { from: DAY(4, 20), to: DAY(5, 11) };
const DOUBLED = DAY(8, 14);
const MICROSECONDS = DAY(10, 3);
const HEADER =
  'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore\n';

const folder = mkdtempSync(join(tmpdir(), 'ballast-holes-'));
const path = join(folder, 'ballast.db');
let reader: StoreReader;

const isIn = (t: number, { from, to }: { from: number; to: number }): boolean => from <= t && t < to;
const dayFrom = (from: number) => ({ from, to: from + MS_PER_DAY });

/** Monthly files as Binance publishes them; a day is written in one piece. */
function* monthlyFiles(): Generator<{ readonly name: string; readonly text: string }, void> {
  const random = generator(3);
  let price = 4_200_000;
  for (let month = 0; month < 12; month++) {
    const days: string[] = [];
    for (let day = Date.UTC(2024, month, 1); day < Date.UTC(2024, month + 1, 1); day += MS_PER_DAY) {
      const scale = day === MICROSECONDS ? 1_000 : 1;
      let text = '';
      for (let t = day; t < day + MS_PER_DAY; t += MS_PER_MINUTE) {
        const close = price + Math.round((random() - 0.5) * 900);
        const [high, low] = [Math.max(price, close) + 7, Math.min(price, close) - 9];
        if (!isIn(t, FIVE) && !isIn(t, WEEKS))
          text += `${t * scale},${price / 100},${high / 100},${low / 100},${close / 100},1.5,${(t + MS_PER_MINUTE) * scale - 1},9,3,1,4,0\n`;
        price = close;
      }
      days.push(text);
      if (day === DOUBLED) days.push(text);
    }
    const name = `BTCUSDT-1m-2024-${String(month + 1).padStart(2, '0')}.csv`;
    yield { name, text: HEADER + days.join('') };
  }
}

beforeAll(async () => {
  const writer = openWriter(path);
  for (const { name, text } of monthlyFiles()) {
    const file = join(folder, name);
    writeFileSync(file, text);
    for await (const page of openImport(file)) writer.commitPage(page);
    rmSync(file);
  }
  writer.close();
  reader = openReader(path);
}, 120_000);
afterAll(() => {
  reader.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('a year of minute bars with planted faults', () => {
  const series = () => reader.listSeries()[0]!;
  const rows = (END - YEAR) / MS_PER_MINUTE - 5 - 21 * 1_440;

  it('lacks the five bars and the 21 days, and nothing else', () => {
    expect(reader.listSeries()).toHaveLength(1);
    expect(series()).toMatchObject({
      instrument: 'BTCUSDT',
      source: 'binance',
      rows,
      from: YEAR,
      to: END - MS_PER_MINUTE,
    });
    expect(reader.gaps(series().id)).toEqual({
      count: 2,
      rows: 5 + 21 * 1_440,
      runs: [
        { from: FIVE.from, to: FIVE.to - MS_PER_MINUTE, rows: 5 },
        { from: WEEKS.from, to: WEEKS.to - MS_PER_MINUTE, rows: 21 * 1_440 },
      ],
    });
  });

  it('shows the doubled day, reads the day in microseconds where it belongs, and sets no row aside', () => {
    expect(series().duplicates).toBe(1_440);
    const { from, to } = dayFrom(MICROSECONDS);
    const { t } = reader.read(series().id, { from, to }, ['t']);
    expect([...t]).toEqual(Array.from({ length: 1_440 }, (_, i) => from + i * MS_PER_MINUTE));
    expect(reader.quarantineCount()).toBe(0);
    const short = reader.coverageByMonth([series().id]).filter(({ rows: held, expected }) => held !== expected);
    expect(short.map(({ month, rows: held, expected }) => [month, expected - held])).toEqual([
      [DAY(2, 1), 5],
      [DAY(4, 1), 11 * 1_440],
      [DAY(5, 1), 10 * 1_440],
    ]);
  });

  it('is planned to be asked for exactly the holes', () => {
    const dataset = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: MS_PER_MINUTE } as const;
    const offer = { reach: Infinity, pageRows: 1_500, shape: 'history', kinds: ['bars'] } as const;
    const stored = storedRanges(reader, dataset, offer, { series: 'binance' });
    const input = { dataset, offer, stored, from: YEAR, to: END, newestFirst: false, settled: [], listed: null, now: END + MS_PER_DAY }; // prettier-ignore
    const parts = planDataset(input);
    expect(parts.filter(({ state }) => state === 'fetch')).toEqual([
      { ...dataset, ...FIVE, state: 'fetch', rows: 5, requests: 1, note: '' },
      { ...dataset, ...WEEKS, state: 'fetch', rows: 21 * 1_440, requests: Math.ceil((21 * 1_440) / 1_500), note: '' },
    ]);
    expect(parts.filter(({ state }) => state === 'have')).toHaveLength(3);
    expect(parts[0]!.from).toBe(YEAR);
    expect(parts.at(-1)!.to).toBe(END);
  });
});
