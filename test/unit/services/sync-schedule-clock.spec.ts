import { describe, expect, it } from 'vitest';
import { createSchedule } from '#main/services/sync-schedule';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 1);

/** A schedule of every ten minutes with a clock that is set by hand; timers go off when the clock has passed them. */
function bench(lastRun: number | null) {
  const clock = { now: START };
  const timers = new Map<number, { at: number; readonly work: () => void }>();
  let ids = 0;
  const started: number[] = [];
  const schedule = createSchedule({
    now: () => clock.now,
    timers: {
      set: (work, ms) => (timers.set(++ids, { at: clock.now + ms, work }), ids),
      clear: (id) => void timers.delete(id as number),
    },
    every: () => 10,
    lastRun: () => lastRun,
    start: () => started.push(clock.now),
    onNext: () => undefined,
  });
  const pass = (ms: number): void => {
    const end = clock.now + ms;
    for (;;) {
      const [id, next] = [...timers].sort(([, a], [, b]) => a.at - b.at)[0] ?? [];
      if (!next || next.at > end) break;
      timers.delete(id!);
      clock.now = Math.max(clock.now, next.at);
      next.work();
    }
    clock.now = end;
  };
  /** Somebody sets the clock: timers do not care. */
  const set = (by: number): void => {
    clock.now += by;
    for (const timer of timers.values()) timer.at += by;
  };
  return { clock, schedule, started, pass, set };
}

describe('the schedule', () => {
  it('runs every ten minutes, and once after a night asleep', () => {
    const { clock, schedule, started, pass } = bench(START - MINUTE);
    schedule.arm();
    pass(25 * MINUTE);
    expect(started).toEqual([START + 9 * MINUTE, START + 19 * MINUTE]);
    clock.now += 8 * 60 * MINUTE; // asleep: no timer goes off
    pass(MINUTE);
    expect(started).toHaveLength(3);
  });

  it('is not held up by a last run that a wrong clock has put into the future', () => {
    const { schedule, started, pass } = bench(START + 400 * 24 * 60 * MINUTE);
    schedule.arm();
    pass(25 * MINUTE);
    expect(started.length).toBeGreaterThanOrEqual(2);
  });

  it('goes on when the clock is put back', () => {
    const { set, schedule, started, pass } = bench(null);
    schedule.arm();
    pass(MINUTE);
    expect(started).toHaveLength(1);
    set(-24 * 60 * MINUTE);
    pass(25 * MINUTE);
    expect(started.length).toBeGreaterThanOrEqual(2);
  });
});
