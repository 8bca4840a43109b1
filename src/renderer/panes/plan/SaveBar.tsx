import type { ReactElement } from 'react';
import type { ShownPlan } from '../shared/plan/use-shown-plan';
import { planDrafts } from '../../state/plan-drafts';
import { saveVersion, selectBusy, usePlanDesk } from '../../state/plan-desk';
import { draftProblem, editNote } from '../../state/plan-saving';
import { planView, selectNote, usePlanView } from '../../state/plan-view';
import { Button } from '../../ui/Button';
import { TextField } from '../../ui/TextField';
import styles from './plan.module.css';

/** What was changed is no version yet: it is kept as it is until it is saved or discarded. */
export function SaveBar({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const { view, plan, begunOn } = shown;
  const busy = usePlanDesk(selectBusy);
  const note = usePlanView(selectNote);
  const usual = editNote(view.plan, plan);
  const counted = view.verification.counted;
  return (
    <div className={styles['save']} role="group" aria-label="Unsaved changes">
      <p>
        <b>Unsaved changes</b>
        <span className={styles['quiet']}>
          {begunOn < view.version && `, begun on version ${begunOn}`}
          {counted > 0 && `; saving leaves ${counted === 1 ? 'one signature' : `${counted} signatures`} without effect`}
        </span>
      </p>
      <TextField label="What was done" placeholder={usual} value={note} maxLength={200} onChange={(text) => planView.getState().setNote(text)} className={styles['note']} />
      <Button onClick={() => planDrafts.getState().discard(view.id)}>Discard</Button>
      <Button tone="primary" disabled={draftProblem(plan) ?? busy ?? false} onClick={() => void saveVersion()}>
        Save version {view.version + 1}
      </Button>
    </div>
  );
} // prettier-ignore
