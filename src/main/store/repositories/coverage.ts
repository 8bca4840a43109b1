import { COVERAGES, type Coverage } from '#core/series/schema';
import type { Connection } from '../connection';
import type { CoverageSpan, SeriesId } from '../types';

/** The more a claim admits, the higher: of two claims for one instant the more cautious stands, whichever came first. */
const CAUTION: Record<Coverage, number> = { complete: 0, aggregated: 1, snapshots: 2, throttled: 3, proxy: 4 };

export type CoverageRepository = ReturnType<typeof createCoverageRepository>;

export function createCoverageRepository(db: Connection) {
  const select = db.prepare<[number], { from: number; coverage: string }>(
    'SELECT from_ms AS "from", coverage FROM coverage_span WHERE series_id = ? ORDER BY from_ms',
  );
  const selectOne = db
    .prepare<[number, number], string>('SELECT coverage FROM coverage_span WHERE series_id = ? AND from_ms = ?')
    .pluck();
  const upsert = db.prepare<[number, number, string]>('INSERT OR REPLACE INTO coverage_span VALUES (?, ?, ?)');
  return {
    /** Ascending; a span that only repeats the one before is left out. */
    read(id: SeriesId): CoverageSpan[] {
      const spans: CoverageSpan[] = [];
      for (const { from, coverage } of select.all(id))
        if (isCoverage(coverage) && spans.at(-1)?.coverage !== coverage) spans.push({ from, coverage });
      return spans;
    },
    add(id: SeriesId, spans: readonly CoverageSpan[]): void {
      for (const { from, coverage } of spans) {
        const stored = selectOne.get(id, from) as Coverage | undefined;
        if (stored === undefined || CAUTION[coverage] > CAUTION[stored]) upsert.run(id, from, coverage);
      }
    },
    set(id: SeriesId, spans: readonly CoverageSpan[]): void {
      for (const { from, coverage } of spans) upsert.run(id, from, coverage);
    },
  };
}

const isCoverage = (text: string): text is Coverage => (COVERAGES as readonly string[]).includes(text);
