import { RollingMoments } from '../stats/rolling-moments';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '../time/ms';
import { barEvent, barIndex, knownBars, type BarRuleInput, type DecideAt } from './bar-events';
import { RunTracker } from './runs';
import { quietBins } from './settings';
import type { CascadeEvent, Side } from './types';

/** Every number of the proxy detector (method.md, section 2). */
export interface ProxySettings {
  /** Return below −sigmas × trailing standard deviation (above + for shorts). Default 4. */
  readonly sigmas: number;
  /** Open interest falls by more than this share over the bar. Default 0.03. */
  readonly oiFallShare: number;
  /** Volume more than this many trailing standard deviations above its trailing mean. Default 3. */
  readonly volumeZ: number;
  /** Trailing window: the longer of a time [ms] and a number of bars, strictly before the bar. Default 7 days, 60 bars. */
  readonly baselineMs: Ms;
  readonly baselineBars: number;
  /** Hot bars closer than this [ms] merge; at least one bar. Default 15 min. */
  readonly mergeMs: Ms;
  readonly decideAt: DecideAt;
  readonly staleIntervals: number;
}

export const DEFAULT_PROXY_SETTINGS: ProxySettings = {
  sigmas: 4,
  oiFallShare: 0.03,
  volumeZ: 3,
  baselineMs: 7 * MS_PER_DAY,
  baselineBars: 60,
  mergeMs: 15 * MS_PER_MINUTE,
  decideAt: 'quiet',
  staleIntervals: 3,
};

/**
 * Likely cascades where no liquidations are recorded: inferred from price, open interest and volume, and marked `proxy`.
 *
 * A bar is judged when its return (log, from the close of the bar just before it), its volume and the fall of open
 * interest over it (base units if known, else USD; needs open interest at least as fine as the bars) are all known: a
 * bar that cannot be judged is unknown, not calm. Return and volume of an event's bars enter the trailing window.
 * @returns events in the order of their decisions; liquidation fields NaN, coverage `proxy`
 * @throws {RangeError} bar interval not positive, window below two bars
 */
export function detectProxyCascades(
  input: BarRuleInput,
  settings: ProxySettings = DEFAULT_PROXY_SETTINGS,
): CascadeEvent[] {
  const { columns, interval } = input.bars;
  const known = knownBars(input);
  const window = Math.max(settings.baselineBars, Math.ceil(settings.baselineMs / interval));
  const returns = new RollingMoments(window);
  const volumes = new RollingMoments(window);
  const sides = (['long', 'short'] as const).map((side) => ({
    side,
    sign: side === 'long' ? 1 : -1,
    runs: new RunTracker(quietBins(settings.mergeMs, interval)),
  }));
  const oiFall = oiFallOver(input, interval);
  const events: CascadeEvent[] = [];
  const emit = (side: Side, run: Parameters<typeof barEvent>[2]): void =>
    void events.push(barEvent('proxy', side, run, input, settings.staleIntervals, 'proxy'));

  for (let k = 1; k < known; k++) {
    const i = barIndex(input.bars, k);
    const gap = i - barIndex(input.bars, k - 1);
    if (gap > window) {
      returns.clear();
      volumes.clear();
    }
    const move = gap === 1 ? Math.log(columns.c[k] / columns.c[k - 1]) : NaN;
    const volume = columns.v[k];
    if (!Number.isFinite(move) || Number.isNaN(volume)) continue;
    const fall = oiFall(columns.t[k]);
    if (returns.full && !Number.isNaN(fall)) {
      const busy = fall > settings.oiFallShare && volume > volumes.mean + settings.volumeZ * volumes.sd;
      for (const { side, sign, runs } of sides) {
        const hot = busy && returns.sd > 0 && -sign * move > settings.sigmas * returns.sd;
        const wasOpen = runs.open;
        const run = runs.step(i, hot, Math.abs(move), NaN, NaN, NaN);
        if (settings.decideAt === 'quiet') {
          if (run) emit(side, run);
        } else if (runs.open && (run !== undefined || !wasOpen)) emit(side, runs.current());
      }
    }
    returns.push(move);
    volumes.push(volume);
  }
  return events;
}

/** Share by which open interest fell over the bar that opens at t; NaN when it is not known at both of its ends. */
function oiFallOver({ oi }: BarRuleInput, barMs: Ms): (t: Ms) => number {
  if (!oi) return () => NaN;
  const { t: times, base, usd } = oi.columns;
  let next = 0; // first row not known at the end of the bar: bars come in ascending order
  return (t) => {
    while (next < times.length && times[next] + oi.interval <= t + barMs) next++;
    const after = next - 1;
    let before = after;
    while (before >= 0 && times[before] + oi.interval > t) before--;
    if (before < 0 || before === after || times[before] + oi.interval <= t - barMs) return NaN;
    const inBase = 1 - base[after] / base[before];
    return Number.isNaN(inBase) ? 1 - usd[after] / usd[before] : inBase;
  };
}
