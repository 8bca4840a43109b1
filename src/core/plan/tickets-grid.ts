import type { OrderTicket, PlanDocument } from './types';

const COLUMNS: readonly (readonly [string, (ticket: OrderTicket) => string | number | null])[] = [
  ['layer', ({ layer }) => layer],
  ['venue', ({ venue }) => venue],
  ['instrument', ({ instrument }) => instrument],
  ['side', ({ side }) => side],
  ['contracts', ({ contracts }) => contracts],
  ['contract size', ({ contractSize }) => contractSize],
  ['lot', ({ lot }) => lot],
  ['wanted units', ({ units }) => units],
  ['rounding contracts', ({ rounding }) => rounding],
  ['limit', ({ limit }) => limit.price],
  ['limit unit', ({ limit }) => limit.unit],
  ['limit guidance', ({ limit }) => limit.words],
  ['time in force', ({ timeInForce }) => (timeInForce === 'day' ? 'day' : 'good till cancelled')],
  ['trigger', ({ trigger }) => trigger.words],
  ['trigger value', ({ trigger }) => trigger.value],
  ['listed', ({ listed }) => (listed ? 'yes' : 'no')],
  ['worst case', ({ worstCase }) => worstCase],
];

/** The orders as a table, every digit; the first row is the header. What has no bound, or is not known, is empty. */
export const ticketsGrid = ({ tickets }: Pick<PlanDocument, 'tickets'>): string[][] => [
  COLUMNS.map(([name]) => name),
  ...tickets.map((ticket) => COLUMNS.map(([, read]) => String(read(ticket) ?? ''))),
];
