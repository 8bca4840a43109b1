import type { OrderTicket, WorstCase } from './types';

type Order = Pick<
  OrderTicket,
  'layer' | 'on' | 'kind' | 'strike' | 'expiry' | 'side' | 'contracts' | 'contractSize' | 'unitPrice' | 'fee'
>;

/** Orders that settle against one price: those of a layer, an underlying and an expiry. */
type Group = readonly Order[];

const EDGE = 1e-9;
const signed = ({ side, contracts, contractSize }: Order): number =>
  (side === 'buy' ? 1 : -1) * contracts * contractSize;

/**
 * The most that the orders can lose together, fees included: of each group the worst price of its underlying at expiry, all of them at
 * once, which can only overstate it. A group that loses without bound as the asset rises takes cover from the units that the book is
 * exposed to, each of which covers once; from its cover only what it gains above the spot of now is counted.
 * @param exposedUnits units of the asset that the positions stand for. @param spot of now [quote currency].
 * @returns null: calls or futures are sold that nothing covers, and the loss has no bound.
 */
export function worstLoss(tickets: readonly Order[], exposedUnits: number, spot: number): number | null {
  let cover = Math.max(0, exposedUnits);
  let loss = 0;
  for (const group of groupsOf(tickets)) {
    const rising = group.reduce((sum, order) => (order.kind === 'put' ? sum : sum + signed(order)), 0);
    const needed = Math.max(0, -rising);
    if (needed > 0 && (group[0].on === 'volatility' || needed > cover * (1 + EDGE))) return null;
    cover -= needed;
    const corners = [0, spot, ...group.flatMap(({ strike }) => strike ?? [])];
    const ends = corners.map((s) => gainAt(group, s) + needed * Math.max(0, s - spot));
    loss += Math.max(0, -Math.min(...ends)) + group.reduce((sum, { fee }) => sum + fee, 0);
  }
  return loss;
}

/** What orders come to at one price of their underlying at expiry, fees left out. */
export const gainAt = (group: Group, s: number): number =>
  group.reduce((sum, order) => sum + signed(order) * (valueAt(order, s) - order.unitPrice), 0);

function valueAt({ kind, strike }: Order, s: number): number {
  if (kind === 'future' || strike === null) return s;
  return Math.max(0, kind === 'call' ? s - strike : strike - s);
}

function groupsOf(tickets: readonly Order[]): Group[] {
  const groups = new Map<string, Order[]>();
  for (const ticket of tickets) {
    const key = JSON.stringify([ticket.layer, ticket.on, ticket.expiry]);
    const group = groups.get(key);
    if (group) group.push(ticket);
    else groups.set(key, [ticket]);
  }
  return [...groups.values()];
}

/** The same with words. @param asset its name. */
export function worstCaseOf(tickets: readonly Order[], exposedUnits: number, spot: number, asset: string): WorstCase {
  const loss = worstLoss(tickets, exposedUnits, spot);
  const words =
    loss === null
      ? 'Calls or futures are sold that nothing covers: the loss has no bound.'
      : `All orders filled at their limits and each expiry at its worst price, fees included; what is sold on a rise of ${asset} is covered by what is held.`;
  return { loss, words };
}
