import type { OrderTicket, PlanDocument } from '#core/plan/types';
import { html, type Markup } from '../html';
import { figure, money } from '../words';

/** Orders that one trigger sends off. */
interface Group {
  readonly layer: string;
  readonly trigger: OrderTicket['trigger'];
  readonly tickets: readonly { readonly ticket: OrderTicket; readonly number: number }[];
}

function groupsOf(tickets: readonly OrderTicket[]): Group[] {
  const groups = new Map<string, Group & { readonly tickets: { ticket: OrderTicket; number: number }[] }>();
  tickets.forEach((ticket, i) => {
    const key = JSON.stringify([ticket.layer, ticket.trigger.words, ticket.trigger.value]);
    const group = groups.get(key) ?? { layer: ticket.layer, trigger: ticket.trigger, tickets: [] };
    group.tickets.push({ ticket, number: i + 1 });
    groups.set(key, group);
  });
  return [...groups.values()];
}

/** Every order under the trigger that it waits for, numbered as in the file. */
export function ordersSection({ tickets, hedge }: PlanDocument): Markup {
  if (tickets.length === 0) return html`<h2>Orders</h2><p class="quiet">None.</p>`;
  const names = new Map(hedge.layers.map(({ id, name }) => [id, name]));
  return html`<h2>Orders</h2>
<table class="orders"><colgroup><col style="width:8mm"><col style="width:9mm"><col style="width:20mm"><col><col style="width:19mm"><col style="width:24mm"><col style="width:25mm"><col style="width:23mm"></colgroup>
<thead><tr><th>No</th><th>Side</th><th class="n">Contracts</th><th>Instrument</th><th class="n">Rounding</th><th class="n">Limit</th><th>In force</th><th class="n">Worst case</th></tr></thead>
${groupsOf(tickets).map(
  ({ layer, trigger, tickets: rows }) => html`<tbody class="head"><tr><td colspan="8"><b>${names.get(layer) ?? layer}</b> <span class="second">${trigger.words}. ${standing(trigger.value)}</span></td></tr></tbody>
${rows.map(({ ticket, number }) => order(ticket, number))}`,
)}</table>
<p class="second" style="margin-top:2mm">Rounding: contracts ordered less those wanted. Worst case: of the order by itself, fee included, in quote currency.</p>`;
} // prettier-ignore

function standing(value: number | null): string {
  if (value === null) return 'Its signal is not known.';
  if (value === 0) return 'Off now: place nothing before the trigger.';
  return value === 1 ? 'On now.' : `On now at ${figure(100 * value)} %.`;
}

/** Two rows that stay together: what is ordered, and how to go about it. */
const order = ({ side, contracts, instrument, venue, listed, kind, rounding, limit, timeInForce, worstCase }: OrderTicket, number: number): Markup =>
  html`<tbody class="order"><tr><td class="quiet">${number}</td><td>${side}</td><td class="n">${figure(contracts)}</td><td class="${venue === null ? '' : 'mono'}">${instrument}</td><td class="n">${figure(rounding)}</td><td class="n">${figure(limit.price)}</td><td>${timeInForce === 'day' ? 'day' : 'until cancelled'}</td><td class="n">${worstCase === null ? html`<span class="danger">without bound</span>` : money(worstCase)}</td></tr>
<tr class="second"><td colspan="3"></td><td colspan="5">${venue ?? html`<span class="warning">No venue known</span>`}${venue !== null && !listed && kind !== 'future' ? html`, <span class="warning">not listed: take the nearest</span>` : null}. Limit in ${limit.unit}. ${limit.words}</td></tr></tbody>`; // prettier-ignore
