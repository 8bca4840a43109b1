import type { AnyColumns } from '#core/series/schema';
import type { Archive } from './archive-reader';
import { createDoubles } from './doubles';
import type { BundledSeries } from './manifest';

/** Rows of a series, so many at a time: all its columns are inflated side by side, and no more of them than is asked for. */
export async function* readRows(archive: Archive, { range, columns }: BundledSeries, atOnce: number): AsyncGenerator<AnyColumns> {
  const sources = columns.map(({ name, file }) => ({ name, column: columnReader(archive.read(file, 8 * range.rows)) }));
  try {
    for (let left = range.rows; left > 0; left -= atOnce) {
      const rows: Record<string, Float64Array> = {};
      for (const { name, column } of sources) rows[name] = await column.next(Math.min(left, atOnce));
      yield rows as AnyColumns;
    }
  } finally {
    for (const { column } of sources) await column.close();
  }
} // prettier-ignore

function columnReader(bytes: AsyncGenerator<Uint8Array>) {
  const doubles = createDoubles();
  let rest: Float64Array = new Float64Array(0);
  return {
    /** So many values. @throws {RangeError} the file has changed since it was verified */
    async next(count: number): Promise<Float64Array> {
      const out = new Float64Array(count);
      let filled = 0;
      while (filled < count) {
        if (rest.length === 0) {
          const part = await bytes.next();
          if (part.done) throw new RangeError('the bundle was changed while it was read');
          rest = doubles.take(part.value);
        }
        const taken = rest.subarray(0, count - filled);
        out.set(taken, filled);
        filled += taken.length;
        rest = rest.subarray(taken.length);
      }
      return out;
    },
    close: () => bytes.return(undefined),
  };
}
