// At 1,000 random instants every answer of the economy is that of the rows which had been told by then, looked up one by one.
import { beforeEach, describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { readCalendar } from '#main/engine/tasks/macro/calendar';
import { readOverview } from '#main/engine/tasks/macro/overview';
import { readDifferential, readRates } from '#main/engine/tasks/macro/rates';
import { readSeries } from '#main/engine/tasks/macro/reading';
import type { StoreReader } from '#main/store/api';
import type { MacroRelease } from '#main/store/types';
import { useStore } from '../store/support/folder';
import { pageOf } from '../store/support/pages';

const store = useStore();
const START = Date.UTC(2020, 0, 1);
const MONTHS = 60;
const month = (k: number): Ms => Date.UTC(2020, k, 1);
const END = month(MONTHS + 4);
const NOW = END + 1_000 * MS_PER_DAY;
const CPI = 'CPI.yoy';

const figure = (rng: Rng): number => Math.round(30 * rng.normal()) / 10 + 0; // no -0: SQLite keeps none

/** Prices with consensus and revisions, decisions announced ahead or not, a rate in force by day, an index of today's vintage. */
function rowsOf(rng: Rng): MacroRelease[] {
  const rows: MacroRelease[] = [];
  for (let k = 0; k < MONTHS; k++) {
    const period = month(k);
    const released = month(k + 1) + 12 * MS_PER_DAY + rng.below(MS_PER_DAY);
    const value = figure(rng);
    const announced = rng.below(3) === 0 ? {} : { announced: released - (1 + rng.below(90)) * MS_PER_DAY };
    rows.push({ seriesId: CPI, period, released, value, ...announced });
    if (rng.below(3) > 0) rows.push({ seriesId: `${CPI}.consensus`, period, released: released - 1 - rng.below(5 * MS_PER_DAY), value: value + rng.below(3) / 10 }); // prettier-ignore
    for (let revision = rng.below(3); revision > 0; revision--)
      rows.push({ seriesId: CPI, period, released: released + (1 + rng.below(200)) * MS_PER_DAY, value: figure(rng) }); // prettier-ignore
    rows.push({ seriesId: 'REER.USD', period, released: NaN, value: 100 + rng.normal() });
    if (k % 2 === 0) rows.push({ seriesId: 'FOMC', period: period + 14 * MS_PER_DAY, released: period + 14 * MS_PER_DAY + 18 * 3_600_000, value: rng.below(20) / 4, ...(rng.below(2) === 0 && { announced: period - 100 * MS_PER_DAY }) }); // prettier-ignore
  }
  for (let day = 0; day < 30 * MONTHS; day++)
    rows.push({
      seriesId: 'ECBDFR',
      period: START + day * MS_PER_DAY,
      released: NaN,
      value: Math.floor(day / 100) % 7,
    });
  return rows;
}

describe('as of an instant', () => {
  const rng = new Rng(11);
  const rows = rowsOf(rng);
  const of = (id: string): MacroRelease[] => rows.filter(({ seriesId }) => seriesId === id);
  const instants = Array.from({ length: 1_000 }, (_, i) => {
    const any = START - 40 * MS_PER_DAY + Math.floor(rng.uniform() * (END - START));
    const told = rows[rng.below(rows.length)]!.released;
    return i % 2 === 0 || Number.isNaN(told) ? any : told - rng.below(2); // also the very millisecond, and the one before
  });
  let reader: StoreReader;
  const open = (): StoreReader => reader;
  beforeEach(() => {
    store.writer().commitPage(pageOf([], { macro: rows }));
    reader = store.reader();
  });
  const newest = (all: readonly MacroRelease[]): MacroRelease | undefined => all.reduce<MacroRelease | undefined>((last, one) => (last && last.released > one.released ? last : one), undefined); // prettier-ignore

  it('a reading has the first print, the newest revision and what was expected before, and nothing else', () => {
    const [all, expectations] = [of(CPI), of(`${CPI}.consensus`)];
    for (const t of instants) {
      const told = all.filter(({ released }) => released <= t);
      const periods = [...new Set(told.map(({ period }) => period))].sort((a, b) => a - b);
      const ofPeriod = (period: Ms) => told.filter((one) => one.period === period);
      const firstOf = (period: Ms) => ofPeriod(period).reduce((a, b) => (b.released < a.released ? b : a));
      const reading = readSeries(open, {
        series: CPI,
        from: START,
        to: END,
        then: t - 90 * MS_PER_DAY,
        asOf: t,
        now: NOW,
      });
      expect([...reading.period]).toEqual(periods);
      expect([...reading.known]).toEqual(periods.map((p) => firstOf(p).released));
      expect([...reading.first]).toEqual(periods.map((p) => firstOf(p).value));
      expect([...reading.value]).toEqual(periods.map((p) => newest(ofPeriod(p))!.value));
      expect([...reading.then!]).toEqual(periods.map((p) => newest(ofPeriod(p).filter(({ released }) => released <= t - 90 * MS_PER_DAY))?.value ?? NaN)); // prettier-ignore
      expect([...reading.consensus]).toEqual(periods.map((p) => newest(expectations.filter((one) => one.period === p && one.released < firstOf(p).released))?.value ?? NaN)); // prettier-ignore
      expect(reading.lacks).toBe(periods.length > 0 ? '' : 'nothing released');
    }
  }, 60_000);

  it('a state is that of the newest period told; what has no instants is refused', () => {
    for (const t of instants.slice(0, 250)) {
      const all = new Map(readOverview(open, { asOf: t, now: NOW }).map((one) => [one.id, one]));
      const told = of(CPI).filter(({ released }) => released <= t);
      const last = Math.max(...told.map(({ period }) => period));
      const state = all.get(CPI)!.state;
      expect(state?.value).toBe(newest(told.filter(({ period }) => period === last))?.value);
      expect(all.get(CPI)!.figures).toBe(new Set(told.map(({ period }) => period)).size);
      expect(all.get('REER.USD')).toMatchObject({
        state: null,
        figures: 0,
        from: NaN,
        to: NaN,
        lacks: 'not point-in-time',
      });
      const inForce = of('ECBDFR').filter(({ period }) => period + MS_PER_DAY <= t);
      expect(all.get('ECBDFR')!.state?.value).toBe(inForce.at(-1)?.value);
    }
  }, 60_000);

  it('a differential is of the rates that held then', () => {
    for (const t of instants.slice(0, 250)) {
      const rate = (id: string) => id === 'FOMC' ? newest(of(id).filter(({ released }) => released <= t))?.value : of(id).findLast(({ period }) => period + MS_PER_DAY <= t)?.value; // prettier-ignore
      const [a, b] = [rate('FOMC'), rate('ECBDFR')];
      const rates = readRates(open, { asOf: t, now: NOW });
      expect(rates.map(({ currency }) => currency)).toEqual(['USD', 'EUR']);
      if (a === undefined) expect(rates[0]).toMatchObject({ rate: NaN, lacks: 'nothing released' });
      else expect(rates[0]!.rate).toBeCloseTo(a / 100, 12);
      const { known, value } = readDifferential(open, { a: 'USD', b: 'EUR', from: START, to: END, asOf: t, now: NOW });
      if (a === undefined || b === undefined) expect(value).toHaveLength(0);
      else expect(value.at(-1)).toBeCloseTo((a - b) / 100, 12);
      expect(known.every((at) => at <= t)).toBe(true);
    }
  }, 60_000);

  it('the calendar knows ahead what was announced, and no figure of it', () => {
    for (const t of instants.slice(0, 250)) {
      const { events, next, words } = readCalendar(open, { from: t - 100 * MS_PER_DAY, to: t + 100 * MS_PER_DAY, asOf: t, now: NOW }); // prettier-ignore
      const ahead = events.filter((one) => one.t > t);
      const dates = rows.filter(({ seriesId, released, announced }) => !seriesId.includes('consensus') && released > t && released < t + 100 * MS_PER_DAY && announced !== undefined && announced <= t); // prettier-ignore
      expect(ahead.map((one) => one.t)).toEqual(dates.map(({ released }) => released).sort((a, b) => a - b));
      for (const { status, value, surprise } of [...ahead, ...next])
        expect([status, value, surprise]).toEqual(['scheduled', NaN, NaN]);
      for (const one of events.filter((event) => event.t <= t)) expect(rows).toContainEqual(expect.objectContaining({ seriesId: one.series, period: one.period, released: one.t, value: one.value })); // prettier-ignore
      expect(words).toEqual(['Ahead of a past instant only dates are shown that were announced by then.']);
    }
  }, 60_000);

  it('live, everything that is stored is known, and what has no instants says so', () => {
    const clock = { asOf: undefined, now: NOW };
    const reading = readSeries(open, { series: 'REER.USD', from: START, to: END, then: START, ...clock });
    expect([...reading.value]).toEqual(of('REER.USD').map(({ value }) => value));
    for (const column of [reading.known, reading.first, reading.then!])
      expect([...column].every(Number.isNaN)).toBe(true);
    expect(readOverview(open, clock).find(({ id }) => id === 'REER.USD')).toMatchObject({ basis: 'latest', figures: MONTHS, lacks: '', state: { known: NaN, first: NaN } }); // prettier-ignore
    expect(readSeries(open, { series: 'NOPE', from: START, to: END, then: null, ...clock }).lacks).toBe(
      'nothing stored',
    );
  });
});
