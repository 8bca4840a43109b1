import type { Ms } from '#core/time/ms';
import type { PlanSummary, PlanView } from '#shared/plan-desk';
import { formatCount, formatTimeZoned, type Zone } from '../../../lib/format';

/** Where a plan stands, in a word or two. */
export interface Standing {
  readonly words: string;
  readonly tone: 'plain' | 'warning' | 'danger';
  /** Nothing is left to do. */
  readonly done: boolean;
}

type Facts = Pick<PlanSummary, 'errors' | 'expiry' | 'counted' | 'required' | 'problem'>;

/** What stands in the way comes first: time, then errors, then names that are still wanted. */
export function standingOf({ errors, expiry, counted, required, problem }: Facts, now: Ms): Standing {
  if (problem !== undefined) return { words: 'cannot be read', tone: 'danger', done: false };
  if (expiry !== null && expiry <= now) return { words: 'expired', tone: 'warning', done: false };
  if (errors > 0) return { words: formatCount(errors, 'finding'), tone: 'danger', done: false };
  if (required === null) return { words: 'draft', tone: 'plain', done: false };
  return { words: `signed ${counted} of ${required}`, tone: 'plain', done: counted >= required };
}

/** The state of the signatures as one plain sentence, and what is to be done. */
export interface SignatureStanding {
  readonly head: string;
  readonly then: string;
  readonly tone: 'plain' | 'warning' | 'danger';
  readonly done: boolean;
}

export function signatureStanding(view: Pick<PlanView, 'plan' | 'findings' | 'verification' | 'version'>, changed: boolean, now: Ms, zone: Zone): SignatureStanding {
  const { plan, findings, verification, version } = view;
  const { required, counted } = verification;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const of = changed ? `Of version ${version}, as it is saved. ` : '';
  const expiry = plan.expiry;
  if (required === null) return { head: 'Nobody is named', then: `Name the keys that may sign, and how many of them have to.`, tone: 'plain', done: false };
  const head = `${counted} of ${required} signed`;
  if (expiry !== null && expiry <= now)
    return { head: 'Expired', then: `${of}Nobody may act on it since ${formatTimeZoned(expiry, zone)}. Set another instant and sign again.`, tone: 'warning', done: false };
  if (verification.ok && expiry !== null)
    return { head: `Valid until ${formatTimeZoned(expiry, zone)}`, then: `${of}${head}; every signature is of exactly this content.`, tone: 'plain', done: true };
  if (errors > 0) return { head: 'Not ready to sign', then: `${of}${formatCount(errors, 'error')} of the steward ${errors === 1 ? 'stands' : 'stand'} in the way.`, tone: 'danger', done: false };
  if (counted < required) return { head, then: `${of}It needs ${required - counted} more.`, tone: 'plain', done: false };
  return { head, then: `${of}${verification.problems.join(' ') || 'It does not verify.'}`, tone: 'warning', done: false };
} // prettier-ignore
