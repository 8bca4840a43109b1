import { copyFileSync, existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { Bars } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { openWriter } from '#main/store/writer';
import { RecordSchema, type Decision } from '#shared/journal';
import type { ReplaySessionState } from '#shared/replay';
import { MINUTE_BARS, blockOf, pageOf } from './store/support/pages';
import { useServices } from './sync/support/services';

const services = useServices();
const START = Date.UTC(2020, 2, 12);
const at = (hour: number): number => START + hour * MS_PER_HOUR;

/** Six hours of minutes at 100; in the fourth hour one dips to 98; the sixth hour has a hole. */
function stored(name: string): void {
  const minutes = Array.from({ length: 360 }, (_, i) => i).filter((i) => i < 320 || i > 330);
  const column = (value: (i: number) => number): Float64Array => Float64Array.from(minutes, value);
  const flat = column(() => 100);
  const bars: Bars = { t: column((i) => START + i * MS_PER_MINUTE), o: flat, h: flat, l: column((i) => (i === 200 ? 98 : 99.5)), c: flat, v: flat }; // prettier-ignore
  const writer = openWriter(services.at(name));
  writer.commitPage(pageOf([blockOf(bars, MINUTE_BARS)]));
  writer.close();
}
const decision = (hour: number, change: Partial<Decision> = {}): Decision => ({ session: 's1', instrument: MINUTE_BARS.instrument, decidedAt: at(hour), level: 99, horizon: MS_PER_HOUR, probability: 0.7, reason: 'Depth is back.', action: 'Bought the 7,000 put.', blind: false, ...change }); // prettier-ignore
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);

it('scores each decision once its horizon has passed as of the clock, and never from later bars', async () => {
  stored('scores');
  const { journal } = await services.open('scores');
  const recorded = await journal.record(decision(2));
  expect(recorded.outcome).toEqual({ state: 'pending' });
  await journal.record(decision(3, { probability: 0.4, session: null }));
  await journal.record(decision(5, { probability: 0.9 }));
  await journal.record(decision(0, { horizon: MS_PER_DAY }));

  const told = async (asOf?: number): Promise<unknown[]> =>
    (await journal.list({ asOf })).map(({ decidedAt, outcome }) => [(decidedAt - START) / MS_PER_HOUR, outcome]);
  const held = { state: 'held', after: null, brier: expect.closeTo(0.09, 12) as number, source: MINUTE_BARS.source, interval: MS_PER_MINUTE }; // prettier-ignore
  const undercut = { ...held, state: 'undercut', after: 21 * MS_PER_MINUTE, brier: expect.closeTo(0.16, 12) as number };
  const pending = { state: 'pending' };
  expect(await told()).toEqual([[5, { state: 'unknown', why: 'missing' }], [3, undercut], [2, held], [0, pending]]); // prettier-ignore
  expect(await told(at(4))).toEqual([[3, undercut], [2, held], [0, pending]]); // prettier-ignore
  expect(await told(at(4) - 1)).toEqual([[3, pending], [2, held], [0, pending]]); // prettier-ignore
  expect(await told(at(2) - 1)).toEqual([[0, pending]]);
  expect((await journal.list({ session: 's1' })).map(({ probability }) => probability)).toEqual([0.9, 0.7, 0.7]);

  const card = await journal.scorecard({});
  expect(card).toMatchObject({ n: 2, pending: 1, unknown: 1, baseRate: 0.5, baseBrier: 0.25, skill: 'tooFew' });
  expect(card.brier).toBeCloseTo((0.09 + 0.16) / 2, 12);
  expect(await journal.scorecard({ asOf: at(3) })).toMatchObject({ n: 1, pending: 2, unknown: 0, baseRate: 1 });
});

it('keeps the picture with its entry, and both can be put back until the next one is deleted', async () => {
  const { journal } = await services.open('pictures');
  const first = await journal.record({ ...decision(1), picture: PNG });
  const second = await journal.record(decision(2));
  expect([first.hasPicture, second.hasPicture]).toEqual([true, false]);
  expect(journal.picture(first.id, undefined)).toEqual(PNG);
  expect(journal.picture(first.id, at(1) - 1)).toBeNull();
  expect(journal.picture(second.id, undefined)).toBeNull();

  await journal.remove(first.id);
  expect(journal.picture(first.id, undefined)).toBeNull();
  expect((await journal.list({})).map(({ id }) => id)).toEqual([second.id]);
  await journal.restore(first.id);
  expect(journal.picture(first.id, undefined)).toEqual(PNG);
  await journal.remove(first.id);
  await journal.remove(first.id); // a second press on the same button
  await journal.remove('none');
  await journal.restore(first.id);
  expect(journal.picture(first.id, undefined)).toEqual(PNG);
  await journal.remove(first.id);
  await journal.remove(second.id);
  await expect(journal.restore(first.id)).rejects.toThrow(/is gone/);
  await journal.restore(second.id);
  expect((await journal.list({})).map(({ id }) => id)).toEqual([second.id]);
});

it.each([
  ['no PNG', { picture: Uint8Array.of(1, 2, 3) }],
  ['a large picture', { picture: new Uint8Array(2_000_001).map((_, i) => PNG[i] ?? 0) }],
  ['a probability over 1', { probability: 1.01 }],
  ['another horizon', { horizon: 7 }],
  ['no level', { level: 0 }],
])('takes %s for no decision', (_what, change) => {
  expect(RecordSchema.safeParse({ ...decision(1), ...change }).success).toBe(false);
  expect(RecordSchema.safeParse({ ...decision(1), picture: PNG }).success).toBe(true);
});

const state: ReplaySessionState = { name: 'XBTUSD 2020-03-12', instrument: 'XBTUSD', interval: 900_000, start: at(0), clock: at(1), step: 900_000, speed: 60, blind: true, acts: [] }; // prettier-ignore

it('a replay that is killed comes back as it was saved last', async () => {
  const running = await services.open('killed');
  const { id } = await running.replaySessions.save(undefined, state);
  const other = await running.replaySessions.save(undefined, { ...state, name: 'Another' });
  const acts = [{ at: at(2), plan: null }];
  await running.replaySessions.save(id, { ...state, clock: at(3), speed: 900, acts });
  // What lies on the disk while the program still runs is what a kill leaves.
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(services.at('killed') + end)) copyFileSync(services.at('killed') + end, services.at('after') + end);

  const { replaySessions } = await services.open('after');
  const found = replaySessions.list();
  expect(found.map((one) => one.id).sort()).toEqual([id, other.id].sort());
  expect(found.find((one) => one.id === id)).toEqual({ ...state, clock: at(3), speed: 900, acts, id, savedAt: expect.any(Number) as number }); // prettier-ignore
  await replaySessions.remove(other.id);
  expect(replaySessions.list().map((one) => one.id)).toEqual([id]);
  await expect(replaySessions.save(other.id, state)).rejects.toThrow(/not stored/);
  await expect(replaySessions.remove(other.id)).rejects.toThrow(/not stored/);
});
