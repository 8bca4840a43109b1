import { useState, type ReactElement } from 'react';
import type { EvidenceCard } from '#core/plan/types';
import { asOfArgs, selectAsOf, useClock } from '../../state/clock';
import { call } from '../../lib/call';
import { runCommand } from '../../state/commands';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Segmented } from '../../ui/Segmented';
import { attachCard } from '../shared/plan/cite';
import { editDocument } from '../shared/plan/use-shown-plan';
import { Candidates } from './Candidates';
import { PastedCard } from './PastedCard';
import styles from './plan.module.css';

interface EvidenceDialogProps {
  /** The claim that the card is to speak for; null: none yet. */
  readonly claim: number | null;
  /** Cards of the plan. */
  readonly held: readonly EvidenceCard[];
  readonly onClose: () => void;
}

const FROM = [
  { value: 'studies', label: 'Kept studies' },
  { value: 'simulations', label: 'Kept simulations' },
  { value: 'pasted', label: 'Pasted card' },
] as const;

/** Cards to attach: answers that are kept here, or one that was copied in the Verdict, Value or Pools pane. */
export function EvidenceDialog({ claim, held, onClose }: EvidenceDialogProps): ReactElement {
  const [from, setFrom] = useState<(typeof FROM)[number]['value']>('studies');
  const [card, setCard] = useState<EvidenceCard>();
  const asOf = useClock(selectAsOf);
  const attach = (): void => {
    if (!card) return;
    editDocument(attachCard(card, claim));
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={claim === null ? 'Evidence card' : `Evidence for claim ${claim + 1}`}
      width={680}
      description="The plan keeps the fingerprint, the verdict and the words of an answer."
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={!card && 'Choose a card first.'} onClick={attach}>
            Attach
          </Button>
        </>
      }
    >
      <div className={styles['from']}>
        <Segmented
          label="Where the card comes from"
          value={from}
          segments={FROM}
          onChange={(next) => {
            setFrom(next);
            setCard(undefined);
          }}
        />
      </div>
      {from === 'studies' && (
        <Candidates
          key={from}
          label="Kept studies"
          question={`evidence ${asOf}`}
          ask={() => call('plans:evidence', asOfArgs(asOf))}
          held={held}
          chosen={card}
          onChoose={setCard}
          none="No study is kept yet."
          action={<Button onClick={() => (onClose(), runCommand('pane.show.verdict'))}>Run one in Evidence</Button>}
        />
      )}
      {from === 'simulations' && (
        <Candidates
          key={from}
          label="Kept simulations"
          question={`simulations ${asOf}`}
          ask={() => call('plans:simulations', asOfArgs(asOf))}
          held={held}
          chosen={card}
          onChoose={setCard}
          none="No simulation is kept yet."
          action={<Button onClick={() => (onClose(), runCommand('pane.show.simulation'))}>Run one in Hedge</Button>}
        />
      )}
      {from === 'pasted' && <PastedCard onCard={setCard} />}
      {card && held.some(({ fingerprint }) => fingerprint === card.fingerprint) && (
        <p className={styles['quiet']}>The plan holds this card already: its words are taken anew.</p>
      )}
    </Dialog>
  );
}
