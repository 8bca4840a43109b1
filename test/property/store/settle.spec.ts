import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settle, type SettledRange } from '#main/store/commit/settle';
import type { DatasetKey, SettledSpan } from '#main/store/types';
import { useStore } from '../../integration/store/support/folder';
import { pageOf } from '../../integration/store/support/pages';

const store = useStore();
const SIZE = 30;
const span = fc
  .record({ a: fc.nat(SIZE), length: fc.integer({ min: 1, max: 12 }), fetched: fc.boolean(), at: fc.nat(9) })
  .map(({ a, length, fetched, at }): SettledRange => ({
    from: a,
    to: a + length,
    state: fetched ? 'fetched' : 'notAvailable',
    at,
  }));

/** The state of each instant by itself: fetched once is fetched for good. */
const stateAt = (told: readonly SettledRange[], t: number): string | undefined => {
  const there = told.filter(({ from, to }) => from <= t && t < to).map(({ state }) => state);
  return there.includes('fetched') ? 'fetched' : there[0];
};

describe('settled spans', () => {
  it('say of every instant what was told of it, in as few spans as can be', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 15 }), (told) => {
        const spans = told.reduce<SettledRange[]>(settle, []);
        for (let t = -1; t <= SIZE + 13; t++) expect(stateAt(spans, t)).toBe(stateAt(told, t));
        spans.slice(1).forEach(({ from, state }, k) => {
          expect(from).toBeGreaterThanOrEqual(spans[k]!.to);
          if (from === spans[k]!.to) expect(state).not.toBe(spans[k]!.state);
        });
      }),
    );
  });

  it('are stored as they are settled one after the other', () => {
    const dataset: DatasetKey = { source: 'okx', offer: 'bars', instrument: 'BTC-USDT-SWAP', interval: 60_000 };
    const other = { ...dataset, interval: 0 };
    const writer = store.writer();
    const reader = store.reader();
    fc.assert(
      fc.property(fc.array(span, { minLength: 1, maxLength: 8 }), (told) => {
        for (const range of told) {
          const settled: SettledSpan[] = [
            { ...dataset, ...range },
            { ...other, ...range, from: 0 },
          ];
          writer.commitPage({ ...pageOf([]), settled: settled.filter(({ from, to }) => from < to) });
        }
        const expected = told.reduce<SettledRange[]>(settle, []);
        expect(reader.settled(dataset)).toEqual(expected.map((range) => ({ ...dataset, ...range })));
        writer.forgetSettled(dataset);
        expect(reader.settled(dataset)).toEqual([]);
        expect(reader.settled(other)).not.toEqual([]);
        writer.forgetSettled(other);
      }),
      { numRuns: 25 },
    );
  });
});
