import { stewardCheck, type Finding } from '#core/plan/steward';
import type { HedgePlan } from '#core/hedge/types';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import type { PlanView } from '#shared/plan-desk';
import { isSame } from '../lib/same';

/** What of a hedge its orders come from. */
const priced = (hedge: HedgePlan): HedgePlan => ({ ...hedge, name: '', budget: 0 });

/** Whether two hedges have the same orders on the same market. */
export const hasSameOrders = (a: HedgePlan, b: HedgePlan): boolean => a === b || isSame(priced(a), priced(b));

const STALE: Finding = {
  code: 'staleOrders',
  severity: 'error',
  path: '/valuation/hedge',
  words: 'The hedge was changed after its orders were made. Save, then price the plan again.',
};

/**
 * What the steward says of a draft while it is typed. Fingerprints are compared where the plan is kept: what was found there of the
 * saved version goes on to hold while nothing of it is changed.
 */
export function draftFindings(draft: PlanDocument, { plan, findings }: Pick<PlanView, 'plan' | 'findings'>, at: Ms): readonly Finding[] {
  const kept = findings.filter(({ code }) => code === 'dataFingerprint');
  const stale = hasSameOrders(draft.hedge, plan.hedge) ? findings.filter(({ code }) => code === 'staleOrders') : [STALE];
  return [...stale, ...kept, ...stewardCheck(draft, at)];
} // prettier-ignore
