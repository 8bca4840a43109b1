import { describe, expect, it } from 'vitest';
import type { BookEvent, BookLeg } from '#core/hedge/replay/types';
import type { ReplayBook } from '#shared/replay-book';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { accountRows } from '../../../../src/renderer/panes/replay-book/accounts';
import { actRows, whyNotOff, whyNotOn } from '../../../../src/renderer/panes/replay-book/acts';
import { drawEquity } from '../../../../src/renderer/panes/replay-book/equity';
import { drawdownOf, factsOf } from '../../../../src/renderer/panes/replay-book/facts';
import { gateStateOf } from '../../../../src/renderer/panes/replay-book/gate-state';
import { instrumentWords } from '../../../../src/renderer/panes/replay-book/leg-rows';
import { logColumns, logRows } from '../../../../src/renderer/panes/replay-book/log-rows';
import { moneyUnit } from '../../../../src/renderer/panes/shared/hedge/money';
import { createFakeReplayBook } from '../../../support/fake-replay-book';
import { hedgePlan } from '../../../support/hedge-plan';

const T = Date.UTC(2025, 6, 20, 12, 30);
const PLAN = hedgePlan({ name: 'one' });
const OTHER = hedgePlan({ name: 'two' });
const hours = (n: number): number => T + n * MS_PER_HOUR;

const bookOf = (asOf: number): ReplayBook =>
  createFakeReplayBook({ acts: [{ at: T, plan: PLAN as never }], step: MS_PER_HOUR, asOf }).book!;
const UNIT = moneyUnit(100_000, 'USDT');
const plain = (text: string): string => text.replaceAll('\u00a0', ' ').replaceAll('\u2212', '-');

describe('acts', () => {
  const acts = [
    { at: T, plan: PLAN },
    { at: T + 60_000, plan: OTHER },
    { at: hours(5), plan: null },
    { at: hours(9), plan: PLAN },
  ];
  const states = (asOf: number): string[] => actRows(acts, asOf, MS_PER_HOUR).map(({ state }) => state);

  it('wait for the close of their bar, of two before the same close the last one is filled', () => {
    expect(states(T + 120_000)).toEqual(['later', 'later', 'waits', 'waits']);
    expect(states(hours(1))).toEqual(['later', 'later', 'in force', 'not filled']);
    expect(states(hours(5) + 1)).toEqual(['later', 'waits', 'in force', 'not filled']);
    expect(states(hours(20))).toEqual(['in force', 'replaced', 'replaced', 'not filled']);
    expect(actRows(acts, hours(20), MS_PER_HOUR).at(-1)!.fill).toBe(Date.UTC(2025, 6, 20, 13));
  });

  it('are refused with a reason', () => {
    expect(whyNotOn(PLAN, [], null)).toMatch(/live/);
    expect(whyNotOn(null, [], T)).toMatch(/no plan/);
    expect(whyNotOn({ ...PLAN, positions: [] }, [], T)).toMatch(/holds nothing/);
    expect(whyNotOn({ ...PLAN, asset: 'ELSE' }, acts, T)).toMatch(/The book is on BTCUSDT/);
    expect(whyNotOn({ ...PLAN }, acts, T)).toMatch(/on already/);
    expect(whyNotOn(OTHER, acts, T)).toBe(false);
    expect(whyNotOff(acts, T)).toBe(false);
    expect([whyNotOff(acts, hours(6)), whyNotOff([], T)]).toEqual(['Nothing is on.', 'Nothing is on.']);
  });
});

