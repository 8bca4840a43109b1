import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../store/api';

/**
 * Releases that move a market, by the series that carry their instants. Daily figures have one each day and would mark nothing.
 * Consensus and parts of a decision come at the same instants, or are no release.
 */
const RELEASES: readonly (readonly [label: string, series: RegExp])[] = [
  ['FOMC', /^(FOMC|POLICY-RATE)$/],
  ['CPI', /^CPI(-YOY|AUCSL|AUCNS|LFESL)?$/],
  ['PPI', /^PPI(-YOY|FIS|FES|ACO)?$/],
  ['GDP', /^GDP(-QOQ|C1)?$/],
];
const SYNTHETIC = 'SIM-';

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
  for (const { seriesId, released } of reader.macroCalendar(from, to)) {
    if (seriesId.startsWith(SYNTHETIC) !== synthetic) continue;
    const name = synthetic ? seriesId.slice(SYNTHETIC.length) : seriesId;
    const label = RELEASES.find(([, series]) => series.test(name))?.[0];
    if (label !== undefined) found.set(`${label} ${released}`, { t: released, label });
  }
  return [...found.values()];
}
