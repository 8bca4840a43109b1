import { statSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SeriesKind } from '#core/series/schema';
import type { Connection } from '../connection';
import type { StoreInfo } from '../types';

export function readInfo(db: Connection, path: string): StoreInfo {
  const pragma = (name: string): number => db.pragma(name, { simple: true }) as number;
  const counts = db
    .prepare<[], { kind: SeriesKind; series: number; rows: number }>(
      'SELECT kind, count(*) AS series, sum(rows) AS rows FROM series GROUP BY kind',
    )
    .all();
  const releases = db.prepare('SELECT count(*) FROM macro_release').pluck().get() as number;
  const disk = statfsSync(dirname(path));
  const walBytes = sizeOf(`${path}-wal`);
  return {
    path,
    schemaVersion: pragma('user_version'),
    bytes: sizeOf(path) + walBytes,
    walBytes,
    freeDiskBytes: disk.bavail * disk.bsize,
    pageSize: pragma('page_size'),
    pages: pragma('page_count'),
    freePages: pragma('freelist_count'),
    series: counts.reduce((sum, { series }) => sum + series, 0),
    rows: {
      ...Object.fromEntries(counts.map(({ kind, rows }) => [kind, rows])),
      ...(releases > 0 && { macro: releases }),
    },
    quarantined: db.prepare('SELECT count(*) FROM quarantine').pluck().get() as number,
  };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;