describe('figures', () => {
  it('are measured on the book before anything was paid for layers', () => {
    const book = bookOf(hours(48));
    const [equity, gain, share, fall] = factsOf(book, UNIT);
    expect(equity).toMatchObject({ label: 'Equity, thousand USDT', hedged: '900.00', unhedged: '800.00' });
    expect(gain).toMatchObject({ hedged: '\u2212100.00', unhedged: '\u2212200.00' });
    expect([share!.hedged, share!.unhedged].map(plain)).toEqual(['-10.00 %', '-20.00 %']);
    expect(plain(fall!.unhedged)).toBe('-20.00 %');
    expect(drawdownOf(Float64Array.of(100, 120, 90, 130, 117))).toBeCloseTo(-0.25, 12);
  });

  it('say what margin asks for and what it was met with', () => {
    const book = bookOf(hours(48));
    const rows = accountRows(book, { ...PLAN.capital!, reserve: 50_000, credit: { limit: 100_000, rate: 0.09, haircut: 0.5 }, synthetic: null } as never, UNIT); // prettier-ignore
    expect(rows.map(({ id, value, words }) => [id, plain(value), plain(words)])).toEqual([
      ['margin', '120.00 of 80.00 k', 'short by 40.00 k'],
      ['reserve', '50.00 of 50.00 k', 'drawn'],
      ['credit', '25.00 of 100.00 k', 'drawn'],
      ['sold', '0.00 k', 'nothing'],
    ]); // prettier-ignore
    expect([rows[0]!.tone, rows[1]!.filled, rows[2]!.filled]).toEqual(['warning', 1, 0.25]);
    const without = { ...book, columns: { ...book.columns, margin: book.columns.margin.map(() => NaN) } };
    expect(accountRows(without, null, UNIT)).toEqual([]);
  });

  it('are drawn also of a single bar, with a line where something was done', () => {
    for (const asOf of [T + MS_PER_HOUR, hours(48)]) {
      const { shapes, spots } = drawEquity(bookOf(asOf), { width: 400, height: 160 });
      expect(JSON.stringify(shapes)).not.toMatch(/null|NaN/);
      expect(shapes.filter((shape) => 'stroke' in shape && shape.stroke === 'accent')).toHaveLength(1);
      expect(spots.length).toBe(asOf === hours(48) ? 24 : 0);
    }
  });
});

describe('words', () => {
  it('name a leg by what it is written on', () => {
    const leg: BookLeg = { layer: 'a', name: 'a', kind: 'put', on: 'asset', units: 1, strike: 34_438, expiry: T + 9 * MS_PER_DAY, entry: 1, mark: 2, pnl: 1 }; // prettier-ignore
    expect(instrumentWords(leg)).toMatch(/^put 34,438/);
    expect(instrumentWords({ ...leg, kind: 'call', on: 'volatility', strike: 60 })).toMatch(/^volatility call 60/);
    expect(instrumentWords({ ...leg, kind: 'future', strike: NaN })).toBe('future');
    expect(instrumentWords({ ...leg, kind: 'future', strike: NaN, expiry: Infinity })).toBe('perpetual');
  });

  it('tell how a gate stands and what it would read', () => {
    const gate = { value: 1, now: 1, words: 'vol 30: on', reads: 'step' } as const;
    expect(gateStateOf(gate).text).toBe('on');
    expect(gateStateOf({ ...gate, now: 0, reads: 'roll' })).toEqual({ text: 'on, now off', title: 'Read where the layer opens or rolls. vol 30: on' }); // prettier-ignore
    expect(plain(gateStateOf({ ...gate, value: 0.5, now: NaN }).text)).toBe('50 %, unknown now');
  });

  it('of the log keep the order in which things were done, and tell thousands apart', () => {
    const events: BookEvent[] = [
      { t: T, layer: null, action: 'call', cash: -12_000, words: 'the margin account is short' },
      { t: T, layer: 'a', action: 'open', cash: 0, words: '1 × Puts at 34438.4, 59 days' },
    ];
    const [time, done, what, cash] = logColumns('utc');
    const rows = logRows(events);
    expect(rows.map((row) => time!.value(row))).toEqual([0, 1]);
    expect(rows.map((row) => done!.text(row))).toEqual(['margin call', 'opened']);
    expect(what!.text(rows[1]!)).toBe('1 × Puts at 34,438.4, 59 days');
    expect(rows.map((row) => cash!.text(row))).toEqual(['\u221212,000', '0']);
  });
});
