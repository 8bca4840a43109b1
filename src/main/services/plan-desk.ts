import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import type { HedgePlan } from '#core/hedge/types';
import { canonicalJson, type Json } from '#core/plan/canonical';
import { diffJson } from '#core/plan/diff';
import type { PlanDocument } from '#core/plan/types';
import type { Ms } from '#core/time/ms';
import type { PlanFile } from '#shared/plan';
import type { PlanChange, PlanFileFormat, PlanRecomputation, PlanSummary, PlanVersion, PlanView } from '#shared/plan-desk'; // prettier-ignore
import type { Connections } from './connections';
import { cutText } from './cut-text';
import { freeName } from './free-name';
import { createTurns } from './in-turn';
import { bringIn } from './plan/bring-in';
import type { Candidates } from './plan/candidates';
import type { PlanForms } from './plan/export';
import type { OpenKey } from './plan/keys';
import { openPlanFile } from './plan/open-file';
import type { ReadPlan } from './plan/plan-file';
import { recompute } from './plan/recompute';
import { createShelf } from './plan/shelf';
import { revokeSignature, signPlan } from './plan/signatures';
import { composed } from './plan/stored';
import { summaryOf, versionOf } from './plan/view';
import type { Plans } from './plans';

/**
 * Plans as the workstation keeps them. Every version that was ever saved stays, the newest is in force, and signatures belong to the
 * content that they were given to.
 */
export interface PlanDesk {
  /** The one saved last first. One that cannot be read says why. */
  list(): PlanSummary[];
  /** @param version undefined: the newest. @throws {BallastError} `notFound`; `corrupt` or `newer`: it cannot be read */
  read(id: string, version?: number): PlanView;
  /** @throws {BallastError} as `Plans.draft` */
  draft(hedge: HedgePlan, asOf: Ms | undefined): Promise<PlanView>;
  /** A plan with errors is saved and cannot be signed. @throws {BallastError} `notFound`; `invalid`: it is no plan */
  save(id: string, plan: PlanDocument, note: string): Promise<PlanView>;
  /** Prices the newest version again. @throws {BallastError} as `Plans.price` */
  price(id: string, asOf: Ms | undefined): Promise<PlanView>;
  /** Newest first. */
  versions(id: string): PlanVersion[];
  diff(id: string, before: number, after: number): PlanChange[];
  restore(id: string, version: number): Promise<PlanView>;
  /** A plan of its own under a free title: another content, which nobody has signed. */
  duplicate(id: string): Promise<PlanView>;
  remove(id: string): Promise<void>;
  recompute(id: string): Promise<PlanRecomputation>;
  /** @param key opens the key, once the plan is known. @throws {BallastError} as `signPlan` */
  sign(id: string, key: () => Promise<OpenKey>): Promise<PlanView>;
  revoke(id: string, key: () => Promise<OpenKey>): Promise<PlanView>;
  /** Brings in the plan of a file; where a version has its content already, only the signatures. @throws {BallastError} as `openPlanFile` */
  open(path: string): Promise<PlanView>;
  /** What a file of the newest version holds, and a name for it. */
  written(id: string, format: Exclude<PlanFileFormat, 'bundle'>): Promise<WrittenPlan>;
  /** The newest version with its signatures. */
  file(id: string): PlanFile;
}

/** What the desk has others do. */
export interface PlanTools {
  readonly forms: PlanForms;
  readonly openBundle: (path: string) => Promise<ReadPlan>;
}

export interface WrittenPlan {
  readonly name: string;
  readonly content: string | Uint8Array;
}

const LONGEST_TITLE = 200;

export function createPlanDesk(connections: Connections, plans: Plans, candidates: Pick<Candidates, 'has'>, now: () => number, { forms, openBundle }: PlanTools): PlanDesk {
  const shelf = createShelf(connections, now);
  /** Each reads what is in force and saves what comes after it. */
  const inTurn = createTurns();
  const addSignature = (id: string, open: () => Promise<OpenKey>, add: typeof signPlan): Promise<PlanView> =>
    inTurn(async () => {
      const file = shelf.file(id);
      const { signatures } = add(file, await open(), now());
      await shelf.putSignatures(signatures);
      return shelf.view(id);
    });

  return {
    list: () => shelf.plans().map((one) => summaryOf(one, now())),
    read: shelf.view,
    draft: (hedge, asOf) =>
      inTurn(async () => shelf.put(randomUUID(), await plans.draft(composed(hedge), asOf), 'drafted')),
    save: (id, plan, note) =>
      inTurn(async () => {
        shelf.version(id);
        return shelf.put(id, plan, note.trim() || 'edited');
      }),
    price: (id, asOf) =>
      inTurn(async () => {
        const plan = shelf.document(id);
        const priced = await plans.price(plan, asOf);
        // Pricing that comes to the same is no change: it leaves the signatures alone.
        if (canonicalJson({ ...priced, created: plan.created }) === canonicalJson(plan)) return shelf.view(id);
        return shelf.put(id, priced, `priced as of ${new Date(priced.valuation.t).toISOString()}`);
      }),
    versions: (id) => shelf.versions(id).map((one) => versionOf(one, now())),
    diff: (id, before, after) => {
      const document = (version: number): Json => JSON.parse(canonicalJson(shelf.document(id, version))) as Json;
      return diffJson(document(before), document(after));
    },
    restore: (id, version) => inTurn(() => shelf.put(id, shelf.document(id, version), `restored version ${version}`)),
    duplicate: (id) =>
      inTurn(() => {
        const plan = shelf.document(id);
        const taken = new Set(shelf.plans().map(({ stored }) => stored.title));
        const copy = { ...plan, title: freeName(plan.title, taken, LONGEST_TITLE) };
        return shelf.put(randomUUID(), copy, cutText(`duplicated from ${plan.title}`, LONGEST_TITLE));
      }),
    remove: (id) =>
      inTurn(async () => {
        shelf.version(id);
        await connections.writer().removePlan(id);
      }),
    recompute: (id) => {
      const plan = shelf.document(id);
      const unknown = plan.evidence.filter(({ fingerprint }) => !candidates.has(fingerprint));
      const notes = unknown.map(({ title, fingerprint }) => `The answer of the card “${title}” (${fingerprint.slice(0, 12)}…) is not kept here, or was computed again on other data.`);
      return recompute(plan, plans, notes);
    },
    sign: (id, key) => addSignature(id, key, signPlan),
    revoke: (id, key) => addSignature(id, key, revokeSignature),
    open: async (path) => {
      const file = await openPlanFile(path, openBundle);
      return inTurn(() => bringIn(shelf, file, basename(path), now()));
    },
    file: shelf.file,
    written: async (id, format) => {
      const file = shelf.file(id);
      const { extension, write } = forms[format];
      return { name: `${file.plan.title}.${extension}`, content: await write(file, { isCanonical: true, at: now() }) };
    },
  };
} // prettier-ignore
