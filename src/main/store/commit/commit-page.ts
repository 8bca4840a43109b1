import { SHAPES, chunkSpan } from '#core/series/schema';
import type { Connection, Durability } from '../connection';
import type { Repositories } from '../repositories';
import { shapeOfKey } from '../series/block';
import type { ImportCursor, MacroRelease, Page, PageBlock, PageCounts, SeriesId } from '../types';
import { conflictRow, macroConflictRow } from './conflicts';
import { OpenChunks } from './open-chunks';
import { partition } from './partition';
import { refusedRelease } from './refused-row';
import { findRow, rowAt } from './row-values';
import { createTally, type Tally } from './tally';
import { mergeIntoChunk } from './write-chunk';

export interface PageCommit {
  /** In a transaction of its own. */
  readonly commitPage: (page: Page) => PageCounts;
  /** As a part of the caller's. */
  readonly storePage: (page: Page) => PageCounts;
}

/** Stores whole pages: rows, coverage, quarantine, what is settled, cursor and provenance in one transaction, or none of them. */
export function createPageCommit(
  db: Connection,
  durability: Durability,
  path: string,
  repositories: Repositories,
): PageCommit {
  const open = new OpenChunks();
  const commit = db.transaction((page: Page): PageCounts => {
    const tally = createTally();
    const fed = page.blocks.map((block) => commitBlock(repositories, open, path, block, page.cursor, tally));
    for (const release of page.macro) commitRelease(repositories, release, page.cursor, tally);
    for (const id of new Set(page.macro.map(({ seriesId }) => seriesId))) repositories.macro.judge(id);
    for (const row of page.quarantined) {
      repositories.quarantine.add(row);
      tally.quarantine(row.reason);
    }
    for (const span of page.settled ?? []) {
      repositories.settled.settle(span);
      fed.forEach((id, i) => {
        if (!span.isOwn || page.blocks[i]!.key.instrument === span.instrument) repositories.settled.attribute(id, span);
      });
    }
    const counts = tally.total();
    repositories.imports.advance(page.cursor, counts);
    return counts;
  });
  const commitPage = (page: Page): PageCounts => {
    // What power failing takes of an unfinished import is read again with its cursor; its end, like all that a person
    // writes, is on the disk when the call returns.
    durability(page.cursor.done ? 'full' : 'normal');
    return commit.immediate(page);
  };
  return { commitPage, storePage: commit };
}

/** @returns the series that the block went into. */
function commitBlock(
  { series, chunks, pyramids, coverage, imports, quarantine, kept }: Repositories,
  open: OpenChunks,
  path: string,
  { key, traits, coverage: spans, columns, line, packed }: PageBlock,
  cursor: ImportCursor,
  tally: Tally,
): SeriesId {
  const shape = shapeOfKey(key);
  for (const name of SHAPES[shape].columns)
    if (!columns[name]) throw new RangeError(`a page of ${key.kind} lacks the column '${name}'`);
  const record = series.ensure(key, traits, path);
  const changed = { rows: 0, from: Infinity, to: -Infinity };
  let isChanged = false;
  let duplicates = 0;
  for (const slice of partition(columns, line, chunkSpan(shape, key.interval))) {
    const result = mergeIntoChunk(chunks, pyramids, open, record, shape, slice, packed);
    tally.add('added', result.added);
    tally.add('merged', result.merged);
    tally.add('unchanged', result.unchanged + result.duplicates);
    duplicates += result.duplicates;
    for (const conflict of result.conflicts) {
      const newer = rowAt(slice.columns, conflict.row);
      if (kept.has({ owner: record.id, values: newer })) {
        tally.add('unchanged');
        continue;
      }
      const stored = rowAt(result.columns, findRow(shape, result.columns, newer));
      quarantine.add(conflictRow(cursor, slice.columns, conflict), { series: record.id, stored, newer });
      tally.quarantine('conflict');
    }
    if (result.added + result.merged === 0) continue;
    isChanged = true;
    changed.rows += result.added;
    changed.from = Math.min(changed.from, result.columns.t[0]!);
    changed.to = Math.max(changed.to, result.columns.t.at(-1)!);
  }
  if (isChanged) series.grow(record.id, changed.rows, changed.from, changed.to);
  coverage.add(record.id, spans);
  imports.attribute(record.id, cursor, duplicates);
  return record.id;
}

function commitRelease(
  { macro, quarantine, kept }: Repositories,
  release: MacroRelease,
  cursor: ImportCursor,
  tally: Tally,
): void {
  const outcome = macro.add(release, cursor.source);
  if (outcome.kind !== 'conflict') {
    tally.add(outcome.kind);
    return;
  }
  if (kept.has(refusedRelease(release))) {
    tally.add('unchanged');
    return;
  }
  const { stored } = outcome;
  quarantine.add(macroConflictRow(cursor, release, stored), {
    stored: { value: stored },
    newer: { value: release.value },
  });
  tally.quarantine('conflict');
}
