import type { ReactElement } from 'react';
import type { SignaturePolicy } from '#core/plan/types';
import type { KnownSigner } from '#shared/plan-desk';
import { runCommand } from '../../state/commands';
import { selectSigners, useSigners } from '../../state/signers';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { NumberField } from '../../ui/NumberField';
import { TextField } from '../../ui/TextField';
import { shortPrint } from '../shared/plan/fingerprint';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { freeName, withoutSigner, withSigner } from './policy-edit';
import styles from './signatures.module.css';

const MOST_SIGNERS = 20;

/** Which keys may sign, by which names, and how many of them have to. A change of it is a change of the plan. */
export function Policy({ policy }: { readonly policy: SignaturePolicy | null }): ReactElement {
  const known = useSigners(selectSigners);
  const signers = policy?.signers ?? [];
  const change = (next: SignaturePolicy | null, gesture?: string): void =>
    editDocument((plan) => ({ ...plan, policy: next }), gesture);
  return (
    <div className={styles['policy']} role="group" aria-label="Signers of the plan">
      {policy && (
        <p className={styles['required']}>
          <NumberField label="Signatures needed" value={policy.required} min={1} max={signers.length} whole width={48} onCommit={(required) => change({ ...policy, required })} />
          of {signers.length} {signers.length === 1 ? 'key has' : 'keys have'} to sign
        </p>
      )}
      <ul className={styles['signers']} aria-label="Keys that may sign">
        {signers.map((signer, i) => (
          <li key={signer.key}>
            <TextField
              label={`Name of signer ${i + 1}`}
              value={signer.name}
              maxLength={80}
              problem={nameProblem(signer.name, i, signers)}
              className={styles['signerName']}
              onChange={(name) => policy && change({ ...policy, signers: signers.with(i, { ...signer, name }) }, `/policy/signers/${i}/name`)}
              onBlur={settleDocument}
            />
            <Print signer={known?.find(({ key }) => key === signer.key)} name={signer.name} />
            <IconButton icon="close" iconSize={14} label={`Take ${signer.name} out of the signers`} onClick={() => policy && change(withoutSigner(policy, i))} />
          </li>
        ))}
      </ul>
      <AddSigner policy={policy} known={known ?? []} onChange={change} />
      {signers.length > 0 && <p className={styles['quiet']}>Compare each fingerprint with its owner by another way before you rely on a name.</p>}
    </div>
  );
} // prettier-ignore

function Print({ signer, name }: { readonly signer: KnownSigner | undefined; readonly name: string }): ReactElement {
  return signer ? <Fingerprint of={name} hex={signer.fingerprint} /> : <span className={styles['quiet']}>key not known here</span>; // prettier-ignore
}

const nameProblem = (name: string, at: number, all: SignaturePolicy['signers']): string | undefined =>
  name.trim() === ''
    ? 'A signer needs a name.'
    : all.some((one, i) => i !== at && one.name.trim() === name.trim())
      ? 'Two signers have the same name.'
      : undefined;

interface AddSignerProps {
  readonly policy: SignaturePolicy | null;
  readonly known: readonly KnownSigner[];
  readonly onChange: (policy: SignaturePolicy) => void;
}

function AddSigner({ policy, known, onChange }: AddSignerProps): ReactElement {
  const signers = policy?.signers ?? [];
  const free = known.filter(({ key }) => !signers.some((one) => one.key === key));
  const entries: readonly MenuEntry[] = [
    ...free.map((one): MenuEntry => ({ label: `${one.name}, ${shortPrint(one.fingerprint)}`, onSelect: () => onChange(withSigner(policy, { name: freeName(one.name, signers), key: one.key })) })),
    ...(free.length > 0 ? [{ kind: 'line' } as const] : []),
    { label: 'Make or import a key', icon: 'lock', onSelect: () => void runCommand('plans.keys') },
  ];
  return (
    <Menu
      align="start"
      trigger={
        <Button icon="plus" menu disabled={signers.length >= MOST_SIGNERS && `A plan names at most ${MOST_SIGNERS} signers.`}>
          Signer
        </Button>
      }
      entries={entries}
    />
  );
} // prettier-ignore
