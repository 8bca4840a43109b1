import { SignaturePolicySchema, type PlanFile } from '#shared/plan';
import type { SignaturePolicy } from '#core/plan/types';
import { z } from 'zod';
import { BallastError } from '../../errors';
import { planFile } from './plan-file';

export interface PolicyChange {
  readonly file: PlanFile;
  /** Signatures that the change made void; they are not in the new file. */
  readonly voided: number;
}

/** Names who has to sign. The names are part of what is signed, so that whoever signed before has to sign again. @throws {BallastError} `invalid` */
export function setPolicy({ plan, signatures }: PlanFile, policy: SignaturePolicy): PolicyChange {
  const parsed = SignaturePolicySchema.safeParse(policy);
  if (!parsed.success)
    throw new BallastError('invalid', `This is no policy:\n${z.prettifyError(parsed.error)}\nNothing was changed.`);
  return { file: planFile({ ...plan, policy: parsed.data }), voided: signatures.length };
}
