import { describe, expect, it } from 'vitest';
import type { SeriesSummary } from '#shared/market';
import { coverageWord, spansText } from '../../../../src/renderer/panes/series/columns';

const series = (part: Partial<SeriesSummary>): SeriesSummary => ({
  ...{ id: 1, instrument: 'BTCUSDT', kind: 'liquidations', interval: 0, source: 'bybit', field: '', from: 0, to: 1 },
  ...{ rows: 1, gaps: 0, duplicates: 0, quarantined: 0, synthetic: false, unit: '' },
  coverage: [{ from: Date.UTC(2025, 1, 25), coverage: 'complete' }],
  ...part,
});
const throttled = [{ from: 0, coverage: 'throttled' }] as const;

describe('the word of coverage', () => {
  it('does not call a recording complete when nobody listened in between', () => {
    expect(coverageWord(series({}))).toBe('complete');
    expect(coverageWord(series({ gaps: 1 }))).toBe('1 gap');
    expect(coverageWord(series({ gaps: 3, coverage: throttled }))).toBe('throttled');
    expect(spansText(series({ gaps: 3, coverage: throttled }), 'utc')).toContain('3 gaps of recording in between');
  });
  it('speaks of recordings where there is no grid alone', () => {
    const sums = series({ interval: 300_000, gaps: 2 });
    expect(coverageWord(sums)).toBe('complete');
    expect(spansText(sums, 'utc')).not.toContain('recording');
  });
});
