import { detectAbsoluteMoves, DEFAULT_ABSOLUTE_MOVE_SETTINGS } from '#core/liquidations/absolute-move';
import type { StudyEvent } from '#core/evidence/types';
import type { Timed } from '#core/liquidations/types';
import { Rng } from '#core/random/rng';
import type { Bars } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';

export interface WorldShape {
  readonly symbols: number;
  readonly days: number;
  readonly intervalMs: number;
  /** Volatility of one bar [bp] on average. */
  readonly barBp: number;
  /** Share of the variance that all symbols have in common. */
  readonly common: number;
  /** False: the same volatility all the time. */
  readonly clustered?: boolean;
}

/**
 * Random walks of the log price without drift, so that every true effect is zero: volatility in clusters (log-AR(1) with a half-life of a day
 * and a half-spread of a factor 1.6, common to all symbols, plus a response to the last common move, falls and rises alike) and returns
 * in common, so that symbols fall together.
 */
export function randomWalks(seed: number, shape: WorldShape): Timed<Bars>[] {
  const { symbols, days, intervalMs, barBp, common, clustered = true } = shape;
  const rng = new Rng(seed);
  const n = Math.round((days * MS_PER_DAY) / intervalMs);
  const perDay = MS_PER_DAY / intervalMs;
  const decay = 0.5 ** (1 / perDay);
  const spread = clustered ? Math.log(1.6) : 0;
  const STEPS = 3;
  const scale = new Float64Array(n);
  const shared = new Float64Array(n * STEPS);
  rng.fillNormal(shared);
  let level = spread * rng.normal();
  let shock = 1;
  for (let i = 0; i < n; i++) {
    level = decay * level + spread * Math.sqrt(1 - decay ** 2) * rng.normal();
    scale[i] = (barBp / 1e4) * Math.exp(level - spread ** 2 / 2) * Math.sqrt(shock);
    let move = 0;
    for (let s = 0; s < STEPS; s++) move += shared[i * STEPS + s]!;
    if (clustered) shock = 0.05 + 0.8 * shock + (0.15 * (move * move)) / STEPS; // GARCH(1,1) with mean 1
  }
  return Array.from({ length: symbols }, () => {
    const own = rng.fillNormal(new Float64Array(n * STEPS));
    const column = (): Float64Array => new Float64Array(n);
    const bars = { t: column(), o: column(), h: column(), l: column(), c: column(), v: column().fill(1) };
    let x = Math.log(100);
    for (let i = 0; i < n; i++) {
      const sd = scale[i]! / Math.sqrt(STEPS);
      const open = x;
      let high = x;
      let low = x;
      for (let s = i * STEPS; s < (i + 1) * STEPS; s++) {
        x += sd * (Math.sqrt(common) * shared[s]! + Math.sqrt(1 - common) * own[s]!);
        high = Math.max(high, x);
        low = Math.min(low, x);
      }
      bars.t[i] = i * intervalMs;
      bars.o[i] = Math.exp(open);
      bars.h[i] = Math.exp(high);
      bars.l[i] = Math.exp(low);
      bars.c[i] = Math.exp(x);
    }
    return { interval: intervalMs, columns: bars };
  });
}

/** Falls of so many bp within so long, decided at once: a rule that reads prices alone. */
export function fallsIn(bars: Timed<Bars>, instrument: string, fallBp: number, withinMs: number): StudyEvent[] {
  const settings = { ...DEFAULT_ABSOLUTE_MOVE_SETTINGS, fallBp, withinMs, mergeMs: withinMs };
  return detectAbsoluteMoves({ bars }, settings)
    .filter((e) => e.side === 'long')
    .map(({ side, start, end, decision, priceExtreme, dropBp, coverage }) => ({
      instrument,
      side,
      start,
      end,
      decision,
      priceExtreme,
      dropBp,
      notionalUsd: NaN,
      coverage,
    }));
}

/** An event as any rule might have found it: a span of bars that ends at the decision, described by the bars. */
export function eventAt(
  { columns, interval }: Timed<Bars>,
  instrument: string,
  end: number,
  length: number,
): StudyEvent {
  const decision = columns.t[end]!;
  const priceExtreme = Math.min(...columns.l.subarray(end - length, end));
  const dropBp = 1e4 * Math.log(columns.c[end - length - 1]! / priceExtreme);
  const start = decision - length * interval;
  return {
    instrument,
    side: 'long',
    start,
    end: decision,
    decision,
    priceExtreme,
    dropBp,
    notionalUsd: NaN,
    coverage: null,
  };
}
