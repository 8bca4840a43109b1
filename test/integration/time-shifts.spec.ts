import Database from 'better-sqlite3';
import { beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { SAMPLE_END } from '#core/sample/timeline';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { Services } from '#main/services/index';
import { openWriter } from '#main/store/writer';
import type { MacroRelease } from '#main/store/types';
import type { JobProgress } from '#shared/jobs';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { pagesOf } from './replay/support/market';
import { blockOf, pageOf, walkingBars } from './store/support/pages';
import { useServices } from './sync/support/services';

const services = useServices();
const asked = (change: Partial<z.input<typeof TimeShiftSpecSchema>> = {}) =>
  TimeShiftSpecSchema.parse({ instrument: 'SIM-BTC', align: { kind: 'release', label: 'CPI' }, resamples: 200, ...change }); // prettier-ignore

beforeAll(() => {
  const market = createSampleMarket(DEFAULT_SAMPLE_SEED);
  const units = [0, 12].map((unit) => market.run(unit));
  const isRead = ({ kind, interval }: { kind: string; interval: number }): boolean => ['vol', 'funding', 'oi'].includes(kind) || (kind === 'bars' && interval === MS_PER_HOUR); // prettier-ignore
  const parts = units
    .flatMap(({ series }) => series)
    .filter(isRead)
    .map(({ instrument, kind, interval, source, field, coverage, columns, ...traits }) => ({ key: { instrument, kind, interval, source, field }, traits, coverage, columns })); // prettier-ignore
  const macro: MacroRelease[] = units.flatMap((unit) => [...unit.macro]);
  // A policy rate of the real world, which says nothing of the sample market.
  macro.push({ seriesId: 'ECB.DFR', period: 0, released: 0, value: 2 });
  // Of one figure nobody knows when it was released, so that none of the series is taken for what was known on the day.
  const [first] = macro.filter(({ seriesId }) => seriesId === 'SIM-PPI-YOY');
  macro.push({ ...first!, period: first!.period - 365 * MS_PER_DAY, released: NaN });
  const writer = openWriter(services.at('sample'));
  for (const page of pagesOf({ parts, contradicting: [], macro, quarantined: [], settled: [], decisions: [] })) writer.commitPage(page); // prettier-ignore
  writer.close();
}, 60_000);

const run = (opened: Services, spec = asked()): Promise<JobProgress> =>
  opened.jobs.finished(opened.jobs.start({ kind: 'timeShift', spec }).id);

describe('time-shifts', () => {
  it('are computed by a job that tells its steps, and kept', async () => {
    const opened = await services.open('sample', { threads: 2, now: () => 77 });
    const spec = asked();
    expect(await opened.timeShifts.read(spec)).toEqual({ result: null, stale: false, computedAt: null, problems: [] });
    const end = await run(opened, spec);
    expect(end).toMatchObject({ state: 'done', message: '35 instances beside the present, on 35 days', done: 3, total: 3 }); // prettier-ignore
    const { result, stale, computedAt } = await opened.timeShifts.read(spec);
    expect([stale, computedAt]).toEqual([false, 77]);
    expect(result!.present!.label).toMatch(/^CPI 20\d\d-\d\d$/);
    expect(result!.analogs[0]!.path).toBeInstanceOf(Float64Array);
    expect(result!.caveats[0]).toBe('The data is synthetic: it says nothing about any market.');
    expect(result!.inputs.map(({ instrument }) => instrument)).toEqual(expect.arrayContaining(['SIM-CPI-YOY', 'SIM-CPI-YOY-CONSENSUS'])); // prettier-ignore
    expect((await opened.timeShifts.read(asked({ weights: { drop: 2 } }))).result).toBeNull();
  }, 60_000);

  it('give the same bytes on one thread and on two', async () => {
    const spec = asked({ align: { kind: 'release', label: 'FOMC', which: 'unchanged' }, seed: 3 });
    const answers = [];
    for (const threads of [1, 2]) {
      const opened = await services.open('sample', { threads });
      await run(opened, spec);
      answers.push((await opened.timeShifts.read(spec)).result);
      await services.close(opened);
      const db = new Database(services.at('sample'));
      expect(db.prepare('DELETE FROM time_shift_result').run().changes).toBeGreaterThan(0);
      db.close();
    }
    expect(answers[1]).toEqual(answers[0]);
  }, 60_000);

  it('align on the rates of their own market', async () => {
    const opened = await services.open('sample');
    const spec = asked({ align: { kind: 'differential', a: 'USD', b: 'EUR' } });
    expect(await run(opened, spec)).toMatchObject({ state: 'done' });
    const { result } = await opened.timeShifts.read(spec);
    expect(result!.present!.label).toMatch(/^USD − EUR (narrowing|widening) /);
    expect(result!.inputs.map(({ instrument }) => instrument)).toEqual(expect.arrayContaining(['SIM-POLICY-RATE', 'SIM-POLICY-RATE-EUR'])); // prettier-ignore
    const kinds = new Set([...result!.analogs, result!.present!].map(({ label }) => label.split(' ')[3]));
    expect(kinds.size).toBe(2);
    const none = asked({ align: { kind: 'differential', a: 'USD', b: 'JPY' } });
    expect((await opened.timeShifts.read(none)).problems.join()).toContain('JPY');
  }, 60_000);

  it('leave nothing when they are cancelled', async () => {
    const opened = await services.open('sample');
    const spec = asked({ seed: 9, resamples: 50_000 });
    const { id } = opened.jobs.start({ kind: 'timeShift', spec });
    opened.jobs.cancel(id);
    expect((await opened.jobs.finished(id)).state).toBe('cancelled');
    expect((await opened.timeShifts.read(spec)).result).toBeNull();
  }, 60_000);

  it('say what stands in the way', async () => {
    const opened = await services.open('sample');
    const problems = async (change: Parameters<typeof asked>[0]) => (await opened.timeShifts.read(asked(change))).problems; // prettier-ignore
    expect(await problems({ align: { kind: 'release', label: 'GOLD' } })).toEqual([
      'No release of GOLD is stored with its instant.',
    ]);
    expect(await problems({ align: { kind: 'cascade' } })).toEqual(['No liquidations are stored for SIM-BTC: choose the proxy or the absolute move.']); // prettier-ignore
    expect(await problems({ instrument: 'NOPE' })).toEqual(['Nothing is stored for NOPE.']);
    expect(await problems({ align: { kind: 'release', label: 'PPI' } })).toEqual([]);
    expect((await problems({ align: { kind: 'release', label: 'PPI', which: 'up' } })).join()).toMatch(/None of the \d+ releases of PPI is known to have been up/); // prettier-ignore
    const before = asked({ asOf: SAMPLE_END - 4_000 * MS_PER_DAY });
    expect(await run(opened, before)).toMatchObject({ state: 'failed', code: 'invalid' });
  }, 60_000);

  it('are stale once a release has come', async () => {
    const opened = await services.open('sample');
    const spec = asked({ seed: 5 });
    await run(opened, spec);
    expect((await opened.timeShifts.read(spec)).stale).toBe(false);
    const released = SAMPLE_END - 100.3 * MS_PER_DAY;
    await opened.connections.writer().putTypedRelease({ seriesId: 'SIM-CPI-YOY', period: released - 40 * MS_PER_DAY, released, value: 3 }, { label: '', unit: '%' }); // prettier-ignore
    expect((await opened.timeShifts.read(spec)).stale).toBe(true);
  }, 60_000);

  it('lay the present on bars that reach it, though longer ones of the same asset ended before', async () => {
    const from = Date.UTC(2024, 0, 1);
    const end = from + 120 * MS_PER_DAY;
    const hours = (instrument: string, start: number, days: number) =>
      blockOf(walkingBars(days * 24, { from: start, interval: MS_PER_HOUR, seed: 5 }), { instrument, kind: 'bars', interval: MS_PER_HOUR, source: instrument, field: '' }); // prettier-ignore
    const writer = openWriter(services.at('ended'));
    writer.commitPage(pageOf([hours('BTCUSD', from - 200 * MS_PER_DAY, 260), hours('BTCUSDT', from, 120)]));
    writer.close();
    const opened = await services.open('ended', { now: () => end });
    const released = [20, 50, 80, 110].map((day) => from + day * MS_PER_DAY + MS_PER_HOUR);
    for (const [k, at] of released.entries())
      await opened.macro.put({ series: 'CPI', label: '', unit: '', period: Date.UTC(2023, 11 + k, 1), released: at, announced: null, value: k }); // prettier-ignore
    const spec = asked({ instrument: 'BTCUSDT' });
    expect(await run(opened, spec)).toMatchObject({ state: 'done' });
    const { result } = await opened.timeShifts.read(spec);
    expect(result!.inputs[0]).toMatchObject({ instrument: 'BTCUSDT', role: 'outcomes' });
    expect(result!.present!.decision).toBe(released.at(-1));
  }, 60_000);
});
