import type { HedgeEvent } from '#core/hedge/simulation';
import { formatNumber, formatTime, zoneName, type Zone } from '../../lib/format';
import type { Column } from '../../ui/table';
import { ACTION_WORDS } from '../shared/hedge/action-words';

/** An event with the name of its layer, and a place in the list: two may be of one instant. */
export interface EventRow extends HedgeEvent {
  readonly key: string;
  readonly who: string;
}

/** Without the name of the layer, which has a column of its own, and with thousands told apart: `6.79 units at 25,412.8, 28 days`. */
const plain = (words: string, who: string): string =>
  words
    .replace(` × ${who}`, '\u00a0units')
    .replaceAll(/(?<![\d.])\d{4,}(\.\d+)?(?![\d.])/g, (text) =>
      formatNumber(Number(text), { decimals: text.split('.')[1]?.length ?? 0 }),
    );

export const eventRows = (events: readonly HedgeEvent[], names: ReadonlyMap<string, string>): readonly EventRow[] =>
  events.map((event, i) => {
    const who = event.layer === null ? 'account' : (names.get(event.layer) ?? event.layer);
    return { ...event, key: String(i), who, words: plain(event.words, who) };
  });

export function eventColumns(zone: Zone): readonly Column<EventRow>[] {
  return [
    {
      id: 'time',
      title: `Time, ${zoneName(zone, 0)}`,
      kind: 'time',
      width: 124,
      value: ({ t }) => t,
      text: ({ t }) => formatTime(t, zone),
      exact: ({ t }) => new Date(t).toISOString(),
    },
    {
      id: 'action',
      title: 'Done',
      kind: 'word',
      width: 88,
      value: ({ action }) => ACTION_WORDS[action],
      text: ({ action }) => ACTION_WORDS[action],
    },
    {
      id: 'who',
      title: 'Layer',
      kind: 'word',
      width: 132,
      leave: 2,
      value: ({ who }) => who,
      text: ({ who }) => who,
    },
    {
      id: 'words',
      title: 'What',
      kind: 'word',
      width: 140,
      grow: true,
      leave: 1,
      value: ({ words }) => words,
      text: ({ words }) => words,
    },
    {
      id: 'cash',
      title: 'Cash',
      definition: 'Money of it in the quote currency, paid below 0.',
      kind: 'figure',
      width: 84,
      value: ({ cash }) => cash,
      text: ({ cash }) => formatNumber(cash, { sign: true }),
      exact: ({ cash }) => String(cash),
    },
  ];
}
