import { z } from 'zod';
import type { Finding } from '#core/plan/steward';
import type { EvidenceCard, PlanDocument, PlanSigner } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import { Sha256Schema, type PlanSignature, type PlanVerification } from './plan';

/** Plans as the workstation keeps them: each with every version that was ever saved. */
export interface PlanSummary {
  readonly id: string;
  readonly title: string;
  /** The hedged asset. */
  readonly asset: string;
  readonly savedAt: Ms;
  /** Of the newest version, which is the one in force. */
  readonly version: number;
  readonly errors: number;
  readonly warnings: number;
  readonly expiry: Ms | null;
  readonly counted: number;
  /** Null: the plan names nobody who signs. */
  readonly required: number | null;
  /** Why the newest version cannot be read: it is damaged, or of a newer Ballast. Its figures above are then empty. */
  readonly problem?: string;
}

export interface PlanVersion {
  readonly version: number;
  readonly savedAt: Ms;
  /** SHA-256 of the canonical form of the plan. */
  readonly plan: string;
  /** What was done: `edited`, `priced`, `restored version 3`, … */
  readonly note: string;
  /** Signatures that count under this content. */
  readonly counted: number;
  /** Why it cannot be read. */
  readonly problem?: string;
}

/** One version of a plan with everything a reader asks of it. */
export interface PlanView {
  readonly id: string;
  readonly version: number;
  /** The newest there is; equal to `version` when this one is in force. */
  readonly newest: number;
  readonly savedAt: Ms;
  readonly plan: PlanDocument;
  readonly signatures: readonly PlanSignature[];
  /** Errors first. */
  readonly findings: readonly Finding[];
  readonly verification: PlanVerification;
  /** Signatures that the change to this version left without effect, or that were left out when its file was opened; 0: none. */
  readonly voided: number;
}

/** One place where two versions differ. */
export interface PlanChange {
  /** JSON pointer. */
  readonly path: string;
  /** Undefined: it was not there. */
  readonly before: unknown;
  readonly after: unknown;
}

/** A series that a plan was made from, against what is stored here. */
export interface InputState {
  readonly instrument: string;
  readonly kind: string;
  readonly field: string;
  readonly interval: Ms;
  readonly source: string;
  readonly state: 'same' | 'differs' | 'missing' | 'extra';
  readonly words: string;
}

/** The plan priced again from what is stored here, as of its own instant. */
export interface PlanRecomputation {
  /** Orders, valuation, worst case and data come out byte for byte as the plan says. */
  readonly same: boolean;
  /** What of it comes out otherwise. */
  readonly changes: readonly PlanChange[];
  readonly inputs: readonly InputState[];
  /** Why it could not be computed at all; null when it was. */
  readonly problem: string | null;
  /** What a reader should know besides, such as cards whose answers are not kept here. A sentence each. */
  readonly notes?: readonly string[];
}

/** A kept answer that a plan can cite. */
export interface EvidenceCandidate extends EvidenceCard {
  readonly computedAt: Ms;
  /** The data changed since; null: it is not known. */
  readonly stale: boolean | null;
}

/** A key that this workstation knows. The private half, where it is here, never leaves the main process. */
export interface KnownSigner extends PlanSigner {
  /** SHA-256 of the public key: what people compare. */
  readonly fingerprint: string;
  readonly addedAt: Ms;
  /** The private half is here: sealed by the system or under a passphrase. Null: only the public key is known. */
  readonly sealed: 'system' | 'passphrase' | null;
  /** The passphrase has to be given to sign. */
  readonly locked: boolean;
}

/** Squares of a QR code with its quiet zone, row by row, true is dark. */
export interface QrCode {
  readonly size: number;
  readonly dark: readonly boolean[];
  /** What it says. */
  readonly text: string;
}

export { PLAN_FILE_FORMATS, type PlanFileFormat } from './plan-formats';

export const SigningSchema = z.strictObject({
  id: z.string().min(1).max(80),
  /** Fingerprint of a key whose private half is here. */
  signer: Sha256Schema,
  /** Where the key is under one. */
  passphrase: z.string().max(500).optional(),
});
