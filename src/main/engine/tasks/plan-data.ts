import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '#core/plan/canonical';
import type { DataRange } from '#core/plan/types';
import { chunkSpan, SHAPES, shapeOf, type Shape } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';

interface PlanDataArgs {
  readonly ids: readonly SeriesId[];
  /** Rows that were not known by then are not there. */
  readonly asOf: Ms;
}

/** Chunks that are read at a time. */
const CHUNKS = 16;
/** What is read of a series at a time, so that a long one is never held whole. */
export const partSpan = (shape: Shape, interval: Ms): Ms => CHUNKS * chunkSpan(shape, interval);

export interface PlanColumnArgs {
  readonly id: SeriesId;
  readonly column: string;
  readonly from: Ms;
  /** Exclusive. */
  readonly to: Ms;
  readonly asOf: Ms;
}

/** One column of a part of a series, as the bytes that its digest is over. */
export function readPlanColumn(store: () => StoreReader, { id, column, ...range }: PlanColumnArgs): Uint8Array {
  return bytesOf(store().read(id, range, [column])[column]!);
}

/** What each series holds, in the order of names: equal on two machines that hold the same rows, however they came there. */
export function digestSeries(store: () => StoreReader, { ids, asOf }: PlanDataArgs, context: TaskContext): DataRange[] {
  const ranges = ids.map((id, i) => {
    context.onProgress(i, ids.length);
    return digest(store(), id, asOf, context);
  });
  const nameOf = ({ instrument, kind, field, interval, source }: DataRange): string => canonicalJson([instrument, kind, field, interval, source]); // prettier-ignore
  return ranges.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function digest(reader: StoreReader, id: SeriesId, asOf: Ms, { shouldStop }: TaskContext): DataRange {
  const { instrument, kind, field, interval, source, from, to } = reader.getSeries(id)!;
  if (kind === 'macro') throw new RangeError(`${instrument} has no columns`);
  const shape = shapeOf(kind, interval);
  const names = SHAPES[shape].columns;
  const hashes = new Map<string, Hash>(names.map((name) => [name, createHash('sha256')]));
  const span = partSpan(shape, interval);
  let [rows, first, last] = [0, from, from];
  for (let start = from; start <= to; start += span) {
    if (shouldStop()) throw new Stopped();
    const columns = reader.read(id, { from: start, to: start + span, asOf });
    const { t } = columns;
    if (t.length === 0) continue;
    if (rows === 0) first = t[0]!;
    last = t.at(-1)!;
    rows += t.length;
    for (const name of names) hashes.get(name)!.update(bytesOf(columns[name]!));
  }
  const sums = Object.fromEntries(names.map((name) => [name, hashes.get(name)!.digest('hex')]));
  const sha256 = columnsDigest(sums);
  return { instrument, kind, field, interval, source, from: first, to: last, rows, sha256 };
}

/** What a series is known by: SHA-256 over the canonical form of the SHA-256 of each column. */
export const columnsDigest = (columns: Readonly<Record<string, string>>): string =>
  createHash('sha256').update(canonicalJson(columns)).digest('hex');

/** Little-endian doubles, a missing value always of the same bits. */
function bytesOf(column: Float64Array): Uint8Array {
  const bytes = new Uint8Array(8 * column.length);
  const view = new DataView(bytes.buffer);
  column.forEach((x, i) => (Number.isNaN(x) ? view.setUint32(8 * i + 4, 0x7ff80000, true) : view.setFloat64(8 * i, x, true)));
  return bytes;
} // prettier-ignore
