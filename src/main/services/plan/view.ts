import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import type { PlanSignature, PlanVerification } from '#shared/plan';
import type { PlanSummary, PlanVersion, PlanView } from '#shared/plan-desk';
import type { StoredPlanVersion } from '../../store/types';
import { checkPlan } from './check';
import { planFile } from './plan-file';
import { verifyPlan } from './signatures';
import { planOf, readVersion } from './stored';

/** A version with what keys said of its content. */
export interface SignedVersion {
  readonly stored: StoredPlanVersion;
  readonly signatures: readonly PlanSignature[];
}

/** Ours is canonical: it is written by nobody else. */
const verified = (plan: PlanDocument, signatures: readonly PlanSignature[], at: Ms): PlanVerification =>
  verifyPlan(planFile(plan, signatures), { isCanonical: true, at });

/** How many keys have signed this content and not taken it back. */
export const countedOf = (plan: PlanDocument, signatures: readonly PlanSignature[], at: Ms): number =>
  signatures.length === 0 ? 0 : verified(plan, signatures, at).counted;

/** @param newest number of the version in force. @throws {BallastError} `corrupt` or `newer`: it cannot be read */
export function viewOf({ stored, signatures }: SignedVersion, newest: number, at: Ms): PlanView {
  const plan = planOf(stored);
  return {
    ...{ id: stored.plan, version: stored.version, newest, savedAt: stored.saved, plan, signatures },
    findings: checkPlan(plan, at),
    verification: verified(plan, signatures, at),
    voided: stored.voided,
  };
}

export function summaryOf({ stored, signatures }: SignedVersion, at: Ms): PlanSummary {
  const { plan: id, version, title, saved: savedAt } = stored;
  const read = readVersion(stored);
  if ('problem' in read)
    return { ...{ id, title, asset: '', savedAt, version, errors: 0, warnings: 0, expiry: null, counted: 0, required: null }, problem: read.problem }; // prettier-ignore
  const { plan } = read;
  const findings = checkPlan(plan, at);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return {
    ...{ id, title, asset: plan.hedge.asset, savedAt, version, errors, warnings: findings.length - errors },
    ...{ expiry: plan.expiry, counted: countedOf(plan, signatures, at), required: plan.policy?.required ?? null },
  };
}

export function versionOf({ stored, signatures }: SignedVersion, at: Ms): PlanVersion {
  const { version, saved: savedAt, content, note } = stored;
  const read = readVersion(stored);
  const counted = 'plan' in read ? countedOf(read.plan, signatures, at) : 0;
  return { version, savedAt, plan: content, note, counted, ...('problem' in read && { problem: read.problem }) };
}
