import { createHash } from 'node:crypto';
import { canonicalJson, type Json } from '#core/plan/canonical';
import { normaliseTexts } from '#core/plan/normalise';
import { JsonError } from '#core/plan/strict-json';
import type { PlanDocument } from '#core/plan/types';
import { PLAN_VERSION, PlanDocumentSchema, type PlanSignature } from '#shared/plan';
import { z } from 'zod';
import { BallastError, messageOf } from '../../errors';
import type { NewPlanVersion, StoredPlanSignature, StoredPlanVersion } from '../../store/types';

/** A plan as it is saved: texts composed, its canonical form and its id. */
export type PlanContent = Pick<NewPlanVersion, 'format' | 'title' | 'content' | 'json'> & {
  readonly plan: PlanDocument;
};

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** @throws {BallastError} `invalid`: it is not a plan once its texts are composed, or has no canonical form */
export function planContent(given: PlanDocument): PlanContent {
  const parsed = PlanDocumentSchema.safeParse(composed(given));
  if (!parsed.success) throw new BallastError('invalid', `This is no plan:\n${z.prettifyError(parsed.error)}\nNothing was saved.`); // prettier-ignore
  const plan = parsed.data;
  const json = canonicalJson(plan);
  return { plan, format: PLAN_VERSION, title: plan.title, content: sha256(json), json };
}

/** The same with its texts composed (NFC). @throws {BallastError} `invalid`: it has no canonical form */
export function composed<T extends object>(given: T): T {
  try {
    return normaliseTexts(JSON.parse(canonicalJson(given)) as Json) as unknown as T;
  } catch (cause) {
    if (cause instanceof TypeError || cause instanceof JsonError)
      throw new BallastError('invalid', `The plan cannot be written down: ${messageOf(cause)}. Nothing was saved.`);
    throw cause;
  }
}

export type ReadVersion = { readonly plan: PlanDocument } | { readonly problem: string };

/** The document of a stored version, or why it cannot be read. */
export function readVersion({ format, title, version, content, json }: StoredPlanVersion): ReadVersion {
  const which = `Version ${version} of “${title}”`;
  if (format > PLAN_VERSION) return { problem: `${which} was saved by a newer Ballast. It is kept. Update Ballast to read it.` }; // prettier-ignore
  const plan = sha256(json) === content ? PlanDocumentSchema.safeParse(parsed(json)) : undefined;
  if (plan?.success) return { plan: plan.data };
  return { problem: `${which} is damaged in the database. The other versions are kept: restore one of them.` };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** @throws {BallastError} `corrupt` or `newer`: it cannot be read */
export function planOf(stored: StoredPlanVersion): PlanDocument {
  const read = readVersion(stored);
  if ('problem' in read) throw new BallastError(stored.format > PLAN_VERSION ? 'newer' : 'corrupt', read.problem);
  return read.plan;
}

export const toSignature = ({ content, key, action, at, signature }: StoredPlanSignature): PlanSignature => ({
  action: action === 'revoke' ? 'revoke' : 'sign',
  ...{ at, key, plan: content, signature },
});
export const toStored = ({ plan, ...signature }: PlanSignature): StoredPlanSignature => ({ content: plan, ...signature }); // prettier-ignore
