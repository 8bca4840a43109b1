import type { Ms } from '#core/time/ms';
import { isSynthetic, releaseLabel } from '../macro/facts';
import type { StoreReader } from '../store/api';

export interface Release {
  readonly t: Ms;
  /** `FOMC`, `CPI`… */
  readonly label: string;
}

/** Releases in [from, to), each once; of a synthetic market those that were made up with it. */
export function releasesBetween(
  reader: Pick<StoreReader, 'macroCalendar'>,
  { from, to, synthetic }: { readonly from: Ms; readonly to: Ms; readonly synthetic: boolean },
): Release[] {
  const found = new Map<string, Release>();
  const told = new Set<string>();
  for (const { seriesId, period, released, value } of reader.macroCalendar(from, to)) {
    if (isSynthetic(seriesId) !== synthetic) continue;
    const label = releaseLabel(seriesId);
    // the same figure told again, by a source that knows the hour less well, is no other release
    const isAgain = !Number.isNaN(value) && told.has(`${seriesId} ${period} ${value}`);
    told.add(`${seriesId} ${period} ${value}`);
    if (label !== undefined && !isAgain) found.set(`${label} ${released}`, { t: released, label });
  }
  return [...found.values()];
}
