import { lastIndexAtOrBefore } from '../series/search';
import { MS_PER_HOUR, type Ms } from '../time/ms';
import type { DecisionRows } from './outcomes';
import type { ControlSpec, StudyEvent } from './types';

/*
 * What makes a control fair. A control is an instant t that could have been picked at t: after the decision of its event,
 * and by nothing that happened later. Before its event it would have the event's fall ahead of it, and "no event
 * comes within the hour" is knowledge of the hour: on a random walk both make an effect out of nothing (ADR 10).
 */

/** Controls keep this far from the decision of any event before them: what follows an event is not what usually follows. */
export const GUARD_MS = MS_PER_HOUR;

/** Controls of a study that names none. */
export const DEFAULT_CONTROLS: ControlSpec = {
  placebo: { perEvent: 20, within: 'week' },
  matched: { perEvent: 5, dropCaliper: 0.25, volatilityCaliper: 0.5 },
};

/** Decisions of events, ascending. */
export function decisionsOf(events: readonly StudyEvent[]): Float64Array {
  return Float64Array.from(events, (e) => e.decision).sort();
}

/** Whether no event was decided in (t − span, t]. */
export function isClear(decisions: Float64Array, t: Ms, span: Ms): boolean {
  const last = lastIndexAtOrBefore(decisions, t);
  return last < 0 || decisions[last] <= t - span;
}

export interface Control {
  readonly t: Ms;
  readonly of: number;
  readonly low: number;
}

export function toRows(controls: readonly Control[]): DecisionRows {
  return {
    t: Float64Array.from(controls, (c) => c.t),
    of: Int32Array.from(controls, (c) => c.of),
    low: Float64Array.from(controls, (c) => c.low),
  };
}
