import { expect, it } from 'vitest';
import { createSchedule } from '#main/services/sync-schedule';

const MINUTE = 60_000;

function set({ every = 60 as number | null, last = null as number | null } = {}) {
  const world = { now: 1_000_000_000, every, last, started: [] as number[], next: null as number | null };
  let waiting: { at: number; work: () => void } | undefined;
  const schedule = createSchedule({
    now: () => world.now,
    timers: {
      set: (work, ms) => (waiting = { at: world.now + ms, work }),
      clear: (timer) => void (waiting = waiting === timer ? undefined : waiting),
    },
    every: () => world.every,
    lastRun: () => world.last,
    start: () => world.started.push(world.now),
    onNext: (next) => void (world.next = next),
  });
  /** Time that goes by; asleep, no timer rings before the end. */
  const pass = (ms: number, asleep = false): void => {
    const end = world.now + ms;
    if (asleep) world.now = end;
    while (waiting && waiting.at <= end) {
      const { at, work } = waiting;
      waiting = undefined;
      world.now = Math.max(world.now, at);
      work();
    }
    world.now = end;
  };
  return { world, schedule, pass };
}

it('starts a run every so many minutes, the first soon after the program', () => {
  const { world, schedule, pass } = set();
  const begin = world.now;
  schedule.arm();
  pass(3.5 * 60 * MINUTE);
  expect(world.started.map((at) => Math.round((at - begin) / MINUTE))).toEqual([0, 60, 120, 180]);
  expect(world.next).toBe(world.started.at(-1)! + 60 * MINUTE);
  schedule.dispose();
  pass(600 * MINUTE);
  expect(world.started).toHaveLength(4);
});

it('counts from the last run, and catches up once after a sleep', () => {
  const { world, schedule, pass } = set({ last: 1_000_000_000 - 20 * MINUTE });
  schedule.arm();
  pass(39 * MINUTE);
  expect(world.started).toEqual([]);
  pass(9 * 60 * MINUTE, true);
  expect(world.started).toHaveLength(1);
  pass(59 * MINUTE);
  expect(world.started).toHaveLength(1);
  pass(2 * MINUTE);
  expect(world.started).toHaveLength(2);
});

it('does nothing without an interval, until there is one', () => {
  const { world, schedule, pass } = set({ every: null });
  schedule.arm();
  pass(600 * MINUTE);
  expect([world.started, world.next]).toEqual([[], null]);
  world.every = 10;
  schedule.arm();
  pass(MINUTE);
  expect(world.started).toHaveLength(1);
});

it('is not held up by a last run, or a beginning, that a wrong clock has put into the future', () => {
  const { world, schedule, pass } = set({ last: 1_000_000_000 + 400 * 24 * 60 * MINUTE });
  schedule.arm();
  pass(90 * MINUTE);
  expect(world.started).toHaveLength(2);
  const late = set();
  late.schedule.arm();
  late.pass(MINUTE);
  late.schedule.dispose();
  late.world.now -= 24 * 60 * MINUTE; // somebody sets the clock right
  late.schedule.arm();
  late.pass(90 * MINUTE);
  expect(late.world.started).toHaveLength(3);
});
