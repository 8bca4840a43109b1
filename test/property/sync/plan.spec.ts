import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unionRanges, type Range } from '#core/time/ranges';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { settle, type SettledRange } from '#main/store/commit/settle';
import { planDataset, type PlanInput } from '#main/sync/plan/plan-dataset';

const NOW = Date.UTC(2024, 5, 1, 12, 0, 30);
const OLDEST = NOW - 4 * MS_PER_DAY;

const range = fc
  .tuple(fc.integer({ min: OLDEST, max: NOW }), fc.integer({ min: 1, max: 2 * MS_PER_DAY }))
  .map(([from, length]): Range => ({ from, to: from + length }));
const onGrid = (interval: number, { from, to }: Range): Range => ({
  from: Math.floor(from / interval) * interval,
  to: (Math.floor(to / interval) + 1) * interval,
});

const inputs = fc
  .record({
    interval: fc.constantFrom(0, MS_PER_MINUTE, 5 * MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY, 7 * MS_PER_DAY),
    from: fc.option(fc.integer({ min: OLDEST, max: NOW })),
    to: fc.option(fc.integer({ min: OLDEST, max: NOW + MS_PER_DAY })),
    newestFirst: fc.boolean(),
    reach: fc.constantFrom(Infinity, MS_PER_DAY + 7, 3 * MS_PER_DAY),
    pageRows: fc.constantFrom(1, 5, 300, 1_500),
    listed: fc.option(fc.integer({ min: OLDEST, max: NOW })),
    settled: fc.array(fc.tuple(range, fc.constantFrom('fetched' as const, 'notAvailable' as const)), { maxLength: 6 }),
    stored: fc.array(range, { maxLength: 4 }),
  })
  .map(({ interval, reach, pageRows, settled, stored, ...rest }): PlanInput => ({
    ...rest,
    dataset: { source: 'okx', offer: 'bars', instrument: 'BTC-USDT-SWAP', interval },
    offer: { reach, pageRows, shape: 'history', kinds: ['bars'] },
    settled: settled.map(([span, state]) => ({ ...span, state, at: NOW })).reduce<SettledRange[]>(settle, []),
    stored: interval > 0 ? stored.map((one) => onGrid(interval, one)) : [],
    now: NOW,
  }));

const rangesOf = (parts: readonly Range[]): Range[] => parts.map(({ from, to }) => ({ from, to }));

describe('a plan', () => {
  it('tiles the request up to its last closed row: no part overlaps another, nothing is left out', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const parts = planDataset(input);
        const ascending = [...parts].sort((a, b) => a.from - b.from);
        expect(parts).toEqual(input.newestFirst ? [...ascending].reverse() : ascending);
        ascending.slice(1).forEach(({ from }, k) => expect(from).toBe(ascending[k]!.to));
        const { interval } = input.dataset;
        const end = Math.min(input.to ?? Infinity, NOW);
        for (const { from, to } of parts) {
          expect(from).toBeLessThan(to);
          if (interval > 0 && to - interval > from) expect(to - interval).toBeLessThan(end);
        }
        const step = interval > 0 && interval <= MS_PER_DAY ? interval : 1;
        if (input.from === null || ascending.length === 0) return;
        expect(ascending[0]!.from).toBe(Math.ceil(input.from / step) * step);
        // The last row that opens before the end and has closed, a moment ago at the latest, is in.
        expect(ascending.at(-1)!.to).toBeGreaterThanOrEqual(Math.min(end, NOW - 2_000 - interval) - step + 1);
      }),
      { numRuns: 500 },
    );
  });

  it('asks for nothing any more once all of it has been fetched', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const asked = planDataset(input).filter(({ state }) => state === 'fetch');
        const settled = asked.map((part) => ({ ...part, state: 'fetched' as const, at: NOW }));
        const again = planDataset({ ...input, settled: [...input.settled, ...settled] });
        expect(again.filter(({ state }) => state === 'fetch')).toEqual([]);
        expect(again.every(({ rows, requests }) => rows === 0 && requests === 0)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('asks for no row that is had, unless that saves a request', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const had = unionRanges([...input.settled.filter(({ state }) => state === 'fetched'), ...input.stored]);
        for (const part of planDataset(input)) {
          if (part.state !== 'fetch') continue;
          expect(part.requests).toBeGreaterThanOrEqual(1);
          const isHad = had.some(({ from, to }) => from < part.to && part.from < to);
          if (isHad) expect(part.requests).toBe(1);
        }
      }),
    );
  });

  it('asks for nothing that is not to be had, and says why', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const refused = [
          ...input.settled.filter(({ state }) => state === 'notAvailable'),
          { from: -Infinity, to: NOW - input.offer.reach },
        ];
        for (const { state, from, to, note } of planDataset(input)) {
          if (state === 'notAvailable') expect(note).not.toBe('');
          if (state !== 'fetch') continue;
          for (const one of rangesOf(refused)) expect(one.from < to && from < one.to).toBe(false);
        }
      }),
    );
  });
});
