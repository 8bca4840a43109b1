import type { Coverage } from '#core/series/schema';

/** How much of what happened a liquidation series holds (method.md, section 2). */
export const COVERAGE_WORDS: Readonly<Record<Coverage, string>> = {
  complete: 'Every forced closure of the venue is in the series.',
  throttled: 'A known under-count: the stream gave at most one print a second and symbol.',
  aggregated: 'Sums per interval; single prints are not stored.',
  proxy: 'Inferred from price, open interest and volume, because no prints exist. An estimate.',
  snapshots: 'Taken at intervals: what happened between two of them is not in the series.',
};
