import { canonicalJson } from '#core/plan/canonical';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import type { CheckedSignature, PlanFile, PlanSignature, PlanVerification, SignatureState } from '#shared/plan';
import { BallastError } from '../../errors';
import { checkPlan } from './check';
import { planId } from './fingerprints';
import { isSignedBy, keyFingerprint, type OpenKey } from './keys';
import { planFile } from './plan-file';

/** The bytes that a key signs: which plan, which key, when, and whether it gives its word or takes it back. */
export const signedMessage = ({ action, at, key, plan }: Omit<PlanSignature, 'signature'>): string =>
  canonicalJson({ action, at, format: 'ballast plan signature', key, plan, version: 1 });

/**
 * A plan with one more signature; the second and third are countersignatures, made in the same way. Signatures of other content are
 * left out of the new file.
 * @throws {BallastError} `invalid`: the steward finds an error, the policy does not name the key, or it has signed or revoked already.
 */
export function signPlan({ plan, signatures }: PlanFile, key: OpenKey, at: Ms): PlanFile {
  const errors = checkPlan(plan, at).filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    throw refused(`The plan has ${errors.length} ${errors.length === 1 ? 'error' : 'errors'}:\n${errors.map(({ path, words }) => `${path}: ${words}`).join('\n')}`); // prettier-ignore
  return add(plan, signatures, key, 'sign', at);
}

/** Takes back what a key has signed. It cannot sign the same content again. @throws {BallastError} `invalid`: it has not signed it. */
export function revokeSignature({ plan, signatures }: PlanFile, key: OpenKey, at: Ms): PlanFile {
  return add(plan, signatures, key, 'revoke', at);
}

function add(plan: PlanDocument, signatures: readonly PlanSignature[], open: OpenKey, action: PlanSignature['action'], at: Ms): PlanFile {
  if (!plan.policy) throw refused('The plan names nobody who may sign. Set its policy first.');
  if (!plan.policy.signers.some(({ key }) => key === open.key))
    throw refused(`The policy of the plan does not name the key of ${open.name}.`);
  const id = planId(plan);
  const key = keyFingerprint(open.key);
  const kept = signatures.filter((one) => one.plan === id);
  const said = (what: PlanSignature['action']): boolean => kept.some((one) => one.key === key && one.action === what);
  if (said('revoke')) throw refused(`${open.name} has revoked the signature of this plan, which holds for good. A changed plan can be signed.`);
  if (action === 'sign' && said('sign')) throw refused(`${open.name} has signed this plan already.`);
  if (action === 'revoke' && !said('sign')) throw refused(`${open.name} has not signed this plan.`);
  const unsigned = { action, at, key, plan: id };
  return planFile(plan, [...kept, { ...unsigned, signature: open.sign(signedMessage(unsigned)) }]);
} // prettier-ignore

const refused = (what: string): BallastError => new BallastError('invalid', `${what} Nothing was signed.`);

export interface VerifyOptions {
  /** The text of the file is its canonical form, as `readPlanFile` found it. */
  readonly isCanonical: boolean;
  /** An expiry is compared with it. */
  readonly at: Ms;
  /** Public keys that the verifier knows from elsewhere; undefined: those that the plan names itself are believed. */
  readonly trusted?: readonly string[] | undefined;
  /** Least number of signatures, where the policy of the plan asks for fewer. */
  readonly least?: number | undefined;
}

/** Whether enough of the keys that a plan names have signed exactly its content. Needs nothing but the file. */
export function verifyPlan({ plan, signatures }: PlanFile, { isCanonical, at, trusted, least = 1 }: VerifyOptions): PlanVerification {
  const id = planId(plan);
  const named = new Map((plan.policy?.signers ?? []).map(({ name, key }) => [keyFingerprint(key), { name, key }]));
  const revoked = new Set(signatures.flatMap((one) => (stateOf(one, id, named) === 'revocation' ? [one.key] : [])));
  const counted = new Set<string>();
  const checked = signatures.map((one): CheckedSignature => {
    let state = stateOf(one, id, named);
    if (state === 'counts' && revoked.has(one.key)) state = 'revoked';
    if (state === 'counts' && counted.has(one.key)) state = 'repeated';
    if (state === 'counts') counted.add(one.key);
    const name = named.get(one.key)?.name ?? null;
    return { action: one.action, at: one.at, key: one.key, name, state, words: wordsOf(name ?? 'A key', state) };
  });
  const known = new Set((trusted ?? plan.policy?.signers.map(({ key }) => key) ?? []).map(keyFingerprint));
  const enough = [...counted].filter((key) => known.has(key)).length;
  const required = plan.policy && Math.max(plan.policy.required, least);
  const problems = [
    isCanonical ? [] : ['The text of the file is not the canonical form of the plan: it was changed after it was written, or written by another program.'],
    required === null ? ['The plan names nobody who has to sign.'] : [],
    required !== null && enough < required ? [`${enough} of ${required} required signatures count.`] : [],
    checked.flatMap(({ state, words }) => (state === 'void' || state === 'broken' || state === 'stranger' ? [words] : [])),
    plan.expiry === null ? ['The plan does not say when it expires.'] : [],
    plan.expiry !== null && plan.expiry <= at ? [`The plan expired at ${new Date(plan.expiry).toISOString()}.`] : [],
  ].flat();
  return { ok: problems.length === 0, id, required, counted: enough, signatures: checked, problems };
} // prettier-ignore

function stateOf(signature: PlanSignature, id: string, named: ReadonlyMap<string, { readonly key: string }>): SignatureState {
  const signer = named.get(signature.key);
  if (!signer) return 'stranger';
  if (!isSignedBy(signer.key, signedMessage(signature), signature.signature)) return 'broken';
  if (signature.plan !== id) return 'void';
  return signature.action === 'sign' ? 'counts' : 'revocation';
} // prettier-ignore

function wordsOf(name: string, state: SignatureState): string {
  switch (state) {
    case 'counts':
      return `${name} has signed this plan.`;
    case 'void':
      return `The plan was changed after ${name} signed it: the signature is void.`;
    case 'broken':
      return `The signature under the name of ${name} is not that of the key.`;
    case 'stranger':
      return `${name} that the policy does not name has signed.`;
    case 'revoked':
      return `${name} signed this plan and took it back.`;
    case 'revocation':
      return `${name} took the signature back.`;
    case 'repeated':
      return `${name} has signed more than once; it counts once.`;
  }
}
