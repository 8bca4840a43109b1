import { expect, it, vi } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { StudySpecSchema } from '#shared/evidence';
import { SimulateSpecSchema } from '#shared/hedge';
import type { Job } from '#shared/jobs';
import type { Services } from '#main/services/index';
import { useServices } from '../sync/support/services';

vi.mock('electron', () => ({ app: {}, dialog: {}, shell: {}, ipcMain: {} }));
const { deskOf, END, fill, HEDGE } = await import('./support/desk');

const services = useServices();
let databases = 0;

const finish = async ({ jobs }: Services, job: Job): Promise<void> =>
  expect(await jobs.finished(jobs.start(job).id)).toMatchObject({ state: 'done' });
const specOf = (asOf: number | null) =>
  StudySpecSchema.parse({ name: 'Sharp falls', instruments: ['XYZUSDT'], rule: { kind: 'absoluteMove', fallBp: 5 }, horizonsMs: [MS_PER_HOUR, MS_PER_DAY], resamples: 100, asOf }); // prettier-ignore
const study = (asOf: number | null): Job => ({ kind: 'study', spec: specOf(asOf) });
const simulation = (asOf: number): Job => ({
  kind: 'simulate',
  spec: SimulateSpecSchema.parse({ plan: HEDGE, path: { kind: 'gbm', paths: 100, days: 20 }, asOf }),
});

it('kept answers are offered by the fingerprint that they carry, and as of an instant only those of before', async () => {
  const name = `kept-${databases++}`;
  fill(services.at(name));
  const opened = await services.open(name, { now: () => END });
  const desk = deskOf(opened);
  expect(await desk.ask('plans:evidence', {})).toEqual([]);
  const then = END - 10 * MS_PER_DAY;
  for (const job of [study(null), study(then), simulation(END), simulation(then)]) await finish(opened, job);

  const all = await desk.ask('plans:evidence', {});
  expect(all).toHaveLength(2);
  const { result } = await desk.ask('study:read', specOf(then));
  const before = await desk.ask('plans:evidence', { asOf: then });
  expect(before).toEqual([all.find(({ fingerprint }) => fingerprint === result!.fingerprint)]);
  expect(before[0]).toMatchObject({ title: 'Sharp falls: XYZUSDT', verdict: result!.horizons[1]!.verdict, stale: false, computedAt: END }); // prettier-ignore
  expect(before[0]!.words).toContain(`${result!.events} events on ${result!.clusters} independent days`);
  expect(await desk.ask('plans:evidence', { asOf: then - 1 })).toEqual([]);

  const simulated = await desk.ask('plans:simulations', {});
  expect(simulated).toHaveLength(2);
  expect(simulated[0]).toMatchObject({ title: 'Simulation: Ten coins', verdict: null, stale: null });
  expect(simulated[0]!.words).toMatch(/^100 paths of 20 steps of 1d from \d{4}-\d\d-\d\d\. .* The layers cost .* of the book a year\.$/); // prettier-ignore
  expect(await desk.ask('plans:simulations', { asOf: then })).toHaveLength(1);
  expect(await desk.ask('plans:simulations', { asOf: then - 1 })).toEqual([]);

  // Of a plan that cites them, a recomputation has nothing to say about them.
  const draft = await desk.ask('plans:draft', { hedge: HEDGE });
  const evidence = [...all, ...simulated].map(({ fingerprint, title, verdict, words }) => ({ fingerprint, title, verdict, words })); // prettier-ignore
  await desk.ask('plans:save', { id: draft.id, plan: { ...draft.plan, evidence }, note: 'cards' });
  expect(await desk.ask('plans:recompute', { id: draft.id })).toMatchObject({ same: true, notes: [] });
});
