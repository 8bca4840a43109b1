import { useEffect, useState, type KeyboardEvent, type ReactElement } from 'react';
import type { PlanSummary } from '#shared/plan-desk';
import { cx } from '../../lib/class-names';
import { formatCount, formatTime, formatTimeZoned, type Zone } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { runCommand } from '../../state/commands';
import {
  copyPlan,
  deletePlan,
  loadPlans,
  openPlan,
  selectLeaving,
  selectOpenId,
  selectPlanList,
  usePlanDesk,
} from '../../state/plan-desk';
import { selectHasChanges, usePlanDrafts } from '../../state/plan-drafts';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { ContextMenu, type MenuEntry } from '../../ui/Menu';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';
import { Tag } from '../../ui/Tag';
import { TextField } from '../../ui/TextField';
import { NoPlan } from '../shared/plan/NoPlan';
import { standingOf } from '../shared/plan/standing';
import styles from './plans.module.css';

const run = (id: string) => (): void => void runCommand(id);

/** Every plan that is kept, and where each of them stands. */
export function PlansPane(): ReactElement {
  const list = usePlanDesk(selectPlanList);
  const leaving = usePlanDesk(selectLeaving);
  const [search, setSearch] = useState('');
  useEffect(() => void loadPlans(), []);
  const kept = list?.filter(({ id }) => id !== leaving?.id) ?? [];
  const wanted = search.trim().toLowerCase();
  const shown = kept.filter(({ title, asset }) => `${title} ${asset}`.toLowerCase().includes(wanted));
  return (
    <PaneFrame
      title="Plans"
      menu={[
        { label: 'New plan from the hedge', icon: 'plus', onSelect: run('plans.new') },
        { label: 'Open a plan or bundle', icon: 'folder', onSelect: run('plans.open') },
        { label: 'Keys', icon: 'lock', onSelect: run('plans.keys') },
      ]}
      tools={
        <>
          <IconButton icon="folder" label="Open a plan or bundle" onClick={run('plans.open')} />
          <IconButton icon="plus" label="New plan from the hedge" onClick={run('plans.new')} />
        </>
      }
    >
      {kept.length === 0 ? (
        <NoPlan text="No plan is kept yet." />
      ) : (
        <>
          <div className={styles['search']}>
            <TextField label="Search plans" icon="search" placeholder="Title or asset" value={search} onChange={setSearch} />
          </div>
          {shown.length === 0 ? (
            <EmptyState text={`No plan is called “${search.trim()}”.`} action={<Button onClick={() => setSearch('')}>Show all</Button>} />
          ) : (
            <Rows plans={shown} />
          )}
        </>
      )}
    </PaneFrame>
  );
} // prettier-ignore

function Rows({ plans }: { readonly plans: readonly PlanSummary[] }): ReactElement {
  const openId = usePlanDesk(selectOpenId);
  const zone = useSettings(selectZone);
  const now = useNow();
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')];
    const at = rows.indexOf(event.target as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
    if (at < 0) return;
    if (event.key === 'Delete') void deletePlan(plans[at]!.id);
    else if (to === undefined) return;
    else rows[Math.min(rows.length - 1, Math.max(0, to))]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <ul className={styles['list']} aria-label="Plans" onKeyDown={onKeyDown}>
      {plans.map((plan) => (
        <Row key={plan.id} plan={plan} isOpen={plan.id === openId} now={now} zone={zone} />
      ))}
    </ul>
  );
}

interface RowProps {
  readonly plan: PlanSummary;
  readonly isOpen: boolean;
  readonly now: number;
  readonly zone: Zone;
}

function Row({ plan, isOpen, now, zone }: RowProps): ReactElement {
  const { id, title, asset, savedAt, version, expiry, warnings, problem } = plan;
  const hasChanges = usePlanDrafts(selectHasChanges(id));
  const standing = standingOf(plan, now);
  const entries: readonly MenuEntry[] = [
    { label: 'Open', onSelect: () => void openPlan(id) },
    { label: 'Duplicate', icon: 'copy', onSelect: () => void copyPlan(id) },
    { kind: 'line' },
    { label: 'Delete', icon: 'trash', danger: true, keys: 'Delete', onSelect: () => void deletePlan(id) },
  ];
  const facts = [
    `version ${version}, saved ${formatTimeZoned(savedAt, zone)}`,
    expiry === null ? 'no expiry' : `expires ${formatTimeZoned(expiry, zone)}`,
    warnings > 0 ? formatCount(warnings, 'warning') : '',
  ].filter((one) => one !== '');
  return (
    <li>
      <ContextMenu entries={entries}>
        <button
          type="button"
          data-row
          className={cx(styles['row'], isOpen && styles['open'])}
          aria-current={isOpen || undefined}
          title={problem ?? facts.join('; ')}
          onClick={() => void openPlan(id)}
        >
          <span className={styles['title']}>{title}</span>
          <span className={styles['facts']}>
            {[asset, formatTime(savedAt, zone, 'day')].filter((one) => one !== '').join(', ')}
          </span>
          <span className={styles['standing']}>
            <Tag tone={standing.tone}>
              {standing.done && <Icon name="check" size={12} />}
              {standing.tone === 'danger' && <Icon name="close" size={12} />}
              {standing.tone === 'warning' && <Icon name="warning" size={12} />}
              {standing.words}
            </Tag>
            {hasChanges && <small>unsaved</small>}
          </span>
        </button>
      </ContextMenu>
    </li>
  );
}
