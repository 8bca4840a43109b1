import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Ms } from '#core/time/ms';
import type { PageRequest, Range } from '#main/sync/source';
import { readPage, settle, type Habit } from '#main/sync/sources/paging';

const BASE = { source: 'okx', offer: 'x', instrument: 'BTC', interval: 0 } as const;
const request = (from: Ms, to: Ms, end: PageRequest['end'], interval = 0): PageRequest => ({ ...BASE, interval, from, to, end }); // prettier-ignore

/** An endpoint over rows in order of time, and how often it was asked. */
function endpoint(all: readonly Ms[], { most, keeps }: Pick<Habit, 'most' | 'keeps'>) {
  const asked: Range[] = [];
  const ask = async (range: Range) => {
    asked.push(range);
    const rows = all.filter((t) => t >= range.from && t < range.to);
    return { t: Float64Array.from(keeps === 'oldest' ? rows.slice(0, most) : rows.slice(-most)) };
  };
  return { ask, asked };
}

/** All that pages settle, from the end that is asked for. */
async function readAll(whole: PageRequest, habit: Habit, ask: (range: Range) => Promise<{ t: Float64Array }>) {
  const stamps: Ms[] = [];
  let { from, to } = whole;
  for (let page = 0; from < to; page++) {
    expect(page, 'comes to an end').toBeLessThan(10_000);
    const { rows, settled } = await readPage({ ...whole, from, to }, habit, ask);
    expect(settled.to).toBeGreaterThan(settled.from);
    stamps.push(...[...rows.t].filter((t) => t >= settled.from && t < settled.to));
    if (whole.end === 'oldest') from = settled.to;
    else to = settled.from;
  }
  return stamps.sort((a, b) => a - b);
}

const ends = ['oldest', 'newest'] as const;

describe('a whole page from another time', () => {
  it('is not the one that was asked for, at either end and at any interval', () => {
    const elsewhere = Float64Array.from({ length: 5 }, (_, i) => 1_000 + i * 10);
    for (const end of ends)
      for (const interval of [0, 10]) {
        const asked = request(0, 500, end, interval);
        for (const keeps of ends)
          expect(() => settle(asked, asked, elsewhere, { most: 5, keeps })).toThrow(
            expect.objectContaining({ name: 'NetError', problem: 'broken' }),
          );
      }
  });
});

describe('pages of an irregular series', () => {
  it('hold each row once, wherever an answer is cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: 400 }), { maxLength: 60 }),
        fc.record({
          most: fc.integer({ min: 6, max: 12 }),
          keeps: fc.constantFrom('oldest', 'newest', 'unknown'),
          usual: fc.integer({ min: 1, max: 300 }),
        }),
        fc.constantFrom(...ends),
        fc.boolean(),
        async (drawn, habit, end, crowded) => {
          const distinct = [...new Set(drawn)];
          // five rows in a millisecond at most: fewer than an answer holds
          const all = (crowded ? distinct.flatMap((t) => Array.from({ length: 1 + (t % 5) }, () => t)) : distinct).sort((a, b) => a - b); // prettier-ignore
          const { ask } = endpoint(all, habit as Habit);
          expect(await readAll(request(0, 401, end), { ...(habit as Habit), crowded }, ask)).toEqual(all);
        },
      ),
      { numRuns: 500 },
    ));

  it('are refused where one millisecond holds more than an answer, instead of losing some', async () => {
    const all = Array.from({ length: 9 }, () => 50);
    for (const end of ends)
      for (const keeps of ['oldest', 'newest', 'unknown'] as const) {
        const { ask } = endpoint(all, { most: 5, keeps });
        const habit: Habit = { most: 5, keeps, crowded: true };
        await expect(readAll(request(0, 100, end), habit, ask)).rejects.toMatchObject({ name: 'SourceError' });
      }
  });
});

describe('pages of a regular series', () => {
  it('hold each row once, and no answer is cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 80 }),
        fc.integer({ min: 0, max: 9 }),
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom('oldest', 'newest', 'unknown'),
        fc.constantFrom(...ends),
        async (drawn, offset, most, keeps, end) => {
          const all = drawn.map((k) => k * 10).sort((a, b) => a - b);
          const habit = { most, keeps } as Habit;
          const { ask } = endpoint(all, habit);
          const whole = request(offset, 1_000 + offset, end, 10);
          expect(await readAll(whole, habit, ask)).toEqual(all.filter((t) => t >= whole.from && t < whole.to));
        },
      ),
      { numRuns: 500 },
    ));

  it('asks for the whole range where the endpoint gives the wanted end of it, and for what fits where not', async () => {
    for (const [keeps, length] of [
      ['oldest', 10_000],
      ['unknown', 50],
      ['newest', 50],
    ] as const) {
      // prettier-ignore
      const { ask, asked } = endpoint([], { most: 5, keeps });
      await readPage(request(0, 10_000, 'oldest', 10), { most: 5, keeps }, ask);
      expect(asked).toEqual([{ from: 0, to: length }]);
    }
    const { ask, asked } = endpoint([], { most: 5, keeps: 'oldest' });
    await readPage(request(0, 10_000, 'oldest', 10), { most: 5, keeps: 'oldest', longest: 70 }, ask);
    expect(asked).toEqual([{ from: 0, to: 70 }]);
  });

  it('settles up to the end of the last bar of a full answer, all of the request of another', () => {
    const habit: Habit = { most: 3, keeps: 'oldest' };
    const whole = request(5, 1_000, 'oldest', 10);
    expect(settle(whole, whole, Float64Array.of(10, 20, 40), habit)).toEqual({ from: 5, to: 50 });
    expect(settle(whole, whole, Float64Array.of(40, 10, 20), habit), 'in any order').toEqual({ from: 5, to: 50 });
    expect(settle(whole, whole, Float64Array.of(10, 20), habit)).toMatchObject({ from: 5, to: 1_000 });
    expect(settle(whole, whole, Float64Array.of(10, 20, 2_000), habit), 'what was not asked for').toEqual({ from: 5, to: 30 }); // prettier-ignore
    const newest = request(5, 1_000, 'newest', 10);
    expect(settle(newest, newest, Float64Array.of(990, 980, 960), { most: 3, keeps: 'newest' })).toEqual({ from: 960, to: 1_000 }); // prettier-ignore
    expect(settle(newest, newest, Float64Array.of(10, 20, 30), habit), 'cut at the wanted end').toBeUndefined();
  });
});
