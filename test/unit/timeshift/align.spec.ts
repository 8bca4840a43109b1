import { describe, expect, it } from 'vitest';
import { cutMarket } from '#core/evidence/market';
import { evaluateSignal } from '#core/evidence/signals';
import type { StudyMarket } from '#core/evidence/types';
import { horizonResults, drawTask } from '#core/evidence/study';
import { MOST_ANALOGS } from '#core/timeshift/align';
import { stateReader } from '#core/timeshift/state';
import { INGREDIENTS } from '#core/timeshift/types';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { RULES, simulatedMarket } from '../../support/study-market';
import { aligned, everyFewHours, NO_CALENDAR, timeShiftSpec } from '../../support/time-shift';

const END = 900 * MS_PER_HOUR;
const market: StudyMarket = { ...simulatedMarket(4, 900), policyRate: undefined };
const calendar = { releases: [{ vintages: everyFewHours(17, END, (k) => k % 4), consensus: [] }], turns: [] };
const spec = timeShiftSpec();

describe('an alignment', () => {
  it('sets the newest instance beside all before it', () => {
    const { present, analogs, known, fan, grid } = aligned(market, spec, calendar, END);
    expect(analogs).toHaveLength(51);
    expect(present!.t0).toBe(52 * 17 * MS_PER_HOUR + MS_PER_HOUR / 2);
    expect(analogs.every(({ decision }) => decision < present!.decision)).toBe(true);
    const distances = analogs.map(({ distance }) => distance).filter((d) => !Number.isNaN(d));
    expect(distances).toEqual(distances.toSorted((a, b) => a - b));
    expect(known.find(({ ingredient }) => ingredient === 'skew')).toMatchObject({ n: 52, lacks: '' });
    expect(known.find(({ ingredient }) => ingredient === 'policyRate')).toMatchObject({
      n: 0,
      lacks: 'the policy rate',
    });
    expect(fan.rows.map((row) => row[grid.indexOf(0)])).toEqual([0, 0, 0, 0, 0]);
  });

  it('tells of a release what was known at its very instant', () => {
    const read = stateReader({
      ...market,
      cpi: { known: Float64Array.of(0, 100), value: Float64Array.of(0.03, 0.04) },
    });
    const at = (decision: number) => read({ ...EVENT, decision })[INGREDIENTS.indexOf('cpi')];
    expect([99, 100, 100 + 75 * MS_PER_DAY, 101 + 75 * MS_PER_DAY].map(at)).toEqual([0.03, 0.04, 0.04, NaN]);
  });

  it('reads the signals of a study at the last bar that had closed', () => {
    const read = stateReader(market);
    const decision = 800 * MS_PER_HOUR + 90_000;
    const state = read({ ...EVENT, decision });
    const value = evaluateSignal(market, { name: 'return', over: MS_PER_DAY })[799];
    expect(state[INGREDIENTS.indexOf('return1d')]).toBe(value);
    expect(read({ ...EVENT, decision: 950 * MS_PER_HOUR })[INGREDIENTS.indexOf('return1d')]).toBeNaN();
  });

  it('says why there is none', () => {
    const none = aligned(market, spec, NO_CALENDAR, END);
    expect(none).toMatchObject({
      present: null,
      analogs: [],
      measures: null,
      caveats: ['No such instance was known.'],
    });
    const absent = aligned(market, { ...spec, present: 5 }, calendar, END);
    expect(absent.caveats).toEqual(['No instance was decided at 1970-01-01T00:00:00.005Z.']);
    const early = aligned(cutMarket(market, 0), spec, calendar, END);
    expect(early.caveats).toEqual(['No bars reach any of the 52 instances.']);
  });

  it('counts no instance that came after the present, though the bars end before it', () => {
    const short = cutMarket(market, 600 * MS_PER_HOUR);
    const newest = aligned(short, spec, calendar, END);
    expect(newest.present!.decision).toBeLessThan(603 * MS_PER_HOUR);
    expect(newest.caveats.join()).not.toContain('no price at t = 0');
    expect(newest.analogs).toHaveLength(34);
  });

  it('of one instance sets nothing beside it, and tells no outcome', async () => {
    const only = aligned(market, { ...spec, present: everyFewHours(17, END, () => 0)[0]!.released }, calendar, END);
    expect(only.analogs).toEqual([]);
    expect(only.caveats.join()).toContain('nothing is set beside the present');
    const [row] = await horizonResults(spec, [only.measures!], (tasks) => Promise.resolve(tasks.map((task) => drawTask(task)))); // prettier-ignore
    expect(row).toMatchObject({ n: 0, verdict: 'cannotTell', because: 'noBars' });
  });

  it('with every weight at 0 keeps the order of time, and says so', () => {
    const weights = Object.fromEntries(INGREDIENTS.map((name) => [name, 0]));
    const { analogs, caveats } = aligned(market, { ...spec, weights }, calendar, END);
    const decisions = analogs.map(({ decision }) => decision);
    expect(decisions).toEqual(decisions.toSorted((a, b) => b - a));
    expect(caveats.join()).toContain('No ingredient has both a weight and a spread');
  });

  it('with nothing known but bars still compares', () => {
    const bare: StudyMarket = { instrument: 'SIM', bars: market.bars };
    const { analogs, caveats } = aligned(bare, spec, calendar, END);
    expect(analogs.filter(({ distance }) => !Number.isNaN(distance)).length).toBeGreaterThan(10);
    expect(caveats.join()).not.toContain('no distance.,No');
  });

  it('makes a fan of the nearest when asked, and owns up to few', () => {
    const { analogs, fan, caveats, grid } = aligned(market, { ...spec, nearest: 4 }, calendar, END);
    const end = grid.length - 1;
    const ends = analogs.slice(0, 4).map(({ path }) => path[end]!).toSorted((a, b) => a - b); // prettier-ignore
    expect(fan.n[end]).toBe(4);
    expect([fan.rows[0]![end], fan.rows[4]![end]]).toEqual([ends[0], ends[3]]);
    expect(caveats.join()).toContain('made of 4 analogs');
    expect(caveats.join()).toContain('at most 60 %');
  });

  it('puts the peak of a cascade at 0 and its decision later', () => {
    const { analogs, present } = aligned(market, timeShiftSpec({ align: { kind: 'cascade' } }), NO_CALENDAR, END);
    for (const one of [...analogs, present!]) expect(one.decision).toBeGreaterThan(one.t0);
    expect(present!.label).toMatch(/^long [\d,]+ bp$/);
    const squeeze = aligned(market, timeShiftSpec({ align: { kind: 'cascade', side: 'short' } }), NO_CALENDAR, END);
    const rise = squeeze.measures!.outcomes.forwardBp[0]!;
    expect(squeeze.analogs.map(({ forwardBp }) => forwardBp[0]).toSorted()).toEqual([...rise].toSorted());
  });

  it('keeps the newest of very many', () => {
    const many = Array.from({ length: MOST_ANALOGS + 200 }, (_, k) => ({ period: k, released: 500 * MS_PER_HOUR + 600_000 * k, value: 1 })); // prettier-ignore
    const { analogs, caveats } = aligned(
      market,
      spec,
      { releases: [{ vintages: many, consensus: [] }], turns: [] },
      END,
    );
    expect(analogs).toHaveLength(MOST_ANALOGS);
    expect(caveats.join()).toMatch(/199 older instances are left out/);
    expect(caveats.join()).toContain('overlap');
  });

  it('lays events of any rule at their decisions', () => {
    for (const rule of RULES) {
      const { present } = aligned(market, timeShiftSpec({ align: { kind: 'rule', rule } as never }), NO_CALENDAR, END);
      expect(present!.t0).toBe(present!.decision);
    }
  });
});

const EVENT = { instrument: 'SIM', side: 'long', start: 0, end: 0, decision: 0, priceExtreme: NaN, dropBp: 1, notionalUsd: NaN, coverage: null } as const; // prettier-ignore
