import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { Gaps, MonthCoverage, SeriesId, VerifyReport } from '../../store/types';
import { Stopped, type TaskContext } from '../protocol';

interface GapsArgs {
  readonly ids: readonly SeriesId[];
  readonly limit: number;
  readonly asOf: Ms | undefined;
}

/** Missing runs of each series. */
export function gaps(
  store: () => StoreReader,
  { ids, limit, asOf }: GapsArgs,
  context: TaskContext,
): (Gaps & { id: SeriesId })[] {
  return ids.map((id) => {
    if (context.shouldStop()) throw new Stopped();
    return { id, ...store().gaps(id, limit, asOf) };
  });
}

export function coverageByMonth(store: () => StoreReader, { ids, asOf }: Omit<GapsArgs, 'limit'>): MonthCoverage[] {
  return store().coverageByMonth(ids, asOf);
}

/** Size of what is stored: goes through the heads of all chunks. */
export function bytesByKind(store: () => StoreReader): Record<string, number> {
  return store().bytesByKind();
}

/** Whole-database check on a reading connection, so that writing goes on meanwhile. */
export function verify(store: () => StoreReader, _args: undefined, context: TaskContext): VerifyReport {
  const report = store().verify({
    shouldStop: context.shouldStop,
    onProgress: (done) => context.onProgress(done, 1),
  });
  if (context.shouldStop()) throw new Stopped();
  return report;
}
