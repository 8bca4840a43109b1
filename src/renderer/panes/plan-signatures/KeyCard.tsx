import type { ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { call } from '../../lib/call';
import { copyText } from '../../lib/copy';
import { notify } from '../../state/notices';
import { exportKey } from '../../state/signers';
import { useReply } from '../../state/use-reply';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { ErrorState } from '../../ui/States';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { QrPicture } from './QrPicture';
import styles from './signatures.module.css';

/** A public key to be given to others: its fingerprint to compare, its code to photograph. */
export function KeyCard({ signer, onBack }: { readonly signer: KnownSigner; readonly onBack: () => void }): ReactElement {
  const { name, fingerprint } = signer;
  const { value: code, error, reload } = useReply(`qr ${fingerprint}`, () => call('signers:qr', { signer: fingerprint }));
  const copy = async (text: string): Promise<void> => {
    if (await copyText(text)) notify({ tone: 'info', title: `The public key of ${name} was copied` });
  };
  return (
    <Dialog
      open
      onClose={onBack}
      title={name}
      width={560}
      description="Read the fingerprint to each other by another way than the one the key came by."
      actions={
        <>
          <Button size="large" disabled={!code && 'The code is not there.'} onClick={() => code && void copy(code.text)}>
            Copy as text
          </Button>
          <Button size="large" onClick={() => void exportKey({ signer: fingerprint })}>
            Export the public key
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </>
      }
    >
      <div className={styles['keyCard']}>
        <div className={styles['qrPlace']}>
          {error ? <ErrorState what={error.message} action={<Button onClick={reload}>Try again</Button>} /> : code && <QrPicture code={code} label={`QR code of the public key of ${name}`} />}
        </div>
        <div>
          <p className={styles['quiet']}>Fingerprint</p>
          <div className={styles['large']}>
            <Fingerprint of={name} hex={fingerprint} block />
          </div>
          <p className={styles['hint']}>{signer.sealed === null ? 'Only the public key is known here.' : 'The private half is here, sealed.'}</p>
        </div>
      </div>
    </Dialog>
  );
} // prettier-ignore
