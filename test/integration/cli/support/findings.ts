import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Effect } from '#core/evidence/types';

/** docs/findings.md, its columns of any width: the formatter of the pages sets them. */
export const findingsPage = (): string =>
  readFileSync(resolve(import.meta.dirname, '../../../../docs/findings.md'), 'utf8').replaceAll(/ *\| */g, '|');

export const partOf = (page: string, title: string): string | undefined =>
  page.split('\n## ').find((text) => text.startsWith(title));

/** Figures as the page writes them. */
export const signed = (x: number): string => `${x > 0 ? '+' : ''}${x.toFixed(0)}`;
export const percent = (x: number): string => `${(100 * x).toFixed(0)} %`;
export const effect = ({ value, lo, hi, events }: Effect): string =>
  `${signed(value)} (${signed(lo)} to ${signed(hi)}), ${events}`;
export const rowOf = (cells: readonly string[]): string => `|${cells.join('|')}|`;
