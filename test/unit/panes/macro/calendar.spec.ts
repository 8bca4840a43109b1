import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { MacroCalendarReply, MacroEvent } from '#shared/macro';
import {
  BACK_MS,
  calendarRange,
  comingOf,
  countdown,
  directionOf,
  nextOfEach,
  pastOf,
  type Standing,
} from '../../../../src/renderer/panes/macro/calendar';
import { calendarColumns } from '../../../../src/renderer/panes/macro/calendar-columns';
import { createFakeEconomy, FAKE_NOW } from '../../../support/fake-economy';
import { createFakeMacro } from '../../../support/fake-macro';

const macro = createFakeMacro(createFakeEconomy());
const series = macro['macro:series']({});
const live: Standing = { asOf: null, now: FAKE_NOW, simulatedEnd: NaN };
const ask = (at: Standing): MacroCalendarReply =>
  macro['macro:calendar']({ ...calendarRange(at, series), ...(at.asOf === null ? {} : { asOf: at.asOf }) });

const event = (change: Partial<MacroEvent>): MacroEvent => ({
  ...{
    t: FAKE_NOW,
    label: 'CPI',
    series: 'CPI',
    title: 'CPI',
    period: FAKE_NOW,
    announced: NaN,
    unit: '%',
    status: 'scheduled',
  },
  ...{ value: NaN, previous: NaN, consensus: NaN, surprise: NaN, source: '', synthetic: false, ...change },
});

describe('what comes', () => {
  it('is soonest first, ahead of the clock, with the next of each label once', () => {
    const coming = comingOf(ask(live), live);
    expect(coming.length).toBeGreaterThan(5);
    expect(coming.every(({ t, value }) => t > FAKE_NOW && Number.isNaN(value))).toBe(true);
    expect(coming.map(({ t }) => t)).toEqual(coming.map(({ t }) => t).toSorted((a, b) => a - b));
    const next = nextOfEach(coming, false);
    expect(new Set(next.map(({ label }) => label)).size).toBe(next.length);
    for (const one of next) expect(one).toBe(coming.find(({ label }) => label === one.label));
  });

  it('is nothing at a past clock whose dates were not announced', () => {
    const past: Standing = { ...live, asOf: FAKE_NOW - 400 * MS_PER_DAY, now: FAKE_NOW - 400 * MS_PER_DAY };
    const reply = ask(past);
    expect(comingOf(reply, past)).toEqual([]);
    expect(reply.words[0]).toContain('not stored');
    expect(pastOf(reply, past).every(({ t }) => t <= past.asOf!)).toBe(true);
  });

  it('counts synthetic dates from the end of their market, real ones from the clock', () => {
    const at: Standing = { asOf: null, now: FAKE_NOW, simulatedEnd: FAKE_NOW - 100 * MS_PER_DAY };
    const [real, made] = [event({ t: FAKE_NOW - MS_PER_DAY }), event({ t: FAKE_NOW - MS_PER_DAY, synthetic: true })];
    const reply: MacroCalendarReply = { events: [real, made], next: [], words: [] };
    expect(comingOf(reply, at)).toEqual([made]);
    expect(pastOf(reply, at)).toEqual([real]);
    const both = [event({ t: FAKE_NOW + 1 }), made];
    expect(nextOfEach(both, true)).toEqual([made]);
    expect(nextOfEach([made], false)).toEqual([made]);
  });
});

describe('what has been', () => {
  it('is the last weeks, newest first, with the figure, the consensus and the surprise', () => {
    const past = pastOf(ask(live), live);
    expect(past[0]!.t).toBeGreaterThan(past.at(-1)!.t);
    expect(past.at(-1)!.t).toBeGreaterThanOrEqual(past[0]!.t - BACK_MS);
    for (const { value, consensus, surprise } of past) expect(surprise).toBeCloseTo(value - consensus, 12);
  });

  it('reaches back to what was released last, where that is longer ago than the weeks that are shown', () => {
    const late: Standing = { ...live, now: FAKE_NOW + 500 * MS_PER_DAY };
    const { from, to } = calendarRange(late, series);
    expect(from).toBeLessThan(FAKE_NOW - 60 * MS_PER_DAY);
    expect(to).toBeGreaterThan(late.now);
    expect(from % MS_PER_DAY).toBe(0);
    expect(calendarRange({ ...late, now: late.now + MS_PER_HOUR / 2 }, series).from).toBe(from);
    expect(calendarRange(live, []).from).toBeLessThan(live.now);
  });
});

describe('words of the calendar', () => {
  it('counts down by minutes, by seconds when it is near, and says when it is due', () => {
    const at = (left: number): string => countdown(FAKE_NOW + left, FAKE_NOW).replaceAll('\u00a0', ' ');
    expect(at(12 * MS_PER_DAY + 4 * MS_PER_HOUR)).toBe('12 d 4 h');
    expect(at(3 * MS_PER_HOUR + 19.5 * 60_000)).toBe('3 h 20 m');
    expect(at(61_000)).toBe('1 m 1 s');
    expect(at(900)).toBe('1 s');
    expect(at(0)).toBe('due');
    expect(at(-5)).toBe('due');
  });

  it('tells the direction only of what is known', () => {
    expect([directionOf(2, 1), directionOf(1, 2), directionOf(1, 1), directionOf(NaN, 1), directionOf(1, NaN)]).toEqual(['up', 'down', 'unchanged', null, null]); // prettier-ignore
  });

  it('never leaves a cell empty: what is missing is a word', () => {
    const none = event({ t: FAKE_NOW - 1, status: 'released', series: 'CPIAUCSL' });
    const rows = [none, { ...none, value: 3 }, { ...none, title: 'CPI, change over a year, revised', value: 3, previous: 3 }];
    const of = (side: 'past' | 'coming') => calendarColumns({ side, zone: 'utc', at: live, kindOf: () => ({ group: 'prices', frequency: 'monthly' }) });
    for (const row of rows) for (const column of of('past')) expect(column.text(row), column.id).not.toMatch(/^(|-|—|0)$/);
    for (const column of of('coming')) expect(column.text(event({ t: FAKE_NOW + 61_000 })), column.id).not.toMatch(/^(|-|—|0)$/);
    const text = (id: string, row: MacroEvent): string => of('past').find((one) => one.id === id)!.text(row);
    expect(text('actual', rows[0]!)).toBe('not stored');
    expect(text('surprise', rows[0]!)).toBe('not stored');
    expect(text('surprise', rows[1]!)).toBe('no consensus');
    expect(text('direction', rows[1]!)).toBe('no period before');
    expect(text('direction', rows[2]!)).toBe('unchanged');
    expect(text('release', rows[2]!)).toBe('CPI, revised, CPI, change over a year');
    expect(text('release', event({ label: 'SIM-RATE', series: 'SIM-RATE', title: 'A rate' }))).toBe('A rate');
  }); // prettier-ignore
});
