import { useState, type ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { exportKey } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Passphrase, passphraseProblem } from './Passphrase';
import styles from './signatures.module.css';

/** Writes a private key under a passphrase, which has to travel by another way. */
export function ExportKey({ signer, onBack }: { readonly signer: KnownSigner; readonly onBack: () => void }): ReactElement {
  const { name, fingerprint, locked } = signer;
  const [unlock, setUnlock] = useState('');
  const [passphrase, setPassphrase] = useState('');
  const [again, setAgain] = useState('');
  const why = locked && unlock === '' ? 'Give the passphrase that it is under now.' : passphraseProblem(passphrase, again);
  const write = async (): Promise<void> => {
    if (await exportKey({ signer: fingerprint, passphrase, ...(locked ? { unlock } : {}) })) onBack();
  };
  return (
    <Dialog
      open
      onClose={onBack}
      title={`Export the private key of ${name}`}
      description="Whoever has the file and its passphrase can sign as you. Keep the two apart."
      actions={
        <>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
          <Button size="large" tone="primary" disabled={why ?? false} onClick={() => void write()}>
            Export
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        {locked && (
          <>
            <span>Now under</span>
            <Passphrase label="Present passphrase" value={unlock} onChange={setUnlock} />
          </>
        )}
        <span>Passphrase</span>
        <Passphrase label="Passphrase of the file" value={passphrase} onChange={setPassphrase} />
        <span>Again</span>
        <Passphrase label="Passphrase again" value={again} onChange={setAgain} />
      </div>
    </Dialog>
  );
} // prettier-ignore
