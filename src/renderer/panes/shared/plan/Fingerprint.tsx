import type { ReactElement } from 'react';
import { copyText } from '../../../lib/copy';
import { notify } from '../../../state/notices';
import { IconButton } from '../../../ui/Button';
import { inFours } from './fingerprint';
import styles from './plan.module.css';

interface FingerprintProps {
  /** What it is of: names the button. */
  readonly of: string;
  readonly hex: string;
  /** In four lines of four groups, to be compared with another screen. */
  readonly block?: boolean;
}

/** A SHA-256 in groups of four, to be read aloud, compared and copied. */
export function Fingerprint({ of, hex, block = false }: FingerprintProps): ReactElement {
  const lines = block ? [0, 16, 32, 48].map((from) => inFours(hex.slice(from, from + 16))) : [inFours(hex.slice(0, 16))];
  const copy = async (): Promise<void> => {
    if (await copyText(hex)) notify({ tone: 'info', title: `The fingerprint of ${of} was copied` });
  };
  return (
    <span className={styles['print']}>
      <code title={block ? undefined : inFours(hex)} data-copyable>
        {lines.map((line, i) => (
          <span key={i}>{line}</span>
        ))}
      </code>
      <IconButton icon="copy" iconSize={14} label={`Copy the fingerprint of ${of}`} tooltip={!block} onClick={() => void copy()} />
    </span>
  );
} // prettier-ignore
