import { stewardCheck, type Finding } from '#core/plan/steward';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { dataFingerprint } from './fingerprints';

/** Everything that stands against signing a plan, and what a reader should know. Errors first. */
export function checkPlan(plan: PlanDocument, at: Ms): Finding[] {
  const findings = stewardCheck(plan, at);
  if (dataFingerprint(plan.data.series) === plan.data.fingerprint) return findings;
  const words =
    'The fingerprint is not that of the series that are listed: one of them was changed. Make the plan anew.';
  return [{ code: 'dataFingerprint', severity: 'error', words, path: '/data/fingerprint' }, ...findings];
}
