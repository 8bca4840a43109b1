import type { Ms } from '#core/time/ms';
import type { Connection } from '../connection';
import type { SeriesId } from '../types';

/** What is known of a chunk without reading its columns. */
export interface ChunkHead {
  readonly bucket: Ms;
  readonly rows: number;
  readonly first: Ms;
  readonly last: Ms;
}
/** What tells one state of a chunk from every other, as far as that is known without reading its columns. */
export interface ChunkSeal extends Omit<ChunkHead, 'bucket'> {
  readonly crc: number;
}
export interface ChunkData {
  readonly first: Ms;
  readonly last: Ms;
  readonly crc: number;
  readonly data: Buffer;
}

const HEAD = 'bucket_ms AS bucket, rows, first_ms AS first, last_ms AS last';

export type ChunkRepository = ReturnType<typeof createChunkRepository>;

export function createChunkRepository(db: Connection) {
  const selectHeads = db.prepare<[number], ChunkHead>(
    `SELECT ${HEAD} FROM chunk WHERE series_id = ? ORDER BY bucket_ms`,
  );
  const selectHeadsBetween = db.prepare<[number, number, number, number], ChunkHead>(
    `SELECT ${HEAD} FROM chunk WHERE series_id = ? AND bucket_ms >= ? AND bucket_ms < ? AND last_ms >= ? ORDER BY bucket_ms`,
  );
  const selectHead = db.prepare<[number, number], ChunkHead>(
    `SELECT ${HEAD} FROM chunk WHERE series_id = ? AND bucket_ms = ?`,
  );
  const selectSeal = db.prepare<[number, number], ChunkSeal>(
    'SELECT rows, first_ms AS first, last_ms AS last, crc32 AS crc FROM chunk WHERE series_id = ? AND bucket_ms = ?',
  );
  const selectBefore = db.prepare<[number, number], { rows: number; last: number | null }>(
    'SELECT ifnull(sum(rows), 0) AS rows, max(last_ms) AS last FROM chunk WHERE series_id = ? AND bucket_ms < ?',
  );
  const selectData = db.prepare<[number, number], ChunkData>(
    'SELECT first_ms AS first, last_ms AS last, crc32 AS crc, data FROM chunk WHERE series_id = ? AND bucket_ms = ?',
  );
  // By series first: grouped by kind straight away, every chunk's data would go through a temporary table to be sorted.
  const selectBytes = db
    .prepare<[], [kind: string, bytes: number]>(
      `SELECT s.kind, sum(c.bytes) FROM (SELECT series_id, sum(length(data)) AS bytes FROM chunk GROUP BY series_id) c
     JOIN series s ON s.id = c.series_id GROUP BY s.kind`,
    )
    .raw();
  const remove = db.prepare<[number, number]>('DELETE FROM chunk WHERE series_id = ? AND bucket_ms = ?');
  const upsert = db.prepare<[number, number, number, number, number, number, Uint8Array]>(
    `INSERT INTO chunk (series_id, bucket_ms, rows, first_ms, last_ms, crc32, data) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rows = excluded.rows, first_ms = excluded.first_ms, last_ms = excluded.last_ms,
     crc32 = excluded.crc32, data = excluded.data`,
  );
  return {
    heads: (id: SeriesId): ChunkHead[] => selectHeads.all(id),
    /** Heads of the chunks that hold rows of [from, to), ascending. `firstBucket` is the bucket that `from` falls into. */
    headsBetween: (id: SeriesId, firstBucket: Ms, from: Ms, to: Ms): ChunkHead[] =>
      selectHeadsBetween.all(id, firstBucket, to, from).filter((head) => head.first < to),
    head: (id: SeriesId, bucket: Ms): ChunkHead | undefined => selectHead.get(id, bucket),
    seal: (id: SeriesId, bucket: Ms): ChunkSeal | undefined => selectSeal.get(id, bucket),
    /** Rows of all chunks before a bucket, and the last of them; NaN without one. */
    before(id: SeriesId, bucket: Ms): { readonly rows: number; readonly last: Ms } {
      const { rows, last } = selectBefore.get(id, bucket)!;
      return { rows, last: last ?? NaN };
    },
    data: (id: SeriesId, bucket: Ms): ChunkData | undefined => selectData.get(id, bucket),
    bytesByKind: (): Record<string, number> => Object.fromEntries(selectBytes.all()),
    remove(id: SeriesId, bucket: Ms): void {
      remove.run(id, bucket);
    },
    put(id: SeriesId, bucket: Ms, { rows, first, last, crc }: ChunkSeal, data: Uint8Array): void {
      upsert.run(id, bucket, rows, first, last, crc, data);
    },
  };
}
