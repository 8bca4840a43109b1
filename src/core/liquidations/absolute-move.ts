import { RollingMax } from '../stats/rolling-extreme';
import { MS_PER_MINUTE, type Ms } from '../time/ms';
import { barEvent, barIndex, knownBars, type BarRuleInput, type DecideAt } from './bar-events';
import { RunTracker } from './runs';
import { quietBins } from './settings';
import type { CascadeEvent, Side } from './types';

/** Every number of the absolute-move rule (method.md, section 2). */
export interface AbsoluteMoveSettings {
  /** Size of the fall [bp, log], reached or exceeded. Default 300. */
  readonly fallBp: number;
  /** Within this time [ms]; at least one bar. Default 15 min. */
  readonly withinMs: Ms;
  /** Hot bars closer than this [ms] belong to one event; at least one bar. Default 15 min. */
  readonly mergeMs: Ms;
  /** Default `trigger`: the rule asks what follows a fall, so the fall alone decides. */
  readonly decideAt: DecideAt;
  readonly staleIntervals: number;
}

export const DEFAULT_ABSOLUTE_MOVE_SETTINGS: AbsoluteMoveSettings = {
  fallBp: 300,
  withinMs: 15 * MS_PER_MINUTE,
  mergeMs: 15 * MS_PER_MINUTE,
  decideAt: 'trigger',
  staleIntervals: 3,
};

/** A fall of exactly N bp may come out of the logarithm this much short of it. */
const ROUNDING_BP = 1e-9;

/**
 * Falls (side long) and rises (side short) of at least N bp within M minutes, measured close to close: a bar is hot when
 * its close lies N bp below the highest close of the bars that ended in the M minutes before it did. Closes, not wicks,
 * because the order of the high and the low inside a bar is not known.
 * @returns events in the order of their decisions. `start`: end of the bar of that highest close; `peak`: the bar of the
 *   lowest hot close; liquidation fields NaN, coverage null
 * @throws {RangeError} bar interval not positive
 */
export function detectAbsoluteMoves(
  input: BarRuleInput,
  settings: AbsoluteMoveSettings = DEFAULT_ABSOLUTE_MOVE_SETTINGS,
): CascadeEvent[] {
  const { columns, interval } = input.bars;
  const known = knownBars(input);
  const within = Math.max(settings.withinMs, interval);
  const sides = (['long', 'short'] as const).map((side) => ({
    side,
    sign: side === 'long' ? 1 : -1,
    recent: new RollingMax(),
    runs: new RunTracker(quietBins(settings.mergeMs, interval)),
    startAt: 0,
  }));
  const events: CascadeEvent[] = [];
  const emit = (side: Side, run: Parameters<typeof barEvent>[2], startAt: Ms): void =>
    void events.push(barEvent('absoluteMove', side, run, input, settings.staleIntervals, null, startAt));

  for (let k = 0; k < known; k++) {
    const t = columns.t[k];
    const price = Math.log(columns.c[k]);
    if (!Number.isFinite(price)) continue;
    for (const s of sides) {
      const height = s.sign * price;
      s.recent.dropBefore(t - within);
      const hot = (s.recent.value - height) * 1e4 >= settings.fallBp - ROUNDING_BP;
      const wasOpen = s.runs.open;
      const ended = s.startAt;
      const run = s.runs.step(barIndex(input.bars, k), hot, -height, NaN, NaN, NaN);
      const began = s.runs.open && (run !== undefined || !wasOpen);
      if (began) s.startAt = s.recent.key + interval;
      if (settings.decideAt === 'quiet' && run) emit(s.side, run, ended);
      if (settings.decideAt === 'trigger' && began) emit(s.side, s.runs.current(), s.startAt);
      s.recent.push(t, height);
    }
  }
  return events;
}
