import { staleAfter } from '../evidence/as-of';
import { pricePath, referenceLow } from '../evidence/price-path';
import { findCascades, findEvents, studyEvent } from '../evidence/rules';
import type { Rule, StudyEvent, StudyMarket } from '../evidence/types';
import type { Side } from '../liquidations/types';
import { MS_PER_DAY, MS_PER_MINUTE, type Ms } from '../time/ms';
import { eventLabel } from './describe';
import { knownClose } from './paths';

/** An instance before it is laid on the axis. Nothing in it was known after its decision. */
export interface Anchor {
  readonly t0: Ms;
  readonly label: string;
  readonly event: StudyEvent;
}

/** A release or a turn: known at once, at its own instant. */
export interface Moment {
  readonly t: Ms;
  readonly label: string;
}

/** What a cascade is where an alignment names none: the detector's defaults. */
export const cascadeRule = (side: Side): Extract<Rule, { readonly kind: 'cascade' }> => ({
  kind: 'cascade',
  side,
  k: null,
  minNotionalUsd: 0,
  mergeMs: 15 * MS_PER_MINUTE,
});

/** Cascades at their peaks, which were known to be peaks at their decisions. Prefix property as `findEvents`. */
export function cascadeAnchors(market: StudyMarket, side: Side): Anchor[] {
  return findCascades(market, cascadeRule(side)).map((cascade) => ({
    t0: cascade.peak,
    label: eventLabel(side, cascade.dropBp),
    event: studyEvent(market.instrument, cascade),
  }));
}

/** Events of a rule at their decisions. */
export function ruleAnchors(market: StudyMarket, rule: Rule): Anchor[] {
  return findEvents(market, rule).map((event) => ({
    t0: event.decision,
    label: eventLabel(event.side, event.dropBp),
    event,
  }));
}

/** How far back a moment looks for the low that may be undercut. */
const DAY_BEFORE: Ms = MS_PER_DAY;

/**
 * Moments as events that a study can measure: they begin a day before, their low is that of the day, and their fall is from the
 * last close known at its beginning to that low (below 0 where the price never came back to it).
 * @returns by instant, of several at one instant the first
 */
export function momentAnchors({ instrument, bars }: StudyMarket, moments: readonly Moment[]): Anchor[] {
  const path = pricePath(bars, 'long', Infinity);
  const stale = staleAfter(bars.interval, bars.interval);
  const seen = new Set<Ms>();
  const anchors: Anchor[] = [];
  for (const { t, label } of [...moments].sort((a, b) => a.t - b.t)) {
    if (seen.has(t)) continue;
    seen.add(t);
    const start = t - DAY_BEFORE;
    const priceExtreme = referenceLow(path, start, t);
    const dropBp = 1e4 * Math.log(knownClose(bars, start, stale) / priceExtreme);
    const event = { instrument, side: 'long', start, end: t, decision: t, priceExtreme, dropBp, notionalUsd: NaN, coverage: null } as const; // prettier-ignore
    anchors.push({ t0: t, label, event });
  }
  return anchors;
}
