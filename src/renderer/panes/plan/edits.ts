import type { PlanDocument } from '#core/plan/types';
import type { DocumentEdit } from '../../state/plan-drafts';

type ListKey = {
  [K in keyof PlanDocument]: PlanDocument[K] extends readonly unknown[] ? K : never;
}[keyof PlanDocument];
type Item<K extends ListKey> = PlanDocument[K][number];

const withList = <K extends ListKey>(plan: PlanDocument, key: K, list: readonly Item<K>[]): PlanDocument => ({ ...plan, [key]: list }); // prettier-ignore
const listOf = <K extends ListKey>(plan: PlanDocument, key: K): readonly Item<K>[] => plan[key];

export const addItem =
  <K extends ListKey>(key: K, item: Item<K>): DocumentEdit =>
  (plan) =>
    withList(plan, key, [...listOf(plan, key), item]);
export const changeItem =
  <K extends ListKey>(key: K, at: number, change: (item: Item<K>) => Item<K>): DocumentEdit =>
  (plan) => {
    const before = listOf(plan, key)[at];
    return before === undefined ? plan : withList(plan, key, listOf(plan, key).with(at, change(before)));
  };
export const removeItem =
  (key: ListKey, at: number): DocumentEdit =>
  (plan) =>
    at < plan[key].length ? withList(plan, key, listOf(plan, key).toSpliced(at, 1)) : plan;

export const detachCard = (claim: number, fingerprint: string): DocumentEdit =>
  changeItem('claims', claim, (one) => ({ ...one, evidence: one.evidence.filter((named) => named !== fingerprint) }));

/** Takes a card out of the plan and out of every claim that names it. */
export const removeCard =
  (fingerprint: string): DocumentEdit =>
  (plan) => ({
    ...plan,
    evidence: plan.evidence.filter((card) => card.fingerprint !== fingerprint),
    claims: plan.claims.map((claim) => ({ ...claim, evidence: claim.evidence.filter((named) => named !== fingerprint) })), // prettier-ignore
  });
