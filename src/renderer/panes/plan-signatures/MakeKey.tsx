import { useEffect, useState, type FormEvent, type ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { loadKeyring, selectKeyring, useSync } from '../../state/sync';
import { makeKey } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import { Passphrase, passphraseProblem } from './Passphrase';
import styles from './signatures.module.css';

interface MakeKeyProps {
  readonly onBack: () => void;
  readonly onMade: (key: KnownSigner) => void;
}

/** A new key pair, sealed by the system or under a passphrase. */
export function MakeKey({ onBack, onMade }: MakeKeyProps): ReactElement {
  const keyring = useSync(selectKeyring);
  useEffect(() => void loadKeyring(), []);
  const [name, setName] = useState('');
  const [wanted, setWanted] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const [busy, setBusy] = useState(false);
  const hasSystem = keyring?.kind === 'system';
  const needsOne = wanted || !hasSystem;
  const why = name.trim() === '' ? 'Give it a name first.' : needsOne ? passphraseProblem(passphrase, again) : undefined; // prettier-ignore
  const make = async (event?: FormEvent): Promise<void> => {
    event?.preventDefault();
    if (why !== undefined || busy) return;
    setBusy(true);
    const made = await makeKey({ name: name.trim(), ...(needsOne ? { passphrase } : {}) });
    setBusy(false);
    if (made) onMade(made);
  };
  return (
    <Dialog
      open
      onClose={onBack}
      title="Make a key"
      description="An Ed25519 pair. The private half never leaves this computer unless you export it."
      actions={
        <>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
          <Button size="large" tone="primary" disabled={why ?? (busy && 'Making it.')} onClick={() => void make()}>
            Make the key
          </Button>
        </>
      }
    >
      <form className={styles['form']} onSubmit={(event) => void make(event)}>
        <span>Name</span>
        <TextField label="Name of the key" placeholder="Whose it is" maxLength={80} value={name} onChange={setName} />
        {hasSystem && (
          <>
            <span>Seal</span>
            <Toggle label="Under a passphrase of its own" withLabel checked={wanted} onChange={setWanted} />
          </>
        )}
        {needsOne && (
          <>
            <span>Passphrase</span>
            <Passphrase label="Passphrase" value={passphrase} onChange={setPassphrase} />
            <span>Again</span>
            <Passphrase label="Passphrase again" value={again} onChange={setAgain} />
          </>
        )}
        <button type="submit" hidden />
      </form>
      <p className={styles['hint']}>
        {needsOne
          ? `${hasSystem ? '' : 'This computer has no keyring, so the key is sealed under a passphrase, asked for each time it signs. '}A forgotten passphrase cannot be recovered.`
          : "Sealed by the system's keyring, and opened without asking."}
      </p>
    </Dialog>
  );
}
