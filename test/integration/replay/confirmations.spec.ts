import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { confirmationsAt } from '#core/evidence/confirmations';
import type { ConfirmationId, StudyEvent } from '#core/evidence/types';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { loadStudyMarket } from '#main/engine/tasks/study-market';
import { planInstrument } from '#main/services/study-sources';
import type { StoreReader } from '#main/store/api';
import { openReader } from '#main/store/reader';
import type { MacroRelease } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { blockOf, pageOf, walkingBars } from '../store/support/pages';

const FROM = Date.UTC(2020, 0, 1);
const MONTHS = 48;
const DAYS = 1_400;
const ASKED = 1_000;
const month = (k: number): Ms => Date.UTC(2020, k, 1);

type Told = MacroRelease & { readonly released: Ms };
const row = (seriesId: string, period: Ms, released: Ms, value: number): Told => ({
  seriesId,
  period,
  released,
  value,
});

/** Monthly figures, told weeks late at an odd hour; half are revised up to three times, some out of order and beside newer ones. */
function revised(seriesId: string, rng: Rng, level: number, size: number): Told[] {
  const rows: Told[] = [];
  for (let k = -14; k < MONTHS; k++) {
    let released = month(k + 1) + Math.round((5 + 30 * rng.uniform()) * MS_PER_DAY);
    for (let vintage = rng.below(4); vintage >= 0; vintage--) {
      rows.push(row(seriesId, month(k), released, level + size * rng.normal()));
      released += Math.round((1 + 50 * rng.uniform()) * MS_PER_DAY);
    }
  }
  return rows;
}

const rng = new Rng(11);
const CPI = revised('CPI.yoy', rng, 3, 1);
const PPI = revised('PPIFIS', rng, 140, 4); // an index: its change on the year is of what was known
const REER = revised('REER.USD', rng, 104, 2);
const DOLLAR = Array.from({ length: 40 }, (_, k) => {
  const at = FROM - 400 * MS_PER_DAY + k * 45 * MS_PER_DAY;
  return row('FOMC', at, at + 18 * MS_PER_HOUR, 1 + 0.25 * rng.below(12));
});
/** In force from its day on, which is when it is known at the latest: a day later. */
const EURO: MacroRelease[] = Array.from({ length: 30 }, (_, k) => ({
  ...{ seriesId: 'ECB.DFR', period: FROM - 400 * MS_PER_DAY + k * 61 * MS_PER_DAY, released: NaN },
  value: -0.5 + 0.25 * rng.below(12),
}));

// ---- The same said again, from the rows alone ------------------------------------------------------------------------

const first = (rows: readonly Told[], t: Ms): Told[] => {
  const known = rows.filter(({ released }) => released <= t).sort((a, b) => a.released - b.released || a.period - b.period); // prettier-ignore
  return known.filter((one, i) => known.findIndex(({ period }) => period === one.period) === i);
};
const newest = (rows: readonly Told[], period: Ms, t: Ms): number | undefined =>
  rows
    .filter((one) => one.period === period && one.released <= t)
    .sort((a, b) => b.released - a.released)
    .at(0)?.value;
/** The last of two after one another, unless it was told more than 75 days before. */
const step = (points: readonly (readonly [known: Ms, value: number])[], t: Ms): number => {
  const [before, last] = points.slice(-2);
  return before && last && last[0] >= t - 75 * MS_PER_DAY ? last[1] - before[1] : NaN;
};
const yearly = (rows: readonly Told[], t: Ms) =>
  first(rows, t).flatMap(({ period, released, value }) => {
    const date = new Date(period);
    const then = newest(rows, Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), 1), released);
    return then === undefined ? [] : [[released, value / then - 1] as const];
  });
const prices = (t: Ms): number => {
  const steps = [step(first(CPI, t).map(({ released, value }) => [released, value / 100]), t), step(yearly(PPI, t), t)].filter((x) => !Number.isNaN(x)); // prettier-ignore
  return steps.length > 0 ? Math.max(...steps) : NaN;
};
const inForce = (rows: readonly MacroRelease[], t: Ms): number => {
  const known = rows.filter(({ period, released }) => (Number.isNaN(released) ? period + MS_PER_DAY : released) <= t);
  return known.sort((a, b) => a.period - b.period).at(-1)?.value ?? NaN;
};
const differential = (t: Ms): number => Math.abs(inForce(DOLLAR, t) - inForce(EURO, t)) / 100;

const EXPECTED: Partial<Record<ConfirmationId, (t: Ms) => number>> = {
  macroStabilising: prices,
  rateDifferentialNarrowing: (t) => differential(t) - differential(t - 90 * MS_PER_DAY),
  reerEasing: (t) => step(first(REER, t).map(({ released, value }) => [released, value]), t), // prettier-ignore
};

