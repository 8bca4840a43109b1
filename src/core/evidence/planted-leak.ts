import { extremeRow } from '../liquidations/describe';
import { lastIndexAtOrBefore, lowerBound } from '../series/search';
import type { StudyEvent, StudyMarket } from './types';

export type FindEvents = (market: StudyMarket) => readonly StudyEvent[];
export type Leak = (market: StudyMarket, events: readonly StudyEvent[]) => StudyEvent[];

/** Bars in the window and in the higher bar that a leak looks into. */
const WINDOW = 5;
const HIGHER = 4;

/**
 * Faults as they are made in earnest, each a step after a rule that looks at bars after the decision. Where those are not there
 * yet a leak drops the event. One that looks for what followed keeps the opposite when it would keep nothing, so that it
 * keeps at least one event of which there are later bars that moved.
 *
 * - `nextBar`: keeps an event only if the bar after its decision closed higher.
 * - `centredWindow`: keeps an event only if no bar of the five after its decision undercut its low.
 * - `formingBar`: reads the bar of a four times higher interval in which the decision falls as it will have closed.
 * - `lowItself`: decides at the close of the bar of the low, as if it were known then that it is one; keeps what that moves.
 */
export const LEAKS = {
  nextBar: (market, events) =>
    keepByFuture(events, ({ decision }) => {
      const { t, c } = market.bars.columns;
      return isAbove(c[lowerBound(t, decision)], closeAt(market, decision));
    }),
  centredWindow: (market, events) =>
    keepByFuture(events, ({ side, decision, priceExtreme }) => {
      const { columns, interval } = market.bars;
      const { t, h, l } = columns;
      const end = decision + WINDOW * interval;
      const from = lowerBound(t, decision);
      const to = lowerBound(t, end - interval + 1);
      if (from === to || t[t.length - 1] + interval < end || Number.isNaN(priceExtreme)) return undefined;
      const [sign, reach] = side === 'long' ? [1, l] : [-1, h];
      return !reach.subarray(from, to).some((x) => sign * x < sign * priceExtreme);
    }),
  formingBar: (market, events) =>
    keepByFuture(events, ({ decision }) => {
      const { columns, interval } = market.bars;
      const higher = HIGHER * interval;
      const end = Math.floor(decision / higher) * higher + higher;
      return isAbove(columns.c[lowerBound(columns.t, end) - 1], closeAt(market, decision));
    }),
  lowItself: (market, events) =>
    events.flatMap((event) => {
      const { bars } = market;
      const row = extremeRow(event.side, event.start, event.decision, bars);
      const decision = row < 0 ? event.decision : bars.columns.t[row] + bars.interval;
      return decision < event.decision ? [{ ...event, end: Math.min(event.end, decision), decision }] : [];
    }),
} as const satisfies Record<string, Leak>;

export type LeakKind = keyof typeof LEAKS;

/** A rule with a leak, to see that the lookahead test is not blind. */
export function plantedLeak(find: FindEvents, kind: LeakKind = 'nextBar'): FindEvents {
  return (market) => LEAKS[kind](market, find(market));
}

/** @param verdict what the bars after the decision say; undefined when they are not there, or say nothing */
function keepByFuture(
  events: readonly StudyEvent[],
  verdict: (event: StudyEvent) => boolean | undefined,
): StudyEvent[] {
  const verdicts = events.map(verdict);
  const wanted = verdicts.includes(true);
  return events.filter((_, i) => verdicts[i] === wanted);
}

/** Close of the last bar known at an instant. */
function closeAt({ bars: { columns, interval } }: StudyMarket, at: number): number {
  return columns.c[lastIndexAtOrBefore(columns.t, at - interval)];
}

function isAbove(a: number, b: number): boolean | undefined {
  return a > b ? true : a < b ? false : undefined;
}
