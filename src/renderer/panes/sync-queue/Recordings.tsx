import type { ReactElement } from 'react';
import type { Recording } from '#shared/sync';
import { formatAge, formatCount } from '../../lib/format';
import { useNow } from '../../lib/use-now';
import { selectSyncSettings, selectSyncState, setRecording, useSync } from '../../state/sync';
import { Section } from '../../ui/Section';
import { coverageTone, Tag } from '../../ui/Tag';
import { Toggle } from '../../ui/Toggle';
import styles from './sync-queue.module.css';

/** Feeds of liquidations that can be recorded while the program is open, and how much of the truth each of them is. */
const FEEDS: readonly { readonly source: Recording['source']; readonly label: string; readonly coverage: string; readonly note: string }[] = [
  { source: 'bybit', label: 'Bybit', coverage: 'complete', note: 'Every liquidation of every contract that the venue lists.' },
  { source: 'binance', label: 'Binance', coverage: 'throttled', note: 'Every contract; at most one liquidation per instrument and second.' },
  { source: 'okx', label: 'OKX', coverage: 'throttled', note: 'Every contract; at most one liquidation per contract and second.' },
]; // prettier-ignore

export function Recordings(): ReactElement {
  const settings = useSync(selectSyncSettings);
  const { recordings } = useSync(selectSyncState);
  const now = useNow(5_000);
  return (
    <>
      <Section title="Recording liquidations" sub="while Ballast is open; what happens when it is not is a gap" />
      <ul className={styles['list']}>
        {FEEDS.map(({ source, label, coverage, note }) => {
          const wanted = settings?.recordings.find((one) => one.source === source);
          const state = recordings.find((one) => one.source === source);
          const words = !state
            ? note
            : [
                state.state,
                formatCount(state.prints, 'print'),
                state.last !== null && `last ${formatAge(state.last, now)}`,
                state.gaps > 0 && formatCount(state.gaps, 'gap'),
                state.message,
              ]
                .filter(Boolean)
                .join(', ');
          return (
            <li key={source} className={styles['feed']}>
              <Toggle
                label={`Record ${label}`}
                checked={wanted !== undefined}
                disabled={settings === null}
                onChange={(on) => void setRecording(wanted ?? { source, instruments: [] }, on)}
              />
              <span>{label}</span>
              <Tag tone={coverageTone(coverage)}>{coverage}</Tag>
              <span className={styles['message']} title={words}>
                {words}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
