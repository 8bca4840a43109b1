import { createHash } from 'node:crypto';
import { canonicalJson } from '#core/plan/canonical';
import type { HedgePlan } from '#core/hedge/types';
import type { DataRange, PlanDocument } from '#core/plan/types';

const sha256 = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

/** What a plan is known by: SHA-256 of its canonical form. Any other content has another one. */
export const planId = (plan: PlanDocument): string => sha256(plan);

/** SHA-256 over the series and ranges that a plan was made from. */
export const dataFingerprint = (series: readonly DataRange[]): string => sha256(series);

/** SHA-256 over what of a hedge the orders come from. */
export const hedgeFingerprint = (hedge: HedgePlan): string => sha256({ ...hedge, name: '', budget: 0 });
