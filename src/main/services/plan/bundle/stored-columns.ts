import type { PlanData } from '#core/plan/types';
import { SHAPES } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { columnsDigest, partSpan } from '../../../engine/tasks/plan-data';
import { BallastError } from '../../../errors';
import type { SeriesRecord } from '../../../store/types';
import type { Connections } from '../../connections';
import { columnFiles, keyOf, shapeOfRange } from './manifest';
import type { AddFile } from './archive-writer';
import type { BundledFile } from './manifest';

/**
 * The stored series of a plan, in its order.
 * @throws {BallastError} `notFound`: one is not stored; `mismatch`: its rows are no longer those that the plan was made from.
 */
export async function storedSeries({ reader, engine }: Pick<Connections, 'reader' | 'engine'>, { series, asOf }: PlanData, signal: AbortSignal): Promise<SeriesRecord[]> {
  const found = series.map((range) => {
    const record = reader().findSeries(keyOf(range));
    if (!record) throw new BallastError('notFound', `${nameOf(range)}, which the plan was made from, is not stored. Nothing was written. Import it, or open the bundle that it came in.`);
    return record;
  });
  const ids = found.map(({ id }) => id);
  const now = await engine().run('plan.data', { ids, asOf }, { signal });
  const other = series.find((range, i) => now[i]?.sha256 !== range.sha256 || now[i]?.rows !== range.rows);
  if (other) throw new BallastError('mismatch', `${nameOf(other)} holds other rows than when the plan was priced. Nothing was written. Price the plan again.`);
  return found;
} // prettier-ignore

const nameOf = ({ instrument, kind, source }: PlanData['series'][number]): string =>
  `${instrument} ${kind} from ${source}`;

export interface WriteColumns {
  readonly asOf: Ms;
  readonly signal: AbortSignal;
  /** Rows of one column that were written since the last call. */
  readonly onRows: (rows: number) => void;
}

/** Adds the columns of every series, as known by the instant of the plan, each to the bit as its digest is over. */
export async function addColumns(connections: Connections, series: readonly SeriesRecord[], data: PlanData, add: AddFile, how: WriteColumns): Promise<BundledFile[]> {
  const files: BundledFile[] = [];
  for (const [i, range] of data.series.entries()) {
    const sums: Record<string, string> = {};
    for (const { name, file } of columnFiles(range, i)) {
      const added = await add(file, columnOf(connections, series[i]!, name, how));
      sums[name] = added.sha256;
      files.push(added);
    }
    if (columnsDigest(sums) !== range.sha256)
      throw new BallastError('mismatch', `${nameOf(range)} was changed while it was read. Nothing was written. Price the plan again.`);
  }
  return files;
} // prettier-ignore

async function* columnOf({ engine }: Connections, series: SeriesRecord, column: string, { asOf, signal, onRows }: WriteColumns): AsyncGenerator<Uint8Array> {
  const { id, interval } = series;
  const span = partSpan(shapeOfRange({ ...series, rows: 0, sha256: '' }), interval);
  for (let from = series.from; from <= Math.min(series.to, asOf); from += span) {
    const bytes = await engine().run('plan.column', { id, column, from, to: from + span, asOf }, { signal });
    onRows(bytes.length / 8);
    yield bytes;
  }
} // prettier-ignore

/** Values that the files of a plan's series hold. */
export const cellsOf = ({ series }: PlanData): number =>
  series.reduce((sum, range) => sum + range.rows * SHAPES[shapeOfRange(range)].columns.length, 0);
