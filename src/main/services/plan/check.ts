import { stewardCheck, type Finding } from '#core/plan/steward';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { dataFingerprint, hedgeFingerprint } from './fingerprints';

/** Everything that stands against signing a plan, and what a reader should know. Errors first. */
export const checkPlan = (plan: PlanDocument, at: Ms): Finding[] => [...fingerprints(plan), ...stewardCheck(plan, at)];

/** Fingerprints inside a plan that are not those of what they stand for. */
function fingerprints({ data, hedge, valuation }: PlanDocument): Finding[] {
  const found: Finding[] = [];
  const error = (code: Finding['code'], path: string, words: string): number => found.push({ code, severity: 'error', words, path }); // prettier-ignore
  if (hedgeFingerprint(hedge) !== valuation.hedge)
    error('staleOrders', '/valuation/hedge', 'The hedge was changed after its orders were made. Price the plan again.');
  if (dataFingerprint(data.series) !== data.fingerprint)
    error('dataFingerprint', '/data/fingerprint', 'The fingerprint is not that of the series listed: one was changed. Price the plan again.'); // prettier-ignore
  return found;
}
