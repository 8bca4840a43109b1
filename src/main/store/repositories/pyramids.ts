import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { SeriesId } from '../types';

export interface PyramidBlock {
  readonly bucket: Ms;
  readonly rows: number;
  readonly crc: number;
  readonly data: Buffer;
}

export type PyramidRepository = ReturnType<typeof createPyramidRepository>;

export function createPyramidRepository(db: Connection) {
  const select = db.prepare<[number, number, number, number], PyramidBlock>(
    `SELECT bucket_ms AS bucket, rows, crc32 AS crc, data FROM pyramid
     WHERE series_id = ? AND level_ms = ? AND bucket_ms >= ? AND bucket_ms < ? ORDER BY bucket_ms`,
  );
  const upsert = db.prepare<[number, number, number, number, number, Uint8Array]>(
    'INSERT OR REPLACE INTO pyramid (series_id, level_ms, bucket_ms, rows, crc32, data) VALUES (?, ?, ?, ?, ?, ?)',
  );
  const remove = db.prepare<[number, number]>('DELETE FROM pyramid WHERE series_id = ? AND bucket_ms = ?');
  return {
    /** All levels of one bucket. */
    remove(id: SeriesId, bucket: Ms): void {
      remove.run(id, bucket);
    },
    /** Blocks whose bucket lies in [fromBucket, to), ascending. */
    between: (id: SeriesId, level: Ms, fromBucket: Ms, to: Ms): PyramidBlock[] => select.all(id, level, fromBucket, to),
    put(id: SeriesId, level: Ms, bucket: Ms, rows: number, crc: number, data: Uint8Array): void {
      upsert.run(id, level, bucket, rows, crc, data);
    },
  };
}
