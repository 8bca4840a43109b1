import type { ReactElement } from 'react';
import { runCommand } from '../../../state/commands';
import { useHedge, type HedgeState } from '../../../state/hedge';
import {
  loadPlans,
  openPlan,
  selectListError,
  selectOpenId,
  selectPlanList,
  selectViewError,
  usePlanDesk,
} from '../../../state/plan-desk';
import { Button } from '../../../ui/Button';
import { EmptyState, ErrorState, Skeleton } from '../../../ui/States';

const selectHasHedge = (s: HedgeState): boolean => s.plan !== null;

interface NoPlanProps {
  /** What would stand here: `The steward reads a plan here.` */
  readonly text: string;
  /** The pane that offers the first plan. */
  readonly offer?: boolean;
}

/** In place of a plan: it is being read, could not be, or there is none. */
export function NoPlan({ text, offer = false }: NoPlanProps): ReactElement {
  const list = usePlanDesk(selectPlanList);
  const listError = usePlanDesk(selectListError);
  const viewError = usePlanDesk(selectViewError);
  const openId = usePlanDesk(selectOpenId);
  const hasHedge = useHedge(selectHasHedge);
  const error = viewError ?? listError;
  if (error !== null) {
    const again = (): void => void (viewError !== null && openId !== null ? openPlan(openId) : loadPlans());
    return (
      <ErrorState
        what={error}
        then="Nothing stored was changed."
        action={<Button onClick={again}>Read it again</Button>}
      />
    );
  }
  if (list === null || (list.length > 0 && openId !== null)) return <Skeleton />;
  if (!offer) return <EmptyState icon="plans" text={text} />;
  return (
    <EmptyState
      icon="plans"
      text={text}
      hint="A plan is a hedge as a document: why, what is ordered, when it ends, and who agreed. Ballast never trades."
      action={
        hasHedge ? (
          <Button tone="primary" onClick={() => runCommand('plans.new')}>
            New plan from the hedge
          </Button>
        ) : (
          <Button tone="primary" onClick={() => runCommand('pane.show.hedge-builder')}>
            Build a hedge first
          </Button>
        )
      }
    />
  );
}
