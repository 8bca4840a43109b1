import type { Ms } from '#core/time/ms';
import { isSynthetic, releaseLabel } from '../macro/facts';
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
  const all = reader.macroSeries().filter(({ id }) => id.startsWith(SYNTHETIC) === synthetic);
  const ids = new Set(all.map(({ id }) => id));
  const dates = RELEASES.find(([name]) => name === label)?.[1];
  const isOf = (id: string): boolean => {
    const name = synthetic ? id.slice(SYNTHETIC.length) : id;
    return id === label || (dates !== undefined && (dates.test(name) || name.replace(CHANGES, '') === label));
  };
  return [...ids]
    .filter(isOf)
    .sort((a, b) => Number(CHANGES.test(b)) - Number(CHANGES.test(a)) || (a < b ? -1 : 1))
    .map((id) => ({ id, consensus: [`${id}.consensus`, `${id}-CONSENSUS`].find((one) => ids.has(one)) ?? null }));
}

/** Releases in [from, to), each once; of a synthetic market those that were made up with it. */
export function releasesBetween(
  reader: Pick<StoreReader, 'macroCalendar'>,
  { from, to, synthetic }: { readonly from: Ms; readonly to: Ms; readonly synthetic: boolean },
): Release[] {
  const found = new Map<string, Release>();
  for (const { seriesId, released } of reader.macroCalendar(from, to)) {
    if (isSynthetic(seriesId) !== synthetic) continue;
    const label = releaseLabel(seriesId);
    if (label !== undefined) found.set(`${label} ${released}`, { t: released, label });
  }
  return [...found.values()];
}
