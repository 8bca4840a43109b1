import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import type { KeyringInfo, SourceInfo } from '#shared/sync';
import { tryCall } from '../../../lib/call';
import { loadKeyring, loadSources, selectKeyring, sync, useSync } from '../../../state/sync';
import { Button } from '../../../ui/Button';
import { TextField } from '../../../ui/TextField';
import styles from './connect.module.css';

const keep = (keyring: KeyringInfo | undefined): void => {
  if (keyring) sync.getState().set({ keyring });
};

/** A key goes in here and is never shown again. */
export function KeyBox({ source }: { readonly source: SourceInfo }): ReactElement {
  const keyring = useSync(selectKeyring);
  useEffect(() => void loadKeyring(), []);
  if (!keyring) return <></>;
  if (keyring.kind !== 'system' && keyring.locked) return <Unlock isNew={keyring.kind === 'none'} />;
  return keyring.keys.includes(source.id) ? <Stored source={source} /> : <Store source={source} />;
}

function Stored({ source }: { readonly source: SourceInfo }): ReactElement {
  const forget = async (): Promise<void> => {
    keep(await tryCall('keyring:forget', { source: source.id }));
    await loadSources();
  };
  return (
    <p className={styles['key']}>
      <span>A key is stored, sealed.</span>
      <Button onClick={() => void forget()}>Forget it</Button>
    </p>
  );
}

function Store({ source }: { readonly source: SourceInfo }): ReactElement {
  const [key, setKey] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    keep(await tryCall('keyring:store', { source: source.id, key }));
    setKey('');
    await loadSources();
  };
  return (
    <form className={styles['key']} onSubmit={(event) => void submit(event)}>
      <TextField label={`Key for ${source.label}`} placeholder={source.key === 'required' ? 'Key' : 'Key, optional'} type="password" value={key} onChange={setKey} width={200} />
      <Button type="submit" disabled={key.trim() === '' && 'Type the key first.'}>
        Store
      </Button>
    </form>
  );
} // prettier-ignore

const LEAST = 8;

function Unlock({ isNew }: { readonly isNew: boolean }): ReactElement {
  const [passphrase, setPassphrase] = useState('');
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (passphrase.length < LEAST) return;
    keep(await tryCall('keyring:unlock', { passphrase }));
    setPassphrase('');
  };
  return (
    <form className={styles['lock']} onSubmit={(event) => void submit(event)}>
      <p className={styles['note']}>
        {isNew
          ? 'This computer has no keyring. Keys are sealed under a passphrase of yours, asked for once each start.'
          : 'Keys are sealed under your passphrase.'}
      </p>
      <div className={styles['key']}>
        <TextField label="Passphrase" placeholder="Passphrase" type="password" value={passphrase} onChange={setPassphrase} width={200} />
        <Button type="submit" disabled={passphrase.length < LEAST && `At least ${LEAST} characters.`}>
          {isNew ? 'Set' : 'Unlock'}
        </Button>
      </div>
    </form>
  );
} // prettier-ignore
