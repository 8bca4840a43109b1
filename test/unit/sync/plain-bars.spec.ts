import { describe, expect, it } from 'vitest';
import type { AnyColumns } from '#core/series/schema';
import { MS_PER_MINUTE } from '#core/time/ms';
import { lookThrough } from '#main/sync/run/arrival';
import { arePlainBars } from '#main/sync/run/plain-bars';
import type { Neighbours } from '#main/sync/run/steps';
import type { PageRequest } from '#main/sync/source';

const T = Date.UTC(2024, 0, 1);
const ROWS = 40;
const TO = T + ROWS * MS_PER_MINUTE;
const request: PageRequest = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: MS_PER_MINUTE, from: T, to: TO, end: 'oldest' }; // prettier-ignore

function plain(): AnyColumns {
  const rows = Array.from({ length: ROWS }, (_, i) => i);
  const of = (value: (i: number) => number): Float64Array => Float64Array.from(rows, value);
  return { t: of((i) => T + i * MS_PER_MINUTE), o: of((i) => 100 + (i % 7)), h: of((i) => 110 + (i % 3)), l: of(() => 99), c: of((i) => 101 + (i % 5)), v: of((i) => i % 2) }; // prettier-ignore
}
const look = (columns: AnyColumns, beside: Neighbours = {}, now = TO + 30 * 86_400_000) => {
  const traits = { knownLag: MS_PER_MINUTE, volumeUnit: 'base', unit: '', synthetic: false } as const;
  const series = { instrument: 'BTCUSDT', kind: 'bars', interval: MS_PER_MINUTE, field: '', traits, coverage: [], columns } as const; // prettier-ignore
  const page = { series: [series], macro: [], settled: { from: T, to: TO } };
  return lookThrough(page, request, { series: 'binance', shape: 'history', path: 'p', sourceNow: now, neighbours: () => beside }); // prettier-ignore
};
/** The same rows the other way round are never plain: they are sorted, and each is looked at. */
const reversed = (columns: AnyColumns): AnyColumns =>
  Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, x.slice().reverse()])) as AnyColumns;

describe('bars of which no check has anything to say', () => {
  it('are told from all others', () => {
    expect(arePlainBars(plain(), MS_PER_MINUTE)).toBe(true);
    expect(arePlainBars(reversed(plain()), MS_PER_MINUTE)).toBe(false);
    expect(arePlainBars(plain(), 0)).toBe(false);
    const odd: readonly (readonly [name: string, value: number])[] = [
      ['t', T + 1], ['t', T + 0.5], ['t', Number.NaN], ['o', Number.NaN], ['o', 98], ['o', 5_000], ['h', 99], ['h', Infinity], ['l', 0], ['l', 108], ['c', -1],
      ['c', Number.NaN], ['c', 112.5], ['v', -1],
    ]; // prettier-ignore
    for (const [name, value] of odd) {
      const columns = plain();
      columns[name]![17] = value;
      expect(arePlainBars(columns, MS_PER_MINUTE), `${name} = ${value}`).toBe(false);
      expect(look(columns), `${name} = ${value}`).toEqual(look(reversed(columns)));
    }
  });

  it('come to what looking at each row comes to, also where the bars beside them or the clock say something', () => {
    const near = { t: T - MS_PER_MINUTE, open: 100, close: 100 };
    const late = { t: TO, open: 100, close: 100 };
    const another = { open: 1, close: 1 };
    const cases: readonly (readonly [Neighbours, number?])[] = [
      [{}], [{ before: near }], [{ before: { ...near, ...another } }], [{ before: { ...near, ...another, t: T - 1e9 } }], [{ after: late }],
      [{ after: { ...late, ...another } }], [{ before: near, after: { ...late, ...another } }], [{}, TO - 5 * MS_PER_MINUTE], [{}, TO],
    ]; // prettier-ignore
    for (const [beside, now] of cases) expect(look(plain(), beside, now)).toEqual(look(reversed(plain()), beside, now));
    expect(look(plain(), { before: { ...near, ...another } }).quarantined).toHaveLength(ROWS);
    expect(look(plain(), { after: { ...late, ...another } }).quarantined).toHaveLength(ROWS);
    expect(look(plain(), {}, TO - 5 * MS_PER_MINUTE).rows).toBeLessThan(ROWS);
  });
});
