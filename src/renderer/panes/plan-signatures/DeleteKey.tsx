import type { ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { deleteKey } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';

/** Asks before a key is lost. */
export function DeleteKey({ signer, onBack }: { readonly signer: KnownSigner; readonly onBack: () => void }): ReactElement {
  const { name, fingerprint, sealed } = signer;
  return (
    <Dialog
      open
      onClose={onBack}
      title={`Delete the key ${name}?`}
      description={
        sealed === null
          ? 'The public key leaves this computer. Plans that name it keep their signatures, and go on to verify.'
          : 'The private key leaves this computer for good: without an exported copy nobody can sign with it again. Signatures that were given stay valid.'
      }
      actions={
        <>
          <Button size="large" onClick={onBack}>
            Keep it
          </Button>
          <Button size="large" tone="danger" onClick={() => void deleteKey(fingerprint).then(onBack)}>
            Delete
          </Button>
        </>
      }
    >
      {null}
    </Dialog>
  );
} // prettier-ignore
