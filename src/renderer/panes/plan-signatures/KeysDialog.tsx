import { useEffect, useState, type ReactElement } from 'react';
import type { KnownSigner } from '#shared/plan-desk';
import { formatTimeZoned } from '../../lib/format';
import { selectZone, useSettings } from '../../state/settings';
import { exportKey, loadSigners, openKeyFile, selectSigners, useSigners } from '../../state/signers';
import { Button, IconButton } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { EmptyState, Skeleton } from '../../ui/States';
import { shortPrint } from '../shared/plan/fingerprint';
import { AddText } from './AddText';
import { DeleteKey } from './DeleteKey';
import { ExportKey } from './ExportKey';
import { KeyCard } from './KeyCard';
import { ImportPrivate } from './ImportPrivate';
import { MakeKey } from './MakeKey';
import styles from './signatures.module.css';

type Step =
  | { readonly kind: 'list' }
  | { readonly kind: 'make' }
  | { readonly kind: 'private' }
  | { readonly kind: 'text' }
  | { readonly kind: 'card' | 'export' | 'delete'; readonly key: KnownSigner };
const LIST: Step = { kind: 'list' };

/** Keys that this workstation knows: own ones to sign with, and public ones of others. */
export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const [step, setStep] = useState<Step>(LIST);
  useEffect(() => void loadSigners(), []);
  const back = (): void => setStep(LIST);
  const show = (key: KnownSigner | undefined): void => setStep(key ? { kind: 'card', key } : LIST);
  switch (step.kind) {
    case 'make':
      return <MakeKey onBack={back} onMade={show} />;
    case 'private':
      return <ImportPrivate onBack={back} onAdded={show} />;
    case 'text':
      return <AddText onBack={back} onAdded={show} />;
    case 'card':
      return <KeyCard signer={step.key} onBack={back} />;
    case 'export':
      return <ExportKey signer={step.key} onBack={back} />;
    case 'delete':
      return <DeleteKey signer={step.key} onBack={back} />;
    case 'list':
      return <List onClose={onClose} onStep={setStep} onAdded={show} />;
  }
}

interface ListProps {
  readonly onClose: () => void;
  readonly onStep: (step: Step) => void;
  readonly onAdded: (key: KnownSigner | undefined) => void;
}

function List({ onClose, onStep, onAdded }: ListProps): ReactElement {
  const known = useSigners(selectSigners);
  const open = async (): Promise<void> => {
    const added = await openKeyFile();
    if (added) onAdded(added);
  };
  const imports: readonly MenuEntry[] = [
    { kind: 'heading', label: 'A public key' },
    { label: 'From a file, or a picture of its QR code', icon: 'folder', onSelect: () => void open() },
    { label: 'From text', icon: 'copy', onSelect: () => onStep({ kind: 'text' }) },
    { kind: 'line' },
    { label: 'An own key, from its file', icon: 'lock', onSelect: () => onStep({ kind: 'private' }) },
  ];
  return (
    <Dialog
      open
      onClose={onClose}
      title="Keys"
      width={720}
      description="Private keys stay on this computer, sealed. Others need the public one."
      actions={
        <Button size="large" onClick={onClose}>
          Close
        </Button>
      }
    >
      <div className={styles['keyTools']}>
        <Button tone="primary" icon="plus" onClick={() => onStep({ kind: 'make' })}>
          Make a key
        </Button>
        <Menu
          align="start"
          trigger={
            <Button icon="folder" menu>
              Import a key
            </Button>
          }
          entries={imports}
        />
      </div>
      {known === null ? <Skeleton rows={3} /> : known.length === 0 ? <EmptyState icon="lock" text="No key is known yet." hint="Make your own, and import the public keys of those who sign with you." /> : <Rows known={known} onStep={onStep} />}
    </Dialog>
  );
} // prettier-ignore

const sealWords = ({ sealed }: KnownSigner): string =>
  sealed === null
    ? 'public key'
    : sealed === 'system'
      ? 'own key, sealed by the system'
      : 'own key, under a passphrase';

function Rows({ known, onStep }: { readonly known: readonly KnownSigner[]; readonly onStep: (step: Step) => void }): ReactElement {
  const zone = useSettings(selectZone);
  return (
    <ul className={styles['keys']} aria-label="Known keys">
      {known.map((key) => {
        const entries: readonly MenuEntry[] = [
          { label: 'Export the public key', icon: 'save', onSelect: () => void exportKey({ signer: key.fingerprint }) },
          { label: 'Export the private key', icon: 'lock', disabled: key.sealed === null && 'not here', onSelect: () => onStep({ kind: 'export', key }) },
          { kind: 'line' },
          { label: 'Delete', icon: 'trash', danger: true, onSelect: () => onStep({ kind: 'delete', key }) },
        ];
        return (
          <li key={key.fingerprint}>
            <span className={styles['keyName']}>
              <b>{key.name}</b>
              <small>
                {sealWords(key)}, since {formatTimeZoned(key.addedAt, zone)}
              </small>
            </span>
            <code className={styles['print']}>{shortPrint(key.fingerprint)}</code>
            <Button aria-label={`Show the code of ${key.name}`} onClick={() => onStep({ kind: 'card', key })}>
              Fingerprint, QR
            </Button>
            <Menu trigger={<IconButton icon="more" label={`More for ${key.name}`} tooltip={false} />} entries={entries} />
          </li>
        );
      })}
    </ul>
  );
} // prettier-ignore
