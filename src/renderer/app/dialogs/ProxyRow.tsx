import type { ReactElement } from 'react';
import { addressProblem } from '../../lib/address';
import { configureSync, selectSyncSettings, useSync } from '../../state/sync';
import { DraftField } from '../../ui/DraftField';
import styles from './SettingsDialog.module.css';

const PROTOCOLS = ['http:', 'https:', 'socks5:'];

/** Empty = straight to the network. */
export function ProxyRow(): ReactElement | null {
  const settings = useSync(selectSyncSettings);
  if (!settings) return null;
  return (
    <div className={styles['row']}>
      <div>
        <h3>Proxy</h3>
        <p>For market sync; empty: none. Written as http://host:3128 or socks5://host:1080.</p>
      </div>
      <DraftField
        label="Proxy"
        width={220}
        value={settings.proxy ?? ''}
        problemOf={(text) => addressProblem(text, PROTOCOLS)}
        onCommit={(text) => void configureSync({ proxy: text.trim() === '' ? null : text.trim() })}
      />
    </div>
  );
}
