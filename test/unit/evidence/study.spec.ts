import { describe, expect, it } from 'vitest';
import { measureOutcomes } from '#core/evidence/outcomes';
import { pricePath } from '#core/evidence/price-path';
import { sensitivityCell, sensitivityOf } from '#core/evidence/sensitivity';
import { drawTask, summariseStudy, type Draw } from '#core/evidence/study';
import { survivalCurves } from '#core/evidence/survival';
import type { InstrumentMeasures } from '#core/evidence/types';
import { RESAMPLE_BLOCK } from '#core/stats/cluster-bootstrap';
import { kaplanMeier, survivalAt } from '#core/stats/kaplan-meier';
import { drawHere, measuresOf, plainInterval, specOf, study } from '../../property/evidence/studies';
import { fallsIn, randomWalks } from '../../property/evidence/worlds';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const spec = specOf({ horizonsMs: [MINUTE, 4 * HOUR, 3 * DAY], resamples: 1_300, placebo: { perEvent: 4 }, matched: { perEvent: 2 } }); // prettier-ignore
const bars = randomWalks(11, { symbols: 3, days: 200, intervalMs: HOUR, barBp: 60, common: 0.6 });
const measures = measuresOf(spec, bars, bars.map((one, s) => fallsIn(one, `S${s}`, 250, 3 * HOUR))); // prettier-ignore

describe('the entry bar', () => {
  it('decides the sign: leaving it out would turn a loss of 2.6 bp into a gain of 30.4 bp', () => {
    // after each fall the first minute loses another 33 bp, the next half hour wins 30.4 back
    const n = 5_020;
    const first = (i: number): boolean => i % 50 === 25;
    const t = Float64Array.from({ length: n }, (_, i) => i * MINUTE);
    const step = t.map((_, i) => (first(i) ? -33 : i % 50 > 25 && i % 50 <= 45 ? 30.4 / 20 : 0));
    let x = 0;
    const close = step.map((bp) => (x += bp));
    const price = (bp: number): number => 100 * Math.exp(bp / 1e4);
    const c = close.map(price);
    const o = close.map((bp, i) => price(bp - step[i]!));
    const columns = { t, o, c, h: c.map((p, i) => Math.max(p, o[i]!)), l: c.map((p, i) => Math.min(p, o[i]!)), v: t };
    const decisions = t.filter((_, i) => first(i));
    const rows = {
      t: decisions,
      of: Int32Array.from(decisions.keys()),
      low: new Float64Array(decisions.length).fill(NaN),
    };
    const { forwardBp, maeBp } = measureOutcomes(pricePath({ interval: MINUTE, columns }, 'long', Infinity), rows, [30 * MINUTE], 10); // prettier-ignore
    const late = measureOutcomes(pricePath({ interval: MINUTE, columns }, 'long', Infinity), { ...rows, t: decisions.map((at) => at + MINUTE) }, [29 * MINUTE], 10); // prettier-ignore
    for (const bp of forwardBp[0]!) expect(bp).toBeCloseTo(-2.6, 6);
    for (const bp of maeBp[0]!) expect(bp).toBeCloseTo(-33, 6);
    for (const bp of late.forwardBp[0]!) expect(bp).toBeCloseTo(30.4, 6);
  });
});

describe('summariseStudy', () => {
  it('gives the same bytes whatever the parts its draws are made in', async () => {
    const inParts: Draw = (tasks) =>
      Promise.resolve(
        tasks.map((task) => {
          const draws = new Float64Array(task.resamples);
          for (let from = 0; from < task.resamples; from += RESAMPLE_BLOCK)
            draws.set(drawTask(task, from, Math.min(task.resamples, from + RESAMPLE_BLOCK)), from);
          return draws;
        }),
      );
    expect(await summariseStudy(spec, measures, inParts)).toEqual(await study(spec, measures));
  });

  it('tells counts, averages and rates of what was measured', async () => {
    const { horizons, events, fan, caveats } = await study(spec, measures);
    expect(events).toBe(measures.reduce((n, m) => n + m.events.length, 0));
    const [short, middle, long] = horizons;
    expect(short).toMatchObject({ n: 0, censored: 0, verdict: 'cannotTell', because: 'noBars' });
    const returns = measures.flatMap((m) => [...m.outcomes.forwardBp[1]!]).filter((x) => !Number.isNaN(x));
    const rates = measures.flatMap((m) => [...m.outcomes.undercut[1]!]).filter((x) => !Number.isNaN(x));
    expect(middle!.n).toBe(returns.length);
    expect(middle!.meanBp).toBeCloseTo(returns.reduce((a, b) => a + b, 0) / returns.length, 9);
    expect(middle!.meanNetBp).toBeCloseTo(middle!.meanBp - 8, 9);
    expect(middle!.undercut.rate).toBeCloseTo(rates.reduce((a, b) => a + b, 0) / rates.length, 9);
    expect(middle!.undercut.lo).toBeLessThan(middle!.undercut.rate);
    expect(middle!.n + middle!.censored).toBe(events);
    expect(long!.censored).toBeGreaterThanOrEqual(middle!.censored);
    expect(fan.events[2]![1]).toBeCloseTo(middle!.medianBp, 9);
    expect(caveats.join(' ')).toMatch(/resampled in blocks of 6 days/);
  });

  it('answers nothing about nothing', async () => {
    const { horizons, survival, model } = await study(spec, []);
    for (const row of horizons)
      expect(row).toMatchObject({ n: 0, clusters: 0, verdict: 'cannotTell', because: 'noBars' });
    expect(survival.map((curve) => curve.n)).toEqual([0, 0, 0]);
    expect(model).toBeNull();
  });

  it('shows how far a plain t overstates where all symbols fall at once', async () => {
    const [one] = randomWalks(5, { symbols: 1, days: 200, intervalMs: HOUR, barBp: 60, common: 1 });
    const same = Array.from({ length: 9 }, () => one!);
    const [, row] = (await study(spec, measuresOf(spec, same, same.map((b, s) => fallsIn(b, `S${s}`, 250, 3 * HOUR))))).horizons; // prettier-ignore
    expect(row!.plainTInflation).toBeGreaterThan(2.7); // nine equal rows a time: three, and more where events follow one another
  });
});

