import type { ReactNode } from 'react';
import type { Followed, SourceInfo, SyncItem } from '#shared/sync';
import { formatAge, formatBar, formatCount, formatTime, type Zone } from '../../lib/format';
import { datasetKey } from '../../state/sync';
import type { Column } from '../../ui/table';
import styles from './sources.module.css';

/** `Binance futures, 3 data sets, fetched 14 s ago`. */
export function sourceHeading(source: SourceInfo | undefined, count: number, now: number): ReactNode {
  if (!source) return formatCount(count, 'data set');
  const fetched = source.fetched === null ? 'never fetched' : `fetched ${formatAge(source.fetched, now)}`;
  return `${source.label}, ${formatCount(count, 'data set')}, ${fetched}`;
}

/** What was last heard of a data set in this session. */
export function stateText(item: SyncItem | undefined): string {
  if (!item) return '';
  if (item.state === 'running') return `${Math.floor(item.share * 100)} %`;
  if (item.state === 'done') return item.added > 0 ? `${formatCount(item.added, 'new row')}` : 'nothing new';
  return item.message === '' ? item.state : item.message;
}

export function sourceColumns(
  sources: readonly SourceInfo[],
  items: readonly SyncItem[],
  zone: Zone,
): readonly Column<Followed>[] {
  const byKey = new Map(items.map((item) => [datasetKey(item), item]));
  const offerOf = ({ source, offer }: Followed): string =>
    sources.find(({ id }) => id === source)?.offers.find(({ id }) => id === offer)?.label ?? offer;
  const itemOf = (row: Followed): SyncItem | undefined => byKey.get(datasetKey(row));
  return [
    {
      id: 'instrument',
      title: 'Instrument',
      kind: 'word',
      width: 132,
      value: ({ instrument }) => instrument,
      text: ({ instrument }) => instrument,
    },
    { id: 'offer', title: 'Data set', kind: 'word', width: 120, grow: true, value: offerOf, text: offerOf },
    {
      id: 'interval',
      title: 'Bar',
      kind: 'figure',
      width: 52,
      leave: 2,
      value: ({ interval }) => interval,
      text: ({ interval }) => (interval === 0 ? '' : formatBar(interval)),
    },
    {
      id: 'from',
      title: 'From',
      definition: 'How far back it is kept; all: as far as the source reaches.',
      kind: 'time',
      width: 84,
      leave: 1,
      value: ({ from }) => from,
      text: ({ from }) => (from === null ? 'all' : formatTime(from, zone, 'day')),
    },
    {
      id: 'state',
      title: 'Last run',
      kind: 'word',
      width: 120,
      value: (row) => stateText(itemOf(row)),
      text: (row) => stateText(itemOf(row)),
      cell: (row) => (
        <span className={styles['state']} data-state={itemOf(row)?.state} title={itemOf(row)?.message}>
          {stateText(itemOf(row))}
        </span>
      ),
    },
  ];
}
