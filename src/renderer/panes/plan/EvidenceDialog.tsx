import { useState, type ReactElement } from 'react';
import type { EvidenceCard } from '#core/plan/types';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { TextArea } from '../../ui/TextArea';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { editDocument } from '../shared/plan/use-shown-plan';
import { readCard } from './card-text';
import { attachCard } from './edits';
import styles from './plan.module.css';

interface EvidenceDialogProps {
  /** The claim that the card is to speak for; null: none yet. */
  readonly claim: number | null;
  /** Cards of the plan. */
  readonly held: readonly EvidenceCard[];
  readonly onClose: () => void;
}

/** Cards to attach: pasted from the Verdict pane. */
export function EvidenceDialog({ claim, held, onClose }: EvidenceDialogProps): ReactElement {
  const [text, setText] = useState('');
  const read = text.trim() === '' ? undefined : readCard(text);
  const problem = typeof read === 'string' ? read : undefined;
  const card = typeof read === 'object' ? read : undefined;
  const attach = (chosen: EvidenceCard): void => {
    editDocument(attachCard(chosen, claim));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={claim === null ? 'Evidence card' : `Evidence for claim ${claim + 1}`}
      width={640}
      description="Copy the evidence card in the Verdict pane, and paste it here. The plan keeps its fingerprint, verdict and words."
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={!card && (problem ?? 'Paste a card first.')} onClick={() => card && attach(card)}>
            Attach
          </Button>
        </>
      }
    >
      <TextArea label="Evidence card" mono rows={4} most={2_000_000} value={text} placeholder="{ &quot;kind&quot;: &quot;ballast evidence card&quot;, …" onChange={setText} />
      {problem && (
        <p className={styles['problem']} role="alert">
          {problem}
        </p>
      )}
      {card && (
        <div className={styles['preview']} aria-label="The card" role="group">
          <Preview card={card} />
          {held.some(({ fingerprint }) => fingerprint === card.fingerprint) && <p className={styles['quiet']}>The plan holds it already: its words are replaced.</p>}
        </div>
      )}
    </Dialog>
  );
} // prettier-ignore

function Preview({ card }: { readonly card: EvidenceCard }): ReactElement {
  return (
    <>
      <span className={styles['cardHead']}>
        {card.verdict ? <VerdictWord verdict={card.verdict} /> : <span className={styles['quiet']}>no verdict</span>}
        <b>{card.title}</b>
        <Fingerprint of={card.title} hex={card.fingerprint} />
      </span>
      {card.words !== '' && <span className={styles['cardWords']}>{card.words}</span>}
    </>
  );
}
