import type { Ms } from '../time/ms';
import { Baseline } from './baseline';
import { coverageOver, describeMarket } from './describe';
import { RunTracker, type Run } from './runs';
import { quietBins, type CascadeSettings } from './settings';
import type { CascadeEvent, MarketContext, Side } from './types';

/** One side: its baseline and the run under way. */
class SideDetector {
  private readonly baseline: Baseline;
  private readonly runs: RunTracker;
  private floor = 0;

  constructor(settings: CascadeSettings, binMs: Ms) {
    this.baseline = new Baseline(settings, binMs);
    this.runs = new RunTracker(quietBins(settings.mergeMs, binMs));
  }

  step(side: Side, i: number, long: number, short: number, prints: number): Run | undefined {
    const usd = side === 'long' ? long : short;
    const { baseline, runs } = this;
    baseline.advanceTo(i);
    const hot = baseline.isHot(usd);
    const floor = this.floor;
    const wasOpen = runs.open;
    const run = runs.step(i, hot, usd, long, short, prints);
    if (runs.open && (run !== undefined || !wasOpen)) this.floor = baseline.eventFloor;
    baseline.push(usd);
    if (run === undefined) return undefined;
    return (side === 'long' ? run.long : run.short) > floor ? run : undefined;
  }
}

/**
 * The cascade detector as data arrives: push each bin once it has ended, in order; bins that are not pushed are unknown,
 * not empty. Events come out of the push that decides them. The batch detector runs on this one, so both agree by construction.
 */
export class CascadeStream {
  private readonly staleIntervals: number;
  private readonly origin: Ms;
  private readonly binMs: Ms;
  private readonly context: () => MarketContext;
  private readonly long: SideDetector | undefined;
  private readonly short: SideDetector | undefined;

  /**
   * @param origin open of bin 0
   * @param context called when an event is decided; what it returns is read up to the decision only
   * @param only the one side that is looked for; sides know nothing of each other. Default: both
   */
  constructor(
    settings: CascadeSettings,
    origin: Ms,
    binMs: Ms,
    context: () => MarketContext = () => ({}),
    only?: Side,
  ) {
    this.staleIntervals = settings.staleIntervals;
    this.origin = origin;
    this.binMs = binMs;
    this.context = context;
    this.long = only === 'short' ? undefined : new SideDetector(settings, binMs);
    this.short = only === 'long' ? undefined : new SideDetector(settings, binMs);
  }

  /**
   * Takes bin i = [origin + i·binMs, origin + (i+1)·binMs).
   * @param long USD of longs closed in it, and `short` of shorts; ≥ 0
   * @param longPrints prints of each side; NaN when not known
   * @returns events decided at the end of this bin (0, 1 or 2)
   */
  push(i: number, long: number, short: number, longPrints = NaN, shortPrints = NaN): readonly CascadeEvent[] {
    const a = this.long?.step('long', i, long, short, longPrints);
    const b = this.short?.step('short', i, long, short, shortPrints);
    if (a === undefined && b === undefined) return NONE;
    const events: CascadeEvent[] = [];
    if (a) events.push(this.toEvent('long', a));
    if (b) events.push(this.toEvent('short', b));
    return events.sort((x, y) => x.start - y.start);
  }

  private toEvent(side: Side, run: Run): CascadeEvent {
    const { origin, binMs } = this;
    const context = this.context();
    const start = origin + run.first * binMs;
    const end = origin + (run.last + 1) * binMs;
    const decision = origin + (run.closed + 1) * binMs;
    return {
      rule: 'liquidations',
      side,
      start,
      peak: origin + run.peak * binMs,
      end,
      decision,
      notionalLongUsd: run.long,
      notionalShortUsd: run.short,
      prints: run.prints,
      ...describeMarket({ side, start, end, decision }, context, this.staleIntervals, binMs),
      coverage: coverageOver(context.coverage, start, decision),
      coveredShare: run.known / (run.closed - run.first + 1),
    };
  }
}

const NONE: readonly CascadeEvent[] = [];
