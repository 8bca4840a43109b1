import type { Ms } from '#core/time/ms';
import { consensusOf, isSynthetic, releaseLabel } from '../macro/facts';
import type { StoreReader } from '../store/api';

export interface Release {
  readonly t: Ms;
  /** `FOMC`, `CPI`… */
  readonly label: string;
}

/** Figures of a label that tell a direction; the other series of it tell levels, or dates alone. */
const CHANGES = /[-.](YOY|QOQ)$/i;

/** A series that tells when something was released, and what was expected of it; null: not stored. */
export interface LabelledSeries {
  readonly id: string;
  readonly consensus: string | null;
}

/** Dated series of a label (`CPI`, or the name of a series), the one whose figures count first at the head. */
export function seriesOfLabel(
  reader: Pick<StoreReader, 'macroSeries'>,
  label: string,
  synthetic: boolean,
): LabelledSeries[] {
  const ids = new Set(reader.macroSeries().flatMap(({ id }) => (isSynthetic(id) === synthetic ? [id] : [])));
  return [...ids]
    .filter((id) => id === label || releaseLabel(id) === label)
    .sort((a, b) => Number(CHANGES.test(b)) - Number(CHANGES.test(a)) || (a < b ? -1 : 1))
    .map((id) => ({ id, consensus: ids.has(consensusOf(id)) ? consensusOf(id) : null }));
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
