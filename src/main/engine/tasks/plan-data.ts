import { createHash, type Hash } from 'node:crypto';
import { canonicalJson } from '#core/plan/canonical';
import type { DataRange } from '#core/plan/types';
import { chunkSpan, SHAPES, shapeOf } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { SeriesId } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';

interface PlanDataArgs {
  readonly ids: readonly SeriesId[];
  /** Rows that were not known by then are not there. */
  readonly asOf: Ms;
}

/** Chunks that are read and hashed at a time. */
const CHUNKS = 16;

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
  const span = CHUNKS * chunkSpan(shape, interval);
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
  const sha256 = createHash('sha256').update(canonicalJson(sums)).digest('hex');
  return { instrument, kind, field, interval, source, from: first, to: last, rows, sha256 };
}

/** Little-endian doubles, a missing value always of the same bits. */
function bytesOf(column: Float64Array): Uint8Array {
  const bytes = new Uint8Array(8 * column.length);
  const view = new DataView(bytes.buffer);
  column.forEach((x, i) => (Number.isNaN(x) ? view.setUint32(8 * i + 4, 0x7ff80000, true) : view.setFloat64(8 * i, x, true)));
  return bytes;
} // prettier-ignore
