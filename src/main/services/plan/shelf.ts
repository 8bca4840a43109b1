import type { PlanDocument } from '#core/plan/types';
import type { PlanFile, PlanSignature } from '#shared/plan';
import type { PlanView } from '#shared/plan-desk';
import { BallastError } from '../../errors';
import type { StoredPlanVersion } from '../../store/types';
import type { Connections } from '../connections';
import { planFile } from './plan-file';
import { planContent, planOf, readVersion, toSignature, toStored } from './stored';
import { countedOf, viewOf, type SignedVersion } from './view';

/** Where plans lie: what is in force, what was before it, and how the next version comes on top. */
export interface Shelf {
  /** The newest version of every plan, the one saved last first. */
  plans(): SignedVersion[];
  /** Newest first. @throws {BallastError} `notFound` */
  versions(id: string): SignedVersion[];
  /** @param version undefined: the newest. @throws {BallastError} `notFound` */
  version(id: string, version?: number): SignedVersion;
  /** @throws {BallastError} `notFound`; `corrupt` or `newer`: it cannot be read */
  document(id: string, version?: number): PlanDocument;
  view(id: string, version?: number): PlanView;
  /** The newest version with the signatures of its content. */
  file(id: string): PlanFile;
  /**
   * The next version, in one transaction. What was in force loses its signatures, unless others come with the new content.
   * @throws {BallastError} `invalid`: it is no plan
   */
  put(id: string, plan: PlanDocument, note: string, given?: GivenSignatures): Promise<PlanView>;
  /** The version saved last with this content, of whichever plan; not one that is damaged. */
  holding(content: string): SignedVersion | undefined;
  /** Signatures of contents; each is kept once. */
  putSignatures(signatures: readonly PlanSignature[]): Promise<void>;
}

/** Signatures that came with a plan, and how many of them were left out. */
export interface GivenSignatures {
  readonly signatures: readonly PlanSignature[];
  readonly voided: number;
}

export function createShelf(connections: Connections, now: () => number): Shelf {
  const signed = (stored: StoredPlanVersion): SignedVersion => ({
    stored,
    signatures: connections.reader().planSignatures(stored.content).map(toSignature),
  });
  const stored = (id: string, version?: number): StoredPlanVersion => {
    const found = connections.reader().planVersion(id, version);
    if (found) return found;
    const isThere = connections.reader().planVersion(id) !== undefined;
    throw new BallastError('notFound', isThere ? `The plan has no version ${version}.` : 'This plan is not kept here. It may have been deleted.'); // prettier-ignore
  };
  const view = (id: string, version?: number): PlanView => viewOf(signed(stored(id, version)), stored(id).version, now()); // prettier-ignore
  /** Signatures that have no effect once another content is in force. */
  const effective = (id: string): number => {
    const newest = connections.reader().planVersion(id);
    const read = newest && readVersion(newest);
    return read && 'plan' in read ? countedOf(read.plan, signed(newest!).signatures, now()) : 0;
  };

  return {
    plans: () => connections.reader().plans().map(signed),
    versions: (id) => {
      stored(id);
      return connections.reader().planVersions(id).map(signed);
    },
    version: (id, version) => signed(stored(id, version)),
    document: (id, version) => planOf(stored(id, version)),
    view,
    file: (id) => {
      const newest = signed(stored(id));
      return planFile(planOf(newest.stored), newest.signatures);
    },
    put: async (id, plan, note, { voided, signatures } = { voided: effective(id), signatures: [] }) => {
      const { plan: _, ...content } = planContent(plan);
      await connections.writer().putPlanVersion({ plan: id, ...content, saved: now(), note, voided }, signatures.map(toStored)); // prettier-ignore
      return view(id);
    },
    holding: (content) => {
      const found = connections.reader().planHolding(content);
      return found && 'plan' in readVersion(found) ? signed(found) : undefined;
    },
    putSignatures: (signatures) => connections.writer().putPlanSignatures(signatures.map(toStored)),
  };
}
