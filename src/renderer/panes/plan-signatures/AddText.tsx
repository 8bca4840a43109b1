import { useState, type ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { addKeyText } from '../../state/signers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextArea } from '../../ui/TextArea';

interface AddTextProps {
  readonly onBack: () => void;
  readonly onAdded: (key: KnownSigner) => void;
}

/** The public key of another person as text: its file, or what a QR code said. */
export function AddText({ onBack, onAdded }: AddTextProps): ReactElement {
  const [text, setText] = useState('');
  const add = async (): Promise<void> => {
    const added = await addKeyText(text.trim());
    if (added) onAdded(added);
  };
  return (
    <Dialog
      open
      onClose={onBack}
      title="Import a public key"
      description="Paste the text of a public key file, or what its QR code says. Then compare the fingerprint with its owner."
      actions={
        <>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
          <Button
            size="large"
            tone="primary"
            disabled={text.trim() === '' && 'Paste the key first.'}
            onClick={() => void add()}
          >
            Import
          </Button>
        </>
      }
    >
      <TextArea label="Public key" mono rows={4} most={4_096} value={text} onChange={setText} />
    </Dialog>
  );
}
