import type { ReactElement } from 'react';
import type { SourceInfo } from '#shared/sync';
import { addressProblem } from '../../../lib/address';
import { configureSync, selectSyncSettings, useSync } from '../../../state/sync';
import { DraftField } from '../../../ui/DraftField';
import styles from './connect.module.css';

/** Whose figures these are, and where they are asked for: a mirror may stand in. */
export function About({ source: { id, label, url, address } }: { readonly source: SourceInfo }): ReactElement {
  const settings = useSync(selectSyncSettings);
  const setAddress = (text: string): void => {
    const { [id]: own, ...others } = settings?.addresses ?? {};
    const { http: _http, ...rest } = own ?? {};
    const http = text.trim();
    void configureSync({ addresses: { ...others, [id]: http === '' ? rest : { ...rest, http } } });
  };
  return (
    <div className={styles['about']}>
      <p>
        <b>{label}</b>{' '}
        <span className={styles['note']} data-copyable>
          {url.replace(/^https?:\/\//, '')}
        </span>
      </p>
      <label className={styles['key']}>
        <span className={styles['note']}>Mirror</span>
        <DraftField
          label={`Mirror of ${label}`}
          width={220}
          value={address.http ?? ''}
          problemOf={(text) => addressProblem(text, ['https:', 'http:'])}
          onCommit={setAddress}
        />
      </label>
    </div>
  );
}
