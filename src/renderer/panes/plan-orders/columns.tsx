import type { ReactNode } from 'react';
import { triggerWords } from '#core/plan/trigger-words';
import type { OrderTicket } from '#core/plan/types';
import { formatNumber, formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import type { Column } from '../../ui/table';
import styles from './orders.module.css';

/** An order with its place in the plan: two orders may be alike. */
export interface OrderRow {
  readonly at: number;
  readonly ticket: OrderTicket;
  /** Name of its layer. */
  readonly layer: string;
}

const TIME_IN_FORCE = { day: 'Day', goodTillCancelled: 'GTC' } as const;

/** No more digits than there are: contracts and limits are multiples of a step. */
const exact = (x: number): string => formatNumber(x, { decimals: 8 }).replace(/\.?0+$/, '');
const signed = (x: number): string => (x > 0 ? '+' : '') + exact(x);

function sideCell({ ticket: { side } }: OrderRow): ReactNode {
  return (
    <span className={side === 'buy' ? styles['buy'] : styles['sell']}>
      <Icon name={side === 'buy' ? 'plus' : 'minus'} size={12} />
      {side}
    </span>
  );
}

function contractsCell({ ticket }: OrderRow): ReactNode {
  const { contracts, contractSize, lot, rounding, units, instrument } = ticket;
  return (
    <Figure
      label={`Contracts of ${instrument}`}
      value={exact(contracts)}
      tone={contracts === 0 ? 'warning' : undefined}
      focusable={false}
      interval={rounding === 0 ? undefined : signed(Number(rounding.toPrecision(3)))}
      definition={`${exact(units)} units are wanted, ${exact(contractSize)} in a contract. ${lot > 0 ? `A lot is ${exact(lot)}; rounding makes it ${rounding === 0 ? 'neither more nor less' : `${signed(rounding)} contracts`}.` : 'What a lot is, is not known: nothing is rounded.'}`} // prettier-ignore
    />
  );
}

function triggerCell({ ticket: { trigger } }: OrderRow): ReactNode {
  const now = trigger.value === null ? 'its signal was not known' : `the gate stood at ${formatPercent(trigger.value, { decimals: 0 })}`; // prettier-ignore
  return (
    <Tooltip
      card={
        <TipCard title="Trigger" value={now} definition={triggerWords(trigger.rule)}>
          <pre className={styles['data']}>{JSON.stringify(trigger.rule, null, 1)}</pre>
        </TipCard>
      }
    >
      <span className={styles['trigger']}>{trigger.words}</span>
    </Tooltip>
  );
}

/** @param currency of what an order can lose */
export function orderColumns(currency: string): readonly Column<OrderRow>[] {
  return [
    {
      id: 'instrument',
      title: 'Instrument',
      definition: "In the venue's own name.",
      kind: 'word',
      width: 160,
      value: ({ ticket }) => ticket.instrument,
      text: ({ ticket }) => ticket.instrument,
      cell: ({ ticket }) => (
        <span className={styles['instrument']} title={ticket.venue === null ? `${ticket.instrument}: no venue is known for it` : `${ticket.instrument} on ${ticket.venue}`}>
          {ticket.instrument}
        </span>
      ),
    },
    {
      id: 'side',
      title: 'Side',
      kind: 'word',
      width: 56,
      value: ({ ticket }) => ticket.side,
      text: ({ ticket }) => ticket.side,
      cell: sideCell,
    },
    {
      id: 'contracts',
      title: 'Contracts',
      definition: 'Ordered, in whole lots. Bought legs are rounded to the nearest lot, sold ones down.',
      kind: 'figure',
      width: 80,
      value: ({ ticket }) => ticket.contracts,
      text: ({ ticket }) => exact(ticket.contracts),
      exact: ({ ticket }) => String(ticket.contracts),
      cell: contractsCell,
    },
    {
      id: 'lot',
      title: 'Lot',
      definition: 'Contracts in a lot of the venue.',
      kind: 'figure',
      width: 48,
      leave: 2,
      value: ({ ticket }) => (ticket.lot === 0 ? null : ticket.lot),
      text: ({ ticket }) => (ticket.lot === 0 ? 'not known' : exact(ticket.lot)),
    },
    {
      id: 'rounding',
      title: 'Rounding',
      definition: 'Contracts ordered less those wanted.',
      kind: 'figure',
      width: 76,
      leave: 1,
      value: ({ ticket }) => ticket.rounding,
      text: ({ ticket }) => formatNumber(ticket.rounding, { decimals: 4, sign: true }),
      exact: ({ ticket }) => String(ticket.rounding),
    },
    {
      id: 'limit',
      title: 'Limit',
      definition: 'The far side of a usual spread, on a tick of the venue.',
      kind: 'figure',
      width: 92,
      value: ({ ticket }) => ticket.limit.price,
      text: ({ ticket: { limit } }) => `${exact(limit.price)} ${limit.unit}`,
      exact: ({ ticket }) => String(ticket.limit.price),
      cell: ({ ticket: { limit, instrument } }) => (
        <Figure label={`Limit of ${instrument}`} value={exact(limit.price)} unit={limit.unit === 'quote currency' ? currency : limit.unit} definition={limit.words} focusable={false} />
      ),
    },
    {
      id: 'force',
      title: 'In force',
      definition: 'For the day, or good till cancelled (GTC).',
      kind: 'word',
      width: 56,
      leave: 3,
      value: ({ ticket }) => TIME_IN_FORCE[ticket.timeInForce],
      text: ({ ticket }) => TIME_IN_FORCE[ticket.timeInForce],
    },
    {
      id: 'trigger',
      title: 'Trigger',
      definition: 'When it is placed: the gate of its layer.',
      kind: 'word',
      width: 86,
      grow: true,
      leave: 5,
      value: ({ ticket }) => ticket.trigger.words,
      text: ({ ticket }) => ticket.trigger.words,
      cell: triggerCell,
    },
    {
      id: 'worst',
      title: `Worst case, ${currency}`,
      definition: 'The most that the order can lose by itself, fee included.',
      kind: 'figure',
      width: 118,
      value: ({ ticket }) => ticket.worstCase,
      text: ({ ticket }) => (ticket.worstCase === null ? 'without bound' : formatNumber(ticket.worstCase, { decimals: 2 })),
      exact: ({ ticket }) => String(ticket.worstCase ?? ''),
    },
  ];
} // prettier-ignore
