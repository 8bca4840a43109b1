import type { PlanSigner, SignaturePolicy } from '#core/plan/types';

/** One more key that may sign. The first one makes the policy: of one key one has to sign. */
export const withSigner = (policy: SignaturePolicy | null, signer: PlanSigner): SignaturePolicy => ({
  required: policy?.required ?? 1,
  signers: [...(policy?.signers ?? []), signer],
});

/** One key less; null: nobody is named any more. No more are needed than are left. */
export function withoutSigner({ required, signers }: SignaturePolicy, at: number): SignaturePolicy | null {
  const left = signers.toSpliced(at, 1);
  return left.length === 0 ? null : { required: Math.min(required, left.length), signers: left };
}

/** `Ada`, or `Ada 2` where another signer is called so. */
export function freeName(name: string, taken: readonly PlanSigner[]): string {
  const has = (wanted: string): boolean => taken.some((one) => one.name.trim() === wanted);
  if (!has(name)) return name;
  let n = 2;
  while (has(`${name} ${n}`)) n++;
  return `${name} ${n}`;
}
