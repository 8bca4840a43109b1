import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react';
import { ticketsGrid } from '#core/plan/tickets-grid';
import type { PlanDocument } from '#core/plan/types';
import { copyRows } from '../../lib/copy';
import { formatCount, formatNumber, formatTimeZoned } from '../../lib/format';
import { saveCsv } from '../../lib/save';
import { runCommand } from '../../state/commands';
import { selectInstrument, useInstruments } from '../../state/instruments';
import { notify } from '../../state/notices';
import { selectBusy, usePlanDesk } from '../../state/plan-desk';
import { indexIn } from '../../state/plan-pointer';
import { selectTargetOf, usePlanView } from '../../state/plan-view';
import { selectZone, useSettings } from '../../state/settings';
import { Button, IconButton } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { PaneFrame } from '../../ui/PaneFrame';
import { EmptyState } from '../../ui/States';
import { Table, type TableHandle } from '../../ui/table';
import { NoPlan } from '../shared/plan/NoPlan';
import { useShownPlan, type ShownPlan } from '../shared/plan/use-shown-plan';
import { orderColumns, type OrderRow } from './columns';
import styles from './orders.module.css';

/** The orders that put the hedge on, to be carried out elsewhere. */
export function PlanOrdersPane(): ReactElement {
  const shown = useShownPlan();
  const zone = useSettings(selectZone);
  const busy = usePlanDesk(selectBusy);
  const tickets = shown?.plan.tickets ?? [];
  const none = tickets.length === 0 && 'There are no orders.';
  const copy = async (): Promise<void> => {
    if (shown && (await copyRows(ticketsGrid(shown.plan)))) notify({ tone: 'info', title: `${formatCount(tickets.length, 'order')} copied`, detail: 'Every field of each, as a spreadsheet pastes them.' }); // prettier-ignore
  };
  return (
    <PaneFrame
      title="Orders"
      sub={shown && `priced as of ${formatTimeZoned(shown.plan.valuation.t, zone)}`}
      tools={
        shown && (
          <>
            <Button
              tone="quiet"
              disabled={busy ?? (shown.changed && 'Save or discard the changes first: it is the saved version that is priced.')}
              onClick={() => runCommand('plans.price')}
            >
              Price again
            </Button>
            <IconButton icon="copy" label="Copy the orders" disabled={none} onClick={() => void copy()} />
            <IconButton icon="save" label="Save CSV of the orders" disabled={none} onClick={() => void saveCsv(`orders ${shown.plan.title}`, ticketsGrid(shown.plan))} />
          </>
        )
      }
    >
      {shown ? <Orders shown={shown} /> : <NoPlan text="The orders of the plan that is open stand here." />}
    </PaneFrame>
  );
} // prettier-ignore

function Orders({ shown }: { readonly shown: ShownPlan }): ReactElement {
  const { plan, findings, changed } = shown;
  const currency = useInstruments(selectInstrument(plan.hedge.asset))?.quote ?? 'USD';
  const target = usePlanView(selectTargetOf('plan-orders'));
  const [selected, setSelected] = useState<string>();
  const table = useRef<TableHandle>(null);
  const columns = useMemo(() => orderColumns(currency), [currency]);
  const rows = useMemo(() => rowsOf(plan), [plan]);
  const [reached, setReached] = useState<typeof target>(null);
  if (target !== reached) {
    setReached(target);
    const at = target && indexIn(target.pointer, '/tickets');
    if (at !== null) setSelected(String(at));
  }
  useEffect(() => {
    const at = target && indexIn(target.pointer, '/tickets');
    if (at === null) return;
    table.current?.scrollToKey(String(at));
    table.current?.focus();
  }, [target]);
  const isStale = findings.some(({ code }) => code === 'staleOrders');
  return (
    <>
      {isStale && (
        <p className={styles['banner']} role="status">
          <Icon name="warning" size={14} />
          These orders are of another hedge than the plan's.
          {changed ? ' Save, then price again.' : <Button onClick={() => runCommand('plans.price')}>Price again</Button>}
        </p>
      )}
      <div className={styles['table']}>
        <Table<OrderRow>
          ref={table}
          label="Orders"
          columns={columns}
          rows={rows}
          rowKey={({ at }) => String(at)}
          selected={selected}
          onSelect={({ at }) => setSelected(String(at))}
          grouping={{ of: ({ layer }) => layer, heading: (layer, members) => `${layer}, ${formatCount(members.length, 'order')}` }}
          empty={
            <EmptyState
              text="There is nothing to order."
              hint="Enable a layer in the hedge builder, take its hedge over, and price the plan again."
              action={<Button onClick={() => runCommand('pane.show.hedge-builder')}>Show the hedge builder</Button>}
            />
          }
        />
      </div>
      {rows.length > 0 && <Totals plan={plan} currency={currency} />}
    </>
  );
} // prettier-ignore

function rowsOf({ tickets, hedge }: PlanDocument): readonly OrderRow[] {
  const names = new Map(hedge.layers.map(({ id, name }) => [id, name]));
  return tickets.map((ticket, at) => ({ at, ticket, layer: names.get(ticket.layer) ?? 'No layer of the plan' }));
}

function Totals({ plan, currency }: { readonly plan: PlanDocument; readonly currency: string }): ReactElement {
  const { tickets, worstCase } = plan;
  const premium = tickets.reduce((sum, { kind, side, contracts, contractSize, unitPrice }) => (kind === 'future' ? sum : sum + (side === 'buy' ? 1 : -1) * contracts * contractSize * unitPrice), 0);
  const fees = tickets.reduce((sum, { fee }) => sum + fee, 0);
  return (
    <div className={styles['totals']} role="group" aria-label="Totals">
      <b>{formatCount(tickets.length, 'order')}</b>
      <span>
        {premium < 0 ? 'received ' : 'paid '}
        <Figure label={premium < 0 ? 'Premium received' : 'Premium paid'} value={formatNumber(Math.abs(premium), { decimals: 2 })} unit={currency} definition="All options at their limits, those sold less those bought." />
      </span>
      <span>
        fees <Figure label="Fees" value={formatNumber(fees, { decimals: 2 })} unit={currency} definition="By the cost rule of the hedge." />
      </span>
      <span>
        worst case together{' '}
        {worstCase.loss === null ? 'without bound' : <Figure label="Worst case together" value={formatNumber(worstCase.loss, { decimals: 2 })} unit={currency} definition={worstCase.words} />}
      </span>
    </div>
  );
} // prettier-ignore
