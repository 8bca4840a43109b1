import { useMemo, type ReactElement } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import type { SavedPlan } from '#shared/hedge';
import { call } from '../../lib/call';
import { editPlan, hedge, useHedge } from '../../state/hedge';
import { useReply } from '../../state/use-reply';
import { IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';

const NONE: readonly SavedPlan[] = [];

/** What can stand beside the plan: itself as it is now, as it was saved, or another that was saved. */
function entriesOf(plan: HedgePlan | null, second: HedgePlan | null, saved: HedgePlan | null, plans: readonly SavedPlan[]): readonly MenuEntry[] {
  const { setCompare } = hedge.getState();
  const none = plan === null && ('there is no plan' as const);
  return [
    { kind: 'heading', label: 'Compare with' },
    { label: 'This plan as it is now', disabled: none, onSelect: () => setCompare(plan) },
    ...(saved && saved !== plan ? [{ label: 'This plan as it was saved', onSelect: () => setCompare(saved) }] : []),
    ...plans.filter((one) => one.plan !== saved).map((one) => ({ label: one.plan.name, onSelect: () => setCompare(one.plan) })),
    ...(second
      ? [
          { kind: 'line' } as const,
          {
            label: 'Swap the two plans',
            disabled: none,
            onSelect: () => {
              editPlan(() => second);
              setCompare(plan);
            },
          },
          { label: 'Stop comparing', icon: 'close' as const, onSelect: () => setCompare(null) },
        ]
      : []),
  ];
} // prettier-ignore

export function Compare({
  plan,
  second,
}: {
  readonly plan: HedgePlan | null;
  readonly second: HedgePlan | null;
}): ReactElement {
  const saved = useHedge((s) => s.saved);
  const reply = useReply('saved plans', () => call('hedgePlans:list'));
  const plans = reply.value ?? NONE;
  const entries = useMemo(() => entriesOf(plan, second, saved, plans), [plan, second, saved, plans]);
  return (
    <Menu trigger={<IconButton icon="copy" label="Compare plans" tooltip={false} pressed={second !== null} />} entries={entries} />
  );
} // prettier-ignore
