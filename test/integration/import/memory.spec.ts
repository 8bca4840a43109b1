import { execFile } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { useBundle } from '../store/support/bundle';

const child = useBundle(new URL('./support/memory-child.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ballast-memory-'));
const path = join(folder, 'X-1m.csv');
/** BALLAST_BIG_FILE=1 reads a whole gigabyte. */
const MEGABYTES = process.env['BALLAST_BIG_FILE'] ? 1_024 : 200;
let written = 0;

beforeAll(() => {
  const file = openSync(path, 'w');
  writeSync(file, 'open_time,open,high,low,close,volume\n');
  for (let bytes = 0; bytes < MEGABYTES * 1e6;) {
    const block = Array.from({ length: 50_000 }, (_, i) => {
      const price = 42_000 + ((written + i) % 977) / 100;
      return `${1_500_000_000_000 + (written + i) * 10_000},${price},${price + 1.25},${price - 1.5},${price + 0.5},${(i % 900) + 0.12345}\n`;
    }).join('');
    bytes += writeSync(file, block);
    written += 50_000;
  }
  closeSync(file);
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it(`reads ${MEGABYTES} MB in less than 500 MB of memory`, async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [child.file, path]);
  const told = JSON.parse(stdout) as { rows: number; pages: number; megabytes: number };
  expect(told.rows).toBe(written);
  expect(told.pages).toBeGreaterThan(MEGABYTES / 20);
  expect(told.megabytes).toBeLessThan(500);
}, 120_000);
