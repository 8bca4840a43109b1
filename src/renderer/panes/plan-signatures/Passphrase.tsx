import type { ReactElement } from 'react';
import { TextField } from '../../ui/TextField';

interface PassphraseProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly width?: number;
}

/** What seals a key. It is not shown and not kept. */
export function Passphrase({ label, value, onChange, width = 240 }: PassphraseProps): ReactElement {
  return (
    <TextField label={label} placeholder={label} type="password" maxLength={500} value={value} onChange={onChange} width={width} />
  );
} // prettier-ignore

const LEAST = 8;

/** Why a new passphrase cannot be used, or undefined. */
export function passphraseProblem(passphrase: string, again: string): string | undefined {
  if (passphrase.length < LEAST) return `A passphrase has at least ${LEAST} characters.`;
  return passphrase === again ? undefined : 'The two passphrases differ.';
}
