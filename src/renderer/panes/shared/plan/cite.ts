import type { EvidenceCard } from '#core/plan/types';
import { loadPlans, planDesk } from '../../../state/plan-desk';
import type { DocumentEdit } from '../../../state/plan-drafts';
import { notify } from '../../../state/notices';
import { editDocument } from './use-shown-plan';

/** Puts a card into the plan, and names it in a claim. @param claim null: in none */
export const attachCard =
  (card: EvidenceCard, claim: number | null): DocumentEdit =>
  (plan) => {
    const { fingerprint } = card;
    const at = plan.evidence.findIndex((one) => one.fingerprint === fingerprint);
    const evidence = at < 0 ? [...plan.evidence, card] : plan.evidence.with(at, card);
    const claims = plan.claims.map((one, i) =>
      i !== claim || one.evidence.includes(fingerprint) ? one : { ...one, evidence: [...one.evidence, fingerprint] },
    );
    return { ...plan, evidence, claims };
  };

/** A claim of the thesis in the words of a card, with the card. One that names the card already stays as it is. */
export const claimOf =
  (card: EvidenceCard): DocumentEdit =>
  (plan) => {
    const isNamed = plan.claims.some(({ evidence }) => evidence.includes(card.fingerprint));
    const claims = isNamed ? plan.claims : [...plan.claims, { text: card.words, evidence: [] }];
    return attachCard(card, isNamed ? null : claims.length - 1)({ ...plan, claims });
  };

/** Cites a card in the open plan, and says so. */
export async function citeInPlan(card: EvidenceCard): Promise<void> {
  if (planDesk.getState().list === null) await loadPlans();
  const { view } = planDesk.getState();
  if (!view) {
    notify({ tone: 'info', title: 'No plan is open', detail: 'Make one of the hedge, then cite again.', action: { label: 'Show Plans', command: 'pane.show.plans' } }); // prettier-ignore
    return;
  }
  editDocument(claimOf(card));
  notify({ tone: 'info', title: `Cited in ${view.plan.title}`, detail: `${card.title}: a claim of its thesis, not saved yet.`, action: { label: 'Show the plan', command: 'pane.show.plan' } }); // prettier-ignore
}
