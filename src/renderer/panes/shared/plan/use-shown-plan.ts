import { useEffect, useMemo } from 'react';
import type { Finding } from '#core/plan/steward';
import type { PlanDocument } from '#core/plan/types';
import type { PlanView } from '#shared/plan-desk';
import { useNow } from '../../../lib/use-now';
import { loadPlans, planDesk, selectView, usePlanDesk } from '../../../state/plan-desk';
import { isChanged, planDrafts, selectDraft, usePlanDrafts, type DocumentEdit } from '../../../state/plan-drafts';
import { draftFindings } from '../../../state/plan-findings';

/** The open plan as it is on the screen. */
export interface ShownPlan {
  /** Its newest version. */
  readonly view: PlanView;
  /** That version with what was changed since. */
  readonly plan: PlanDocument;
  readonly changed: boolean;
  /** Version that the changes were begun on. */
  readonly begunOn: number;
  /** Errors first: of the draft when there is one. */
  readonly findings: readonly Finding[];
}

/** Undefined while no plan is open, or the open one is being read. */
export function useShownPlan(): ShownPlan | undefined {
  const view = usePlanDesk(selectView);
  const draft = usePlanDrafts(selectDraft(view?.id ?? null));
  const now = useNow();
  useEffect(() => {
    if (planDesk.getState().list === null) void loadPlans();
  }, []);
  return useMemo(() => {
    if (!view || !draft) return undefined;
    const changed = isChanged(draft);
    const findings = changed ? draftFindings(draft.plan, view, now) : view.findings;
    return { view, plan: draft.plan, changed, begunOn: draft.version, findings };
  }, [view, draft, now]);
}

/** Changes the open plan. @param gesture names what is being typed in: all its changes are one step */
export function editDocument(change: DocumentEdit, gesture?: string): void {
  const { view } = planDesk.getState();
  if (view) planDrafts.getState().edit(view.id, change, gesture);
}

export const settleDocument = (): void => planDrafts.getState().settle();
