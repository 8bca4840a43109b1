import { useState, type ReactElement } from 'react';
import type { PlanView } from '#shared/plan-desk';
import { revokeSignature, selectBusy, usePlanDesk } from '../../state/plan-desk';
import { selectSigners, useSigners } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Passphrase } from './Passphrase';

interface RevokeDialogProps {
  readonly view: PlanView;
  /** Fingerprint of the key. */
  readonly signer: string;
  readonly onClose: () => void;
}

/** Asks before a signature is taken back: that cannot be undone. */
export function RevokeDialog({ view, signer, onClose }: RevokeDialogProps): ReactElement {
  const key = (useSigners(selectSigners) ?? []).find(({ fingerprint }) => fingerprint === signer);
  const busy = usePlanDesk(selectBusy);
  const [passphrase, setPassphrase] = useState('');
  const name = view.verification.signatures.find((one) => one.key === signer)?.name ?? key?.name ?? 'this key';
  const why = key?.locked && passphrase === '' ? 'This key is under a passphrase.' : (busy ?? false);
  const revoke = async (): Promise<void> => {
    if (await revokeSignature({ id: view.id, signer, ...(key?.locked ? { passphrase } : {}) })) onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Revoke the signature of ${name}?`}
      description="It is taken back for good: this key cannot sign the same content again. Others know of it once they have the plan with the revocation, so send it to everybody who has the plan."
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Keep it
          </Button>
          <Button size="large" tone="danger" disabled={why} onClick={() => void revoke()}>
            Revoke
          </Button>
        </>
      }
    >
      {key?.locked && <Passphrase label="Passphrase" value={passphrase} onChange={setPassphrase} />}
    </Dialog>
  );
}
