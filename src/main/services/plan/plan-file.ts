import { canonicalJson } from '#core/plan/canonical';
import type { PlanDocument } from '#core/plan/types';
import { PLAN_FORMAT, PLAN_VERSION, PlanFileSchema, type PlanFile, type PlanSignature } from '#shared/plan';
import { parseStrictFile, readStrictFile, type StrictFile, type StrictRead } from './strict-file';
import { writeExport } from './write-export';

const MEGABYTE = 1 << 20;
const FORM: StrictFile<PlanFile> = {
  what: 'a plan',
  bytes: 4 * MEGABYTE,
  limits: { depth: 32, text: 100_000, values: 200_000 },
  format: PLAN_FORMAT,
  version: PLAN_VERSION,
  schema: PlanFileSchema,
  // the signed content alone, as it is exported: whoever opens it has the plan without its signatures
  unwrapped: (json) =>
    typeof json === 'object' && json !== null && 'thesis' in json && !('format' in json)
      ? { format: PLAN_FORMAT, version: PLAN_VERSION, plan: json, signatures: [] }
      : undefined,
};

export interface ReadPlan {
  readonly file: PlanFile;
  /** The text of the file is the canonical form of what it says; whoever signs or verifies relies on it to the byte. */
  readonly isCanonical: boolean;
}

/** @throws {BallastError} as `readStrictFile` */
export const readPlanFile = async (path: string): Promise<ReadPlan> => compared(await readStrictFile(path, FORM));

/** The same of bytes that are at hand. @param name for messages. */
export const parsePlanFile = (name: string, bytes: Uint8Array): ReadPlan => compared(parseStrictFile(name, bytes, FORM)); // prettier-ignore

const compared = ({ value: file, text }: StrictRead<PlanFile>): ReadPlan => ({ file, isCanonical: planFileText(file) === text || canonicalJson(file.plan) === text }); // prettier-ignore

export const planFile = (plan: PlanDocument, signatures: readonly PlanSignature[] = []): PlanFile => ({
  format: PLAN_FORMAT,
  version: PLAN_VERSION,
  plan,
  signatures,
});

/** What a plan file holds, byte for byte: one line, no line break at its end. */
export const planFileText = (file: PlanFile): string => canonicalJson(file);

/** @throws {BallastError} `io` */
export const writePlanFile = (path: string, file: PlanFile): Promise<void> => writeExport(path, planFileText(file));
