import { randomUUID } from 'node:crypto';
import type { HedgePlan } from '#core/hedge/types';
import { HedgePlanSchema, type SavedPlan } from '#shared/hedge';
import { BallastError } from '../errors';
import type { StoredDocument } from '../store/types';
import type { Connections } from './connections';
import { freeName } from './free-name';
import { parsedJson } from './parsed-json';

export interface HedgePlans {
  /** By name. A plan that this version cannot read is left out. */
  list(): SavedPlan[];
  /** @param id of the plan to replace; undefined: a new one. */
  save(id: string | undefined, plan: HedgePlan): Promise<SavedPlan>;
  remove(id: string): Promise<void>;
  /** A copy under a free name. */
  duplicate(id: string): Promise<SavedPlan>;
}

const KIND = 'hedgePlan';
const LONGEST_NAME = 120;

function toSaved({ id, json, updated }: StoredDocument): SavedPlan | undefined {
  const { data } = HedgePlanSchema.safeParse(parsedJson(json));
  return data && { id, savedAt: updated, plan: data };
}

export function createHedgePlans(connections: Connections, now: () => number): HedgePlans {
  const list = (): SavedPlan[] =>
    connections
      .reader()
      .documents(KIND)
      .map(toSaved)
      .filter((plan) => plan !== undefined)
      .sort((a, b) => a.plan.name.localeCompare(b.plan.name) || a.id.localeCompare(b.id));
  const find = (id: string): SavedPlan => {
    const document = connections.reader().document(KIND, id);
    const saved = document && toSaved(document);
    if (!saved) throw new BallastError('notFound', 'This plan is not saved.');
    return saved;
  };
  const put = async (id: string, plan: HedgePlan): Promise<SavedPlan> => {
    const savedAt = now();
    await connections
      .writer()
      .putDocument({ kind: KIND, id, title: plan.name, json: JSON.stringify(plan), updated: savedAt });
    return { id, savedAt, plan };
  };

  return {
    list,
    save: async (id, plan) => {
      if (id !== undefined) find(id);
      return put(id ?? randomUUID(), plan);
    },
    remove: async (id) => {
      find(id);
      await connections.writer().removeDocument(KIND, id);
    },
    duplicate: async (id) => {
      const { plan } = find(id);
      const name = freeName(plan.name, new Set(list().map((one) => one.plan.name)), LONGEST_NAME);
      return put(randomUUID(), { ...plan, name });
    },
  };
}