describe('confirmations of the economy', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ballast-economy-'));
  const path = join(folder, 'market.ballast');
  let reader: StoreReader;
  const load = (rows: readonly MacroRelease[]): void => {
    const bars = walkingBars(DAYS, { from: FROM, interval: MS_PER_DAY, seed: 3 });
    const key = { instrument: 'XYZUSDT', kind: 'bars', interval: MS_PER_DAY, source: 'test', field: '' } as const;
    const writer = openWriter(path);
    writer.commitPage(pageOf([blockOf(bars, key)], { macro: [...rows] }));
    writer.close();
    reader = openReader(path);
  };
  const ask = (t: Ms) => {
    const wish = { reads: 'bars', from: t - MS_PER_DAY, to: t, barsMs: null, coarsest: Infinity, mustOverlap: false, asOf: t } as const; // prettier-ignore
    const plan = planInstrument(reader, reader.listSeries({}, t), 'XYZUSDT', wish);
    if (!('sources' in plan)) throw new Error(plan.problem);
    const event: StudyEvent = { instrument: 'XYZUSDT', side: 'long', start: t - MS_PER_DAY, end: t, decision: t, priceExtreme: 1, dropBp: 1, notionalUsd: 1, coverage: null }; // prettier-ignore
    const told = confirmationsAt(loadStudyMarket(reader, plan.sources, t), event);
    return { told: (id: ConfirmationId) => told.find((one) => one.id === id)!, sources: plan.confirmations };
  };
  beforeAll(() => load([...CPI, ...PPI, ...REER, ...DOLLAR, ...EURO]));
  afterAll(() => {
    reader.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`show at ${ASKED} random instants what had been released, and nothing else`, () => {
    const at = new Rng(5);
    const seen = new Map<string, number>();
    for (let i = 0; i < ASKED; i++) {
      const t = Math.round(FROM + (2 + at.uniform() * (DAYS - 4)) * MS_PER_DAY);
      const { told } = ask(t);
      for (const [id, of] of Object.entries(EXPECTED) as [ConfirmationId, (t: Ms) => number][]) {
        const { state, value } = told(id);
        const expected = of(t);
        expect(value, `${id} at ${new Date(t).toISOString()}`).toBeCloseTo(expected, 12);
        expect(state).toBe(Number.isNaN(expected) ? 'unknown' : expected < -1e-9 ? 'yes' : 'no');
        seen.set(`${id} ${state}`, (seen.get(`${id} ${state}`) ?? 0) + 1);
      }
    }
    for (const id of Object.keys(EXPECTED))
      for (const state of ['yes', 'no']) expect(seen.get(`${id} ${state}`) ?? 0, `${id} ${state}`).toBeGreaterThan(50);
  });

  it('change at the very instant of a release and not a millisecond before', () => {
    const release = first(REER, Infinity).find(({ released }) => released > FROM + 200 * MS_PER_DAY)!;
    const [before, after] = [release.released - 1, release.released].map((t) => ask(t).told('reerEasing').value);
    expect(before).toBeCloseTo(EXPECTED.reerEasing!(release.released - 1), 12);
    expect(after).toBeCloseTo(EXPECTED.reerEasing!(release.released), 12);
    expect(after).not.toBeCloseTo(before!, 6);
  });

  it('name the series that they read', () => {
    const { sources } = ask(FROM + 300 * MS_PER_DAY);
    expect(sources.macroStabilising).toBe('CPI.yoy; PPIFIS');
    expect(sources.rateDifferentialNarrowing).toBe('FOMC, less ECB.DFR');
    expect(sources.reerEasing).toBe('REER.USD');
  });
});

describe('a series without release instants', () => {
  it('is refused by the confirmations, with the reason', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ballast-economy-'));
    const path = join(folder, 'market.ballast');
    const bars = walkingBars(100, { from: FROM, interval: MS_PER_DAY, seed: 3 });
    const key = { instrument: 'XYZUSDT', kind: 'bars', interval: MS_PER_DAY, source: 'test', field: '' } as const;
    const undated = (rows: readonly Told[]) => rows.map((one) => ({ ...one, released: NaN }));
    const writer = openWriter(path);
    const once = (rows: readonly Told[]) => rows.filter((one, i) => rows.findIndex(({ period }) => period === one.period) === i); // prettier-ignore
    writer.commitPage(pageOf([blockOf(bars, key)], { macro: [...undated(once(REER)), ...undated(once(CPI))] }));
    writer.close();
    const reader = openReader(path);
    try {
      const t = FROM + 90 * MS_PER_DAY;
      const wish = { reads: 'bars', from: null, to: null, barsMs: null, coarsest: Infinity, mustOverlap: false, asOf: null } as const; // prettier-ignore
      const plan = planInstrument(reader, reader.listSeries(), 'XYZUSDT', wish);
      if (!('sources' in plan)) throw new Error(plan.problem);
      const event: StudyEvent = { instrument: 'XYZUSDT', side: 'long', start: t - 1, end: t, decision: t, priceExtreme: 1, dropBp: 1, notionalUsd: 1, coverage: null }; // prettier-ignore
      const told = confirmationsAt(loadStudyMarket(reader, plan.sources, null), event);
      const lacks = (id: ConfirmationId) => told.find((one) => one.id === id);
      for (const [id, series] of [['reerEasing', 'REER.USD'], ['macroStabilising', 'CPI.yoy']] as const) // prettier-ignore
        expect(lacks(id)).toMatchObject({ state: 'unknown', value: NaN, lacks: `release instants of ${series}, which is not point-in-time` }); // prettier-ignore
      expect(lacks('rateDifferentialNarrowing')).toMatchObject({
        state: 'unknown',
        lacks: 'the policy rate differential',
      });
    } finally {
      reader.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
