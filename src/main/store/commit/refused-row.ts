import { releaseOf } from '../release-text';
import type { MacroRelease, QuarantinedRecord, RefusedRow } from '../types';

/** What is refused when the stored row of a contradiction stays; undefined for a row that contradicts none. */
export function refusedRow({ series, conflict, text }: QuarantinedRecord): RefusedRow | undefined {
  if (!conflict) return undefined;
  if (series !== undefined) return { owner: series, values: conflict.newer };
  const release = releaseOf(text);
  return release && refusedRelease(release);
}

export const refusedRelease = ({ seriesId, period, released, value }: MacroRelease): RefusedRow => ({
  owner: seriesId,
  values: { period, released, value },
});
