import type { BookLeg } from '#core/hedge/replay/types';
import { formatNumber, formatPrice, formatTime, MINUS } from '../../lib/format';
import type { Column } from '../../ui/table';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';

export interface LegRow extends BookLeg {
  readonly key: string;
}
export const legRows = (legs: readonly BookLeg[]): readonly LegRow[] =>
  legs.map((leg, i) => ({ ...leg, key: String(i) }));

const KIND = { put: 'put', call: 'call', future: 'future' } as const;

/** `put 34,438`, `volatility call 60`, `perpetual`. */
export function instrumentWords({ kind, on, strike, expiry }: BookLeg): string {
  const name = kind === 'future' && expiry === Infinity ? 'perpetual' : KIND[kind];
  const head = on === 'volatility' ? `volatility ${name}` : name;
  return kind === 'future' ? head : `${head} ${formatPrice(strike)}`;
}

const expiryWords = ({ expiry }: BookLeg): string => (expiry === Infinity ? 'none' : formatTime(expiry, 'utc', 'day'));
const units = (value: number): string => formatNumber(value, { decimals: Math.abs(value) < 10 ? 3 : 1 }).replace('-', MINUS); // prettier-ignore

export const legColumns = (unit: MoneyUnit): readonly Column<LegRow>[] => [
  { id: 'leg', title: 'Leg', kind: 'word', width: 104, grow: true, value: instrumentWords, text: instrumentWords },
  { id: 'expiry', title: 'Expiry', kind: 'time', width: 84, leave: 3, value: ({ expiry }) => expiry, text: expiryWords },
  { id: 'units', title: 'Units', definition: 'Of the underlying, short below 0.', kind: 'figure', width: 64, value: (leg) => leg.units, text: (leg) => units(leg.units), exact: (leg) => String(leg.units) },
  { id: 'entry', title: 'Entry', definition: 'Price at which it was opened, at the middle.', kind: 'figure', width: 72, leave: 2, value: ({ entry }) => entry, text: ({ entry }) => formatPrice(entry), exact: ({ entry }) => String(entry) },
  { id: 'mark', title: 'Mark', definition: 'Price at the last bar, at the middle. Of an option modelled on the surface.', kind: 'figure', width: 72, value: ({ mark }) => mark, text: ({ mark }) => formatPrice(mark), exact: ({ mark }) => String(mark) },
  { id: 'pnl', title: `P&L, ${unit.short}`, definition: `Units times mark less entry, before costs, ${unit.words}.`, kind: 'figure', width: 76, value: ({ pnl }) => pnl, text: ({ pnl }) => amountOf(pnl, unit, { sign: true, finer: true }), exact: ({ pnl }) => String(pnl) },
  { id: 'layer', title: 'Layer', kind: 'word', width: 88, leave: 1, value: ({ name }) => name, text: ({ name }) => name },
]; // prettier-ignore
