import { useState, type ReactElement } from 'react';
import type { EvidenceCard } from '#core/plan/types';
import { TextArea } from '../../ui/TextArea';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { readCard } from './card-text';
import { CardView } from './CardView';
import styles from './plan.module.css';

/** A card as the Verdict, Value or Pools pane copies it, of this computer or of another one. */
export function PastedCard({ onCard }: { readonly onCard: (card: EvidenceCard | undefined) => void }): ReactElement {
  const [text, setText] = useState('');
  const read = text.trim() === '' ? undefined : readCard(text);
  return (
    <>
      <TextArea
        label="Evidence card"
        mono
        rows={4}
        most={2_000_000}
        value={text}
        placeholder="Copy an evidence card in the Verdict, Value or Pools pane, and paste it here."
        onChange={(next) => {
          setText(next);
          const card = next.trim() === '' ? undefined : readCard(next);
          onCard(typeof card === 'object' ? card : undefined);
        }}
      />
      {typeof read === 'string' && (
        <p className={styles['problem']} role="alert">
          {read}
        </p>
      )}
      {typeof read === 'object' && (
        <div className={styles['preview']} aria-label="The card" role="group">
          <CardView card={read} end={<Fingerprint of={read.title} hex={read.fingerprint} />} />
        </div>
      )}
    </>
  );
}
