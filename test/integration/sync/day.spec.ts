import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import type { Timers } from '#main/services/sync-schedule';
import { binance } from '../../support/venue-server/dialects/binance';
import { startVenueServer, type VenueServer } from '../../support/venue-server/server';
import { dataset, useServices } from './support/services';

const START = Date.UTC(2024, 4, 1, 0, 0, 30);
const EVERY = 10;
const RUNS = (24 * 60) / EVERY;
const store = useServices();
let server: VenueServer;
afterEach(() => server.close());

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const megabytes = (): number => {
  collect();
  return process.memoryUsage().rss / 1e6;
};

/** A clock that stands still until it is set, with the timers that go by it. */
function createClock(start: Ms) {
  let now = start;
  let waiting: { at: Ms; work: () => void } | undefined;
  const timers: Timers = {
    set: (work, ms) => (waiting = { at: now + ms, work }),
    clear: (timer) => void (waiting = waiting === timer ? undefined : waiting),
  };
  return {
    timers,
    now: () => now,
    /** On to the next timer, or over a sleep in which none rings. */
    next(atLeast: Ms = 0): void {
      const due = waiting!;
      waiting = undefined;
      now = Math.max(due.at, now + atLeast);
      due.work();
    },
  };
}

it('runs for a day by the clock: what is new comes in, memory stays flat, and a night asleep is caught up', async () => {
  const clock = createClock(START);
  server = await startVenueServer({ dialects: [binance], seed: 4, now: clock.now });
  const services = await store.open('day', { now: clock.now, timers: clock.timers });
  const from = Math.floor(START / MS_PER_DAY) * MS_PER_DAY - MS_PER_DAY;
  const followed = [
    dataset('bars', 'BTCUSDT', MS_PER_MINUTE, from),
    dataset('bars', 'ETHUSDT', 5 * MS_PER_MINUTE, from),
    dataset('oi', 'BTCUSDT', 5 * MS_PER_MINUTE, from),
    dataset('funding', 'BTCUSDT', 0, from),
  ];
  await services.sync.saveSettings({ followed, every: EVERY, addresses: { binance: { http: server.addresses.binance! } } }); // prettier-ignore
  const jobs: string[] = [];
  services.sync.openSchedule((request) => jobs.push(services.jobs.start({ kind: 'sync', request }).id));
  /** Lets the clock go on until a run has begun, and the run to its end. */
  const oneRun = async (asleep?: Ms): Promise<void> => {
    const before = jobs.length;
    clock.next(asleep);
    while (jobs.length === before) clock.next();
    expect(await services.jobs.finished(jobs.at(-1)!)).toMatchObject({ state: 'done' });
  };
  const used: number[] = [];
  for (let k = 0; k < RUNS; k++) {
    await oneRun();
    used.push(megabytes());
  }
  expect(clock.now() - START).toBeGreaterThan(MS_PER_DAY - MS_PER_HOUR);
  expect(services.sync.state().next! - clock.now()).toBe(EVERY * MS_PER_MINUTE);
  const series = services.connections.reader().listSeries();
  expect(series.map(({ kind }) => kind).sort()).toEqual(['bars', 'bars', 'funding', 'oi']);
  for (const { id, to, interval } of series) {
    expect(services.connections.reader().gaps(id).count).toBe(0);
    if (interval > 0) expect(clock.now() - to).toBeLessThan(2 * interval + EVERY * MS_PER_MINUTE);
  }
  // By noon the threads have come to their size; what one of them takes at once, and gives back later, is up to 16 MB.
  const least = (values: readonly number[]): number => Math.min(...values);
  const early = least(used.slice(RUNS / 2, (3 * RUNS) / 4));
  const late = least(used.slice(-RUNS / 4));
  expect(late / early, `${early} MB, then ${late} MB`).toBeLessThan(1.05);

  const asked = jobs.length;
  await oneRun(9 * MS_PER_HOUR);
  expect(jobs.length).toBe(asked + 1);
  for (const { id } of series) expect(services.connections.reader().gaps(id).count).toBe(0);
}, 300_000);
