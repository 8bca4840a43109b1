import { z } from 'zod';
import { VERDICTS } from '#core/evidence/types';
import type { PlanDocument } from '#core/plan/types';
import { GateRuleSchema, GateSignalSchema, HedgePlanSchema } from './hedge';

/** The farthest from 1970 that a date can be, in ms. */
const LAST_INSTANT = 8_640_000_000_000_000;
const Instant = z.int().min(-LAST_INSTANT).max(LAST_INSTANT);
const Name = z.string().max(200);
const Text = z.string().max(20_000);
export const Sha256Schema = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 is 64 digits of lower-case hexadecimal');
const Amount = z.number().min(-1e15).max(1e15);
const Price = z.number().min(0).max(1e15);
const Count = z.number().min(0).max(1e15);
const listOf = <T extends z.ZodType>(item: T, most: number) => z.array(item).max(most).readonly();

const Condition = z.strictObject({
  words: Text,
  when: z
    .strictObject({
      reads: z.enum([...GateSignalSchema.options, 'spot']),
      is: z.enum(['above', 'below']),
      value: Amount,
    })
    .nullable(),
});

const Ticket = z.strictObject({
  layer: z.string().min(1).max(80),
  venue: Name.nullable(),
  instrument: Name.min(1),
  on: z.enum(['asset', 'volatility']),
  kind: z.enum(['call', 'put', 'future']),
  strike: Price.nullable(),
  expiry: Instant.nullable(),
  listed: z.boolean(),
  side: z.enum(['buy', 'sell']),
  units: Count,
  contracts: Count,
  contractSize: z.number().positive().max(1e15),
  lot: Count,
  rounding: Amount,
  limit: z.strictObject({ price: Price, unit: Name, words: Text }),
  unitPrice: Price,
  fee: Count,
  timeInForce: z.enum(['day', 'goodTillCancelled']),
  trigger: z.strictObject({ words: Text, rule: GateRuleSchema, value: Count.nullable() }),
  worstCase: Count.nullable(),
});

/** DER of an Ed25519 SubjectPublicKeyInfo in its one base64 form: 12 fixed bytes, then the 32 of the key. */
export const PublicKeySchema = z
  .string()
  .regex(/^MCowBQYDK2VwAyEA[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/, 'not an Ed25519 public key');
export const SignerNameSchema = z.string().trim().min(1).max(80);

const MOST_SIGNERS = 20;
export const SignaturePolicySchema = z
  .strictObject({
    required: z.int().min(1).max(MOST_SIGNERS),
    signers: z
      .array(z.strictObject({ name: SignerNameSchema, key: PublicKeySchema }))
      .min(1)
      .max(MOST_SIGNERS)
      .readonly(),
  })
  .superRefine(({ required, signers }, context) => {
    if (required > signers.length)
      context.addIssue({ code: 'custom', path: ['required'], message: `${required} are required of ${signers.length} keys` }); // prettier-ignore
    for (const field of ['key', 'name'] as const)
      if (new Set(signers.map((signer) => signer[field])).size < signers.length)
        context.addIssue({ code: 'custom', path: ['signers'], message: `two signers have the same ${field}` });
  });

export const PlanDocumentSchema = z.strictObject({
  title: z.string().trim().min(1).max(200),
  created: Instant,
  expiry: Instant.nullable(),
  thesis: z.strictObject({ statement: Text, against: Text, wrongIf: Text }),
  claims: listOf(z.strictObject({ text: Text, evidence: listOf(Sha256Schema, 20) }), 100),
  evidence: listOf(z.strictObject({ fingerprint: Sha256Schema, title: Name, verdict: z.enum(VERDICTS).nullable(), words: Text }), 100), // prettier-ignore
  thresholds: listOf(z.strictObject({ name: Name, value: Amount, unit: Name, chosenAt: Instant, event: Instant.nullable() }), 100), // prettier-ignore
  hedge: HedgePlanSchema,
  tickets: listOf(Ticket, 1_000),
  valuation: z.strictObject({
    t: Instant,
    hedge: Sha256Schema,
    spot: Price,
    book: Count,
    exposedUnits: Amount,
    costPerYear: Amount,
    modelled: z.boolean(),
    notes: listOf(Text, 100),
  }),
  worstCase: z.strictObject({ loss: Count.nullable(), words: Text }),
  exits: listOf(Condition, 50),
  voids: listOf(Condition, 50),
  assumptions: listOf(Text, 100),
  data: z.strictObject({
    fingerprint: Sha256Schema,
    asOf: Instant,
    synthetic: z.boolean(),
    series: listOf(
      z.strictObject({
        instrument: Name,
        kind: Name,
        field: Name,
        interval: z.int().min(0).max(LAST_INSTANT),
        source: Name,
        from: Instant,
        to: Instant,
        rows: z.int().min(0),
        sha256: Sha256Schema,
      }),
      500,
    ),
  }),
  engine: z.strictObject({ ballast: Name, hedge: z.int().min(0) }),
  policy: SignaturePolicySchema.nullable(),
}) satisfies z.ZodType<PlanDocument, unknown>;

export const PLAN_FORMAT = 'ballast plan';
export const PLAN_VERSION = 1;

/** What a key said of the content of a plan. A revocation takes back the signature of its key for good. */
const SignatureSchema = z.strictObject({
  action: z.enum(['sign', 'revoke']),
  at: Instant,
  /** SHA-256 of the DER of the public key. */
  key: Sha256Schema,
  /** SHA-256 of the canonical form of the plan. */
  plan: Sha256Schema,
  /** 64 bytes in their one base64 form. */
  signature: z.string().regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/, 'not an Ed25519 signature'),
});
export type PlanSignature = z.output<typeof SignatureSchema>;

/** A plan with what was signed of it, as it lies in a file. */
export const PlanFileSchema = z.strictObject({
  format: z.literal(PLAN_FORMAT),
  version: z.literal(PLAN_VERSION),
  plan: PlanDocumentSchema,
  signatures: listOf(SignatureSchema, 200),
});
export type PlanFile = z.output<typeof PlanFileSchema>;

/** `void`: the plan was changed since. `broken`: the signature is not that of the key. `stranger`: the policy does not name the key. */
export type SignatureState = 'counts' | 'void' | 'broken' | 'stranger' | 'revoked' | 'revocation' | 'repeated';

export interface CheckedSignature extends Pick<PlanSignature, 'action' | 'at' | 'key'> {
  /** As the policy calls the key; null of a stranger. */
  readonly name: string | null;
  readonly state: SignatureState;
  readonly words: string;
}

export interface PlanVerification {
  /** The policy is met by the content as it is, and the plan has not expired. */
  readonly ok: boolean;
  /** SHA-256 of the canonical form of the plan. */
  readonly id: string;
  readonly required: number | null;
  readonly counted: number;
  readonly signatures: readonly CheckedSignature[];
  /** Why it is not ok, a sentence each. */
  readonly problems: readonly string[];
}