describe('survivalCurves', () => {
  const [events] = survivalCurves(measures, spec.horizonsMs, 0.95);

  it('is the Kaplan-Meier curve, thinned, wider than for independent rows', () => {
    const after = Float64Array.from(measures.flatMap((m) => [...m.outcomes.undercutAfter]));
    const seen = Uint8Array.from(measures.flatMap((m) => [...m.outcomes.undercutSeen]));
    const full = kaplanMeier(after, seen, 0.95);
    expect(events!.n).toBe(after.length);
    expect(Array.from(events!.time).at(-1)).toBe(full.time.at(-1));
    let wider = 0;
    Array.from(events!.time).forEach((t, i) => {
      expect(events!.survival[i]).toBe(survivalAt(full, t));
      const at = full.time.indexOf(t);
      expect(events!.lo[i]).toBeLessThan(events!.survival[i]!);
      expect(events!.hi[i]).toBeGreaterThan(events!.survival[i]!);
      if (events!.hi[i]! - events!.lo[i]! > full.hi[at]! - full.lo[at]!) wider++;
    });
    expect(wider / events!.time.length).toBeGreaterThan(0.9);
    expect(events!.atRisk).toEqual(spec.horizonsMs.map((h) => after.filter((x) => x >= h).length));
  });

  it('has the error of Greenwood where every row is its own cluster', () => {
    // one event every other day, half of them undercut within hours: nothing in common
    const n = 400;
    const t = Float64Array.from({ length: n }, (_, i) => 2 * i * DAY);
    const undercutAfter = t.map((_, i) => (1 + ((i * 7) % 11)) * HOUR);
    const undercutSeen = Uint8Array.from(t, (_, i) => (i % 2 === 0 ? 1 : 0));
    const alone = { outcomes: { t, undercutAfter, undercutSeen }, matched: empty(), placebo: empty() } as unknown as InstrumentMeasures; // prettier-ignore
    const [curve] = survivalCurves([alone], [HOUR], 0.95);
    const plain = kaplanMeier(undercutAfter, undercutSeen, 0.95);
    Array.from(curve!.time).forEach((at, i) => {
      const k = plain.time.indexOf(at);
      expect((curve!.hi[i]! - curve!.lo[i]!) / (plain.hi[k]! - plain.lo[k]!)).toBeCloseTo(1, 1);
    });
  });
  const empty = () => ({ t: new Float64Array(0), undercutAfter: new Float64Array(0), undercutSeen: new Uint8Array(0) });
});

describe('sensitivity', () => {
  it('adjusts for the number of cells and ranks the rule in use', async () => {
    const sweep = { x: { parameter: 'fallBp', values: [250, 600] }, y: { parameter: 'withinMs', values: [HOUR] }, horizonMs: 4 * HOUR } as const; // prettier-ignore
    const own = { ...spec, rule: { kind: 'absoluteMove', side: 'long', fallBp: 250, withinMs: HOUR, mergeMs: HOUR }, horizonsMs: [4 * HOUR] } as const; // prettier-ignore
    const cell = await sensitivityCell(own, measuresOf(own, bars, measures.map((m) => m.events)), { x: 250, y: HOUR }, drawHere); // prettier-ignore
    const full = (await study(own, measuresOf(own, bars, measures.map((m) => m.events)))).horizons[0]!; // prettier-ignore
    const deciding = full.decidedBy === 'matched' ? full.effectMatchedBp : full.effectPlaceboBp;
    expect(cell).toMatchObject({ effectBp: deciding.value, lo: deciding.lo, hi: deciding.hi, p: deciding.p });
    const few = await sensitivityCell(own, [], { x: 600, y: HOUR }, drawHere);
    expect(few).toMatchObject({ events: 0, clusters: 0, effectBp: NaN, p: NaN });
    const other = { ...cell, x: 300, effectBp: cell.effectBp - 5, p: 0.01 };
    const grid = sensitivityOf(own, sweep, [{ ...cell, p: 0.04 }, few, other]);
    expect(grid.cells.map((c) => c.pAdjusted)).toEqual([0.04, NaN, 0.02]);
    expect(grid.medianBp).toBeCloseTo(cell.effectBp - 2.5, 12);
    expect(grid.rankOfRule).toBe(0.5);
  });
});

describe('plain intervals', () => {
  it('are what a textbook gives', () => {
    const { lo, hi } = plainInterval(Float64Array.of(1, 2, 3, NaN));
    expect([lo, hi].map((x) => Number(x.toFixed(3)))).toEqual([0.868, 3.132]);
  });
});
