import type { ReactElement } from 'react';
import type { SyncItem } from '#shared/sync';
import { formatBar, formatCount, formatNumber } from '../../lib/format';
import { datasetKey, selectSources, useSync } from '../../state/sync';
import { Icon } from '../../ui/Icon';
import { ProgressBar } from '../../ui/ProgressBar';
import { STATE_ICONS } from './state-icons';
import styles from './sync-queue.module.css';

/** Most rows that are worth reading; the pane of sources tells the rest. */
const MOST = 200;
const ORDER: Readonly<Record<SyncItem['state'], number>> = { running: 0, waiting: 1, failed: 2, queued: 3, cancelled: 4, done: 5 }; // prettier-ignore

/** One row a data set: what runs and what has failed first. */
export function Items({ items }: { readonly items: readonly SyncItem[] }): ReactElement {
  const sorted = items.toSorted((a, b) => ORDER[a.state] - ORDER[b.state]).slice(0, MOST);
  return (
    <ul className={styles['list']} aria-label="Data sets">
      {sorted.map((item) => (
        <Item key={datasetKey(item)} item={item} />
      ))}
    </ul>
  );
}

function Item({ item }: { readonly item: SyncItem }): ReactElement {
  const source = useSync(selectSources).find(({ id }) => id === item.source);
  const offer = source?.offers.find(({ id }) => id === item.offer)?.label ?? item.offer;
  const label = `${item.instrument} ${offer.toLowerCase()}${item.interval > 0 ? ` ${formatBar(item.interval)}` : ''}`;
  const counts = [
    item.added > 0 && `${formatNumber(item.added)} new`,
    item.quarantined > 0 && `${formatNumber(item.quarantined)} set aside`,
    item.retries > 0 && formatCount(item.retries, 'retry', 'retries'),
  ].filter(Boolean);
  const message = [...counts, item.message].filter(Boolean).join(', ');
  return (
    <li className={styles['job']} data-state={item.state}>
      <Icon name={STATE_ICONS[item.state]} size={14} />
      <span className={styles['label']}>
        {label} <small>{source?.label ?? item.source}</small>
      </span>
      <span className={styles['message']} title={message} data-copyable>
        {message}
      </span>
      {item.state === 'running' || item.state === 'waiting' ? (
        <ProgressBar label={label} share={item.share} />
      ) : (
        <span className={styles['when']}>{item.state}</span>
      )}
      <span />
    </li>
  );
}
