// What a person typed in can be listed, to be changed or taken out; at a past clock only what was released by then.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTyped } from '#main/engine/tasks/macro/typed';
import { openReader, type StoreReader } from '#main/store/reader';
import { openWriter } from '#main/store/writer';
import { pageOf } from '../store/support/pages';

const [AUGUST, SEPTEMBER, OCTOBER] = [7, 8, 9].map((month) => Date.UTC(2025, month, 1)) as [number, number, number];
const NOW = Date.UTC(2025, 9, 20);

describe('what was typed in', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-typed-'));
  const path = join(folder, 'market.ballast');
  const writer = openWriter(path);
  let reader: StoreReader;
  const listed = (asOf?: number) => readTyped(() => reader, { asOf, now: NOW });

  beforeAll(() => {
    writer.commitPage(pageOf([], { macro: [{ seriesId: 'CPI', period: AUGUST, released: SEPTEMBER, value: 2.9 }] }));
    const type = (seriesId: string, period: number, released: number, value: number, announced?: number): void =>
      void writer.putTypedRelease({ seriesId, period, released, value, ...(announced !== undefined && { announced }) }, { label: 'Mine', unit: '%' }); // prettier-ignore
    type('MINE', AUGUST, SEPTEMBER + 5, 1.5);
    type('MINE', SEPTEMBER, OCTOBER + 5, 1.6);
    type('MINE', OCTOBER, NOW + 9, NaN, SEPTEMBER);
    type('MINE', AUGUST - 1, NaN, 7);
    reader = openReader(path);
  });
  afterAll(() => {
    reader.close();
    writer.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is told as it can be typed again, without what a source told', () => {
    const all = listed();
    expect(all.map(({ period, value }) => [period, value])).toEqual([[AUGUST - 1, 7], [AUGUST, 1.5], [SEPTEMBER, 1.6], [OCTOBER, null]]); // prettier-ignore
    expect(all.every(({ series, label, unit }) => series === 'MINE' && label === 'Mine' && unit === '%')).toBe(true);
    expect(all[0]!.released).toBeNull();
    expect(all[3]).toMatchObject({ released: NOW + 9, announced: SEPTEMBER });
  });

  it('is at a past clock what was released by then', () => {
    expect(listed(SEPTEMBER + 5).map(({ value }) => value)).toEqual([1.5]);
    expect(listed(SEPTEMBER + 4)).toEqual([]);
  });

  it('is gone once it was taken out', () => {
    writer.removeTypedRelease({ seriesId: 'MINE', period: AUGUST, released: SEPTEMBER + 5 });
    expect(listed(SEPTEMBER + 5)).toEqual([]);
    expect(listed()).toHaveLength(3);
  });
});
