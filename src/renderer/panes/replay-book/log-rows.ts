import type { BookAction, BookEvent } from '#core/hedge/replay/types';
import { formatNumber, formatTime, zoneName, type Zone } from '../../lib/format';
import type { Column } from '../../ui/table';
import { ACTION_WORDS } from '../shared/hedge/action-words';

export const WORDS: Readonly<Record<BookAction, string>> = {
  ...ACTION_WORDS,
  act: 'act',
  trade: 'position',
  gateOn: 'gate on',
  gateOff: 'gate off',
  call: 'margin call',
};

export interface LogRow extends BookEvent {
  /** In the order in which things were done. */
  readonly place: number;
}
export const logRows = (events: readonly BookEvent[]): readonly LogRow[] =>
  events.map((event, place) => ({ ...event, place }));

/** Thousands of a price told apart: `at 34,438.4`. */
const plain = (words: string): string =>
  words.replaceAll(/(?<![\d.-])\d{4,}(\.\d+)?(?![\d.-])/g, (text) => formatNumber(Number(text), { decimals: text.split('.')[1]?.length ?? 0 })); // prettier-ignore

export const logColumns = (zone: Zone): readonly Column<LogRow>[] => [
  { id: 'time', title: `Time, ${zoneName(zone, 0)}`, kind: 'time', width: 124, value: ({ place }) => place, text: ({ t }) => formatTime(t, zone), exact: ({ t }) => new Date(t).toISOString() },
  { id: 'action', title: 'Done', kind: 'word', width: 84, leave: 1, value: ({ action }) => WORDS[action], text: ({ action }) => WORDS[action] },
  { id: 'words', title: 'What', kind: 'word', width: 120, grow: true, value: ({ words }) => words, text: ({ words }) => plain(words) },
  { id: 'cash', title: 'Cash', definition: 'Money of it in the quote currency, paid below 0.', kind: 'figure', width: 76, leave: 2, value: ({ cash }) => cash, text: ({ cash }) => (cash === 0 ? '0' : formatNumber(cash, { sign: true })), exact: ({ cash }) => String(cash) },
]; // prettier-ignore
