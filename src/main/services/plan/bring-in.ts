import { randomUUID } from 'node:crypto';
import type { Ms } from '#core/time/ms';
import type { PlanFile, SignatureState } from '#shared/plan';
import type { PlanView } from '#shared/plan-desk';
import { planFile } from './plan-file';
import type { Shelf } from './shelf';
import { verifyPlan } from './signatures';
import { planContent } from './stored';

/** What a key said itself, of exactly this content. */
const GENUINE: ReadonlySet<SignatureState> = new Set(['counts', 'revoked', 'revocation']);

/**
 * A plan that somebody sent. Where a version here has its content already, only its signatures are added, and that version is shown: that
 * is how a countersigned plan comes back. Signatures that are not genuine are left out and counted.
 */
export async function bringIn(shelf: Shelf, { plan: given, signatures }: PlanFile, name: string, at: Ms): Promise<PlanView> {
  const { plan, content } = planContent(given);
  const there = shelf.holding(content);
  const known = there?.signatures ?? [];
  const checked = verifyPlan(planFile(plan, [...known, ...signatures]), { isCanonical: true, at }).signatures.slice(known.length);
  const genuine = signatures.filter((_, i) => GENUINE.has(checked[i]!.state));
  const voided = checked.filter(({ state }) => !GENUINE.has(state) && state !== 'repeated').length;
  if (!there) return shelf.put(randomUUID(), plan, `opened from ${name}`, { signatures: genuine, voided });
  await shelf.putSignatures(genuine);
  return { ...shelf.view(there.stored.plan, there.stored.version), voided };
} // prettier-ignore
