import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { MacroRelease, Page, PageBlock, QuarantinedRow } from '#main/store/types';
import { openImport } from '#main/sync/importers/open-import';
import type { ImportHooks, ImportOptions } from '#main/sync/importers/types';

export const FIXTURES = join(import.meta.dirname, '../../support/fixtures/import');
export const fixture = (name: string): string => join(FIXTURES, name);
export const NOW = Date.UTC(2026, 8, 1);
export const at = (iso: string): number => Date.parse(iso);

/** Writes files into a folder that goes away with the tests of the file. */
export function useFiles(): (name: string, content: string | Uint8Array) => string {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-import-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return (name, content) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
}

/** A file read to its end, its pages put together. */
export interface Imported {
  readonly pages: readonly Page[];
  readonly blocks: readonly PageBlock[];
  readonly macro: readonly MacroRelease[];
  readonly quarantined: readonly QuarantinedRow[];
}

export async function importAll(path: string, options: ImportOptions = {}, hooks: ImportHooks = {}): Promise<Imported> {
  const pages: Page[] = [];
  for await (const page of openImport(path, options, { now: NOW, ...hooks })) pages.push(page);
  return {
    pages,
    blocks: pages.flatMap(({ blocks }) => blocks),
    macro: pages.flatMap(({ macro }) => macro),
    quarantined: pages.flatMap(({ quarantined }) => quarantined),
  };
}

/** Columns of the blocks of one series, put together, as plain arrays. */
export function columnsOf(imported: Imported, match: Partial<PageBlock['key']> = {}): Record<string, number[]> {
  const columns: Record<string, number[]> = {};
  for (const block of imported.blocks) {
    if (!Object.entries(match).every(([name, value]) => block.key[name as 'instrument'] === value)) continue;
    for (const [name, column] of Object.entries(block.columns)) (columns[name] ??= []).push(...column);
  }
  return columns;
}
