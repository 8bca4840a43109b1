// @ts-check
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { minuteBars } from './harness.mjs';

const cli = resolve(import.meta.dirname, '../../out/cli/index.js');
const YEARS = 5;
const ROWS = YEARS * 365 * 1_440;

/** Fills a profile with five years of 1-minute bars of one instrument. @param {string} profile */
export async function prepareMarket(profile) {
  mkdirSync(profile, { recursive: true });
  const csv = join(profile, 'BENCHUSDT-1m.csv');
  const { t, o, h, l, c, v } = minuteBars(ROWS, Date.UTC(2021, 0, 1));
  let text = 't,o,h,l,c,v\n';
  const parts = [];
  for (let i = 0; i < ROWS; i++) {
    text += `${t[i]},${o[i]},${h[i]},${l[i]},${c[i]},${v[i]}\n`;
    if (i % 100_000 === 0) {
      parts.push(text);
      text = '';
    }
  }
  writeFileSync(csv, parts.join('') + text);
  const map = ['t', 'o', 'h', 'l', 'c', 'v'].flatMap((name) => ['--map', `${name}=${name}`]);
  const args = [
    cli,
    'import',
    csv,
    '--kind',
    'bars',
    '--instrument',
    'BENCHUSDT',
    '--interval',
    '1m',
    '--source',
    'bench',
    ...map,
  ];
  execFileSync(process.execPath, [...args, '--db', join(profile, 'ballast.db')], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  rmSync(csv);
}
