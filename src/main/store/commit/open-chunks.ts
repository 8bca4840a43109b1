import { SHAPES, type AnyColumns, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { ChunkSeal } from '../repositories/chunks';
import type { SeriesId } from '../types';
import { mapColumns } from './partition';

/** As many series are synchronised at once, and a few more. */
const MOST = 16;

interface Open {
  readonly seal: ChunkSeal;
  /** Rows of the chunk, and room for more behind them. */
  readonly room: AnyColumns;
}

/**
 * The chunks that were written last, unpacked: the next page of a series mostly goes on where the one before it ended. What
 * is held counts while the file holds the bytes that were made of it, whoever has written meanwhile.
 */
export class OpenChunks {
  private readonly held = new Map<string, Open>();

  /** Columns of the chunk that has this seal in the file; undefined when they are not held. */
  find(id: SeriesId, bucket: Ms, seal: ChunkSeal): AnyColumns | undefined {
    const open = this.held.get(nameOf(id, bucket));
    return open && isSame(open.seal, seal) ? rowsOf(open.room, seal.rows) : undefined;
  }

  /**
   * Rows and those that come behind all of them.
   * @param most rows that the chunk will have in the end, as far as that is known
   */
  append(id: SeriesId, bucket: Ms, shape: Shape, rows: AnyColumns, next: AnyColumns, most: number): AnyColumns {
    const count = rows.t.length + next.t.length;
    const name = nameOf(id, bucket);
    const open = this.held.get(name);
    const fits = open?.room.t.buffer === rows.t.buffer && count <= open.room.t.length;
    const room = fits ? open.room : roomFor(shape, rows, Math.max(most, count));
    this.held.delete(name); // until it is written
    for (const column of SHAPES[shape].columns) room[column]!.set(next[column]!, rows.t.length);
    return rowsOf(room, count);
  }

  /** Takes over the columns of a chunk that was written. */
  keep(id: SeriesId, bucket: Ms, seal: ChunkSeal, columns: AnyColumns): void {
    const name = nameOf(id, bucket);
    this.held.delete(name);
    this.held.set(name, { seal, room: mapColumns(columns, (column) => new Float64Array(column.buffer)) });
    if (this.held.size > MOST) this.held.delete(this.held.keys().next().value!);
  }
}

function roomFor(shape: Shape, rows: AnyColumns, count: number): AnyColumns {
  const room: Record<string, Float64Array> = {};
  for (const name of SHAPES[shape].columns) (room[name] = new Float64Array(count)).set(rows[name]!);
  return room as AnyColumns;
}

const rowsOf = (room: AnyColumns, rows: number): AnyColumns => mapColumns(room, (column) => column.subarray(0, rows));

const nameOf = (id: SeriesId, bucket: Ms): string => `${id} ${bucket}`;

const isSame = (a: ChunkSeal, b: ChunkSeal): boolean =>
  a.crc === b.crc && a.rows === b.rows && a.first === b.first && a.last === b.last;
