import type { Bars, Coverage } from '../series/schema';
import type { Ms } from '../time/ms';
import { describeMarket } from './describe';
import type { Run } from './runs';
import type { CascadeEvent, CascadeRule, MarketContext, Side, Timed } from './types';

/**
 * When an event found in bars is decided: `trigger` at the end of its first hot bar (nothing later is part of it, and
 * hot bars closer than g to one another raise no second event), `quiet` at the end of the first g without a hot bar.
 */
export type DecideAt = 'trigger' | 'quiet';

/** Bars that a rule on bars may read, and what describes its events. */
export interface BarRuleInput extends MarketContext {
  readonly bars: Timed<Bars>;
  /** Bars not known by this instant are not read. Default: the end of the last bar. */
  readonly asOf?: Ms | undefined;
}

/** Position of bar k on the grid of its interval, counted from the first bar: a missing bar leaves a hole. */
export function barIndex({ columns, interval }: Timed<Bars>, k: number): number {
  return Math.round((columns.t[k] - columns.t[0]) / interval);
}

/** How many bars are known at `asOf`. @throws {RangeError} the interval is not positive */
export function knownBars({ bars: { columns, interval }, asOf = Infinity }: BarRuleInput): number {
  if (!(interval > 0)) throw new RangeError(`interval=${interval}`);
  let n = columns.t.length;
  while (n > 0 && columns.t[n - 1] + interval > asOf) n--;
  return n;
}

/** An event of a rule on bars: it knows no liquidations. `start` may lie before the first hot bar. */
export function barEvent(
  rule: CascadeRule,
  side: Side,
  run: Run,
  input: BarRuleInput,
  staleIntervals: number,
  coverage: Coverage | null,
  startAt?: Ms,
): CascadeEvent {
  const { columns, interval } = input.bars;
  const open = (i: number): Ms => columns.t[0] + i * interval;
  const start = startAt ?? open(run.first);
  const end = open(run.last + 1);
  const decision = open(run.closed + 1);
  return {
    rule,
    side,
    start,
    peak: open(run.peak),
    end,
    decision,
    notionalLongUsd: NaN,
    notionalShortUsd: NaN,
    prints: NaN,
    ...describeMarket({ side, start, end, decision }, input, staleIntervals, interval),
    coverage,
    coveredShare: run.known / (run.closed - run.first + 1),
  };
}
