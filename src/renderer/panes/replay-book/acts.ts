import { filledActs, fillOf } from '#core/hedge/replay/book-run';
import type { HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { ReplayAct } from '#shared/replay';
import { isSame } from '../../lib/same';

/** Bars that a book can move by. */
export const BOOK_STEPS = [
  { step: MS_PER_HOUR, label: '1h' },
  { step: 4 * MS_PER_HOUR, label: '4h' },
  { step: MS_PER_DAY, label: '1d' },
] as const;

/** Close of the last whole bar at the clock. */
export const barOf = (asOf: Ms, step: Ms): Ms => Math.floor(asOf / step) * step;

export type ActState = 'in force' | 'replaced' | 'not filled' | 'waits' | 'later';

export interface ActRow extends ReplayAct {
  readonly state: ActState;
  /** Close of the bar that fills it. */
  readonly fill: Ms;
}

/** Every act of the session as it stands at the clock, the newest first. */
export function actRows(acts: readonly ReplayAct[], asOf: Ms, step: Ms): readonly ActRow[] {
  const done = acts.filter(({ at }) => at <= asOf);
  const filled = [...filledActs(done, step)].filter(([fill]) => fill <= asOf);
  const inForce = filled.at(-1)?.[1];
  const were = new Set(filled.map(([, act]) => act));
  const stateOf = (act: ReplayAct, fill: Ms): ActState => {
    if (act.at > asOf) return 'later';
    if (fill > asOf) return 'waits';
    if (act === inForce) return 'in force';
    return were.has(act) ? 'replaced' : 'not filled';
  };
  return acts
    .map((act): ActRow => {
      const fill = fillOf(act.at, step);
      return { ...act, fill, state: stateOf(act, fill) };
    })
    .reverse();
}

/** The last thing that was done by an instant, filled or not. */
export const lastAct = (acts: readonly ReplayAct[], asOf: Ms): ReplayAct | undefined =>
  acts.findLast(({ at }) => at <= asOf);

/** Why a plan cannot be put on now, or false. */
export function whyNotOn(plan: HedgePlan | null, acts: readonly ReplayAct[], asOf: Ms | null): string | false {
  if (asOf === null) return 'The clock is live: enter a replay first.';
  if (plan === null) return 'There is no plan in the Hedge builder.';
  if (plan.positions.every(({ quantity }) => quantity === 0)) return 'The plan holds nothing: there is no book to hedge.';
  const other = acts.find((act) => act.plan !== null && act.plan.asset !== plan.asset);
  if (other) return `The book is on ${other.plan!.asset}, and the plan of the builder on ${plan.asset}.`;
  const last = lastAct(acts, asOf);
  return last?.plan && isSame(last.plan, plan) ? 'The plan of the builder is on already.' : false;
} // prettier-ignore

export function whyNotOff(acts: readonly ReplayAct[], asOf: Ms | null): string | false {
  if (asOf === null) return 'The clock is live: enter a replay first.';
  return lastAct(acts, asOf)?.plan ? false : 'Nothing is on.';
}
