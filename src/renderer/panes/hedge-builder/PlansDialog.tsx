import { useEffect, type ReactElement } from 'react';
import { formatCount, formatTime } from '../../lib/format';
import { hedge, selectCompare, selectDirty, selectSavedId, useHedge } from '../../state/hedge';
import { deletePlan, loadHedgePlans, openPlan, selectSavedPlans, useHedgePlans } from '../../state/hedge-plans';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { EmptyState } from '../../ui/States';
import { Tag } from '../../ui/Tag';
import styles from './plans.module.css';

/** Plans that were saved: to be opened, set beside the one on the screen, or deleted. */
export function PlansDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const list = useHedgePlans(selectSavedPlans);
  const savedId = useHedge(selectSavedId);
  const compare = useHedge(selectCompare);
  const dirty = useHedge(selectDirty);
  const zone = useSettings(selectZone);
  useEffect(() => void loadHedgePlans(), []);
  return (
    <Dialog
      open
      onClose={onClose}
      title="Plans"
      width={720}
      description={
        dirty && list.length > 0
          ? 'The plan on the screen has unsaved changes: opening another one drops them.'
          : undefined
      }
      actions={
        <Button size="large" onClick={onClose}>
          Close
        </Button>
      }
    >
      {list.length === 0 ? (
        <EmptyState text="No plan is saved yet." hint="Save keeps the one on the screen." />
      ) : (
        <ul className={styles['list']} aria-label="Saved plans">
          {list.map((saved) => {
            const { id, plan, savedAt } = saved;
            const isOpen = id === savedId;
            const isCompared = compare !== null && compare === plan;
            return (
              <li key={id}>
                <div className={styles['words']}>
                  <b>{plan.name}</b>
                  <small>
                    {plan.asset}, {formatCount(plan.positions.length, 'position')},{' '}
                    {formatCount(plan.layers.length, 'layer')}, saved {formatTime(savedAt, zone)}
                  </small>
                </div>
                {isOpen && <Tag>open</Tag>}
                {isCompared && <Tag>compared</Tag>}
                <Button
                  onClick={() => hedge.getState().setCompare(isCompared ? null : plan)}
                  aria-label={isCompared ? `Stop comparing with ${plan.name}` : `Compare with ${plan.name}`}
                >
                  {isCompared ? 'Stop comparing' : 'Compare'}
                </Button>
                <Button
                  onClick={() => {
                    openPlan(saved);
                    onClose();
                  }}
                  aria-label={`Open ${plan.name}`}
                >
                  Open
                </Button>
                <IconButton icon="trash" label={`Delete ${plan.name}`} onClick={() => void deletePlan(id)} />
              </li>
            );
          })}
        </ul>
      )}
    </Dialog>
  );
}
