import { useState, type ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { importPrivateKey } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Passphrase } from './Passphrase';
import styles from './signatures.module.css';

interface ImportPrivateProps {
  readonly onBack: () => void;
  readonly onAdded: (key: KnownSigner) => void;
}

/** An own key from another computer. */
export function ImportPrivate({ onBack, onAdded }: ImportPrivateProps): ReactElement {
  const [passphrase, setPassphrase] = useState('');
  const open = async (): Promise<void> => {
    const added = await importPrivateKey(passphrase);
    setPassphrase('');
    if (added) onAdded(added);
  };
  return (
    <Dialog
      open
      onClose={onBack}
      title="Import an own key"
      description="The file that the private key was exported to. It stays under its passphrase, which is asked for each time it signs."
      actions={
        <>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
          <Button
            size="large"
            tone="primary"
            disabled={passphrase === '' && 'Give its passphrase first.'}
            onClick={() => void open()}
          >
            Choose the file
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <span>Passphrase</span>
        <Passphrase label="Passphrase of the file" value={passphrase} onChange={setPassphrase} />
      </div>
    </Dialog>
  );
}
