import type { ReactElement } from 'react';
import type { Claim, EvidenceCard } from '#core/plan/types';
import { showPlanDialog } from '../../state/plan-view';
import { Button, IconButton } from '../../ui/Button';
import { Menu, type MenuEntry } from '../../ui/Menu';
import { TextArea } from '../../ui/TextArea';
import { VerdictWord } from '../shared/evidence/VerdictWord';
import { attachCard } from '../shared/plan/cite';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { editDocument, settleDocument } from '../shared/plan/use-shown-plan';
import { CardView } from './CardView';
import { addItem, changeItem, detachCard, removeCard, removeItem } from './edits';
import { Field } from './Field';
import styles from './plan.module.css';

interface ClaimsProps {
  readonly claims: readonly Claim[];
  readonly cards: readonly EvidenceCard[];
}

/** What the thesis rests on, each claim with the cards that speak for it. */
export function Claims({ claims, cards }: ClaimsProps): ReactElement {
  return (
    <>
      <Field pointer="/claims" label="Claims" top stack>
        <ol className={styles['items']} aria-label="Claims">
          {claims.map((claim, i) => (
            <li key={i}>
              <OneClaim claim={claim} at={i} cards={cards} />
            </li>
          ))}
        </ol>
        <Button tone="quiet" icon="plus" onClick={() => editDocument(addItem('claims', { text: '', evidence: [] }))}>
          Claim
        </Button>
      </Field>
      {cards.length > 0 && (
        <Field pointer="/evidence" label="Cards" top stack>
          <ul className={styles['cards']} aria-label="Evidence cards of the plan">
            {cards.map((card) => (
              <li key={card.fingerprint} className={styles['card']}>
                <CardView
                  card={card}
                  end={
                    <>
                      <Fingerprint of={card.title} hex={card.fingerprint} />
                      <IconButton icon="close" iconSize={14} label={`Take the card ${card.title} out of the plan`} onClick={() => editDocument(removeCard(card.fingerprint))} />
                    </>
                  }
                />
              </li>
            ))}
          </ul>
        </Field>
      )}
    </>
  );
} // prettier-ignore

interface OneClaimProps {
  readonly claim: Claim;
  readonly at: number;
  readonly cards: readonly EvidenceCard[];
}

function OneClaim({ claim, at, cards }: OneClaimProps): ReactElement {
  const name = `Claim ${at + 1}`;
  const free = cards.filter(({ fingerprint }) => !claim.evidence.includes(fingerprint));
  const entries: readonly MenuEntry[] = [
    ...free.map((card): MenuEntry => ({ label: card.title, onSelect: () => editDocument(attachCard(card, at)) })),
    ...(free.length > 0 ? [{ kind: 'line' } as const] : []),
    { label: 'From a kept study, or pasted', onSelect: () => showPlanDialog({ kind: 'evidence', claim: at }) },
  ];
  return (
    <Field pointer={`/claims/${at}`} stack>
      <div className={styles['line']}>
        <TextArea
          label={name}
          value={claim.text}
          placeholder="A statement that a study can speak for."
          onChange={(text) => editDocument(changeItem('claims', at, (one) => ({ ...one, text })), `/claims/${at}`)}
          onSettle={settleDocument}
        />
        <IconButton icon="close" label={`Remove ${name.toLowerCase()}`} onClick={() => editDocument(removeItem('claims', at))} />
      </div>
      <Field pointer={`/claims/${at}/evidence`}>
        {claim.evidence.map((fingerprint) => (
          <Named key={fingerprint} at={at} fingerprint={fingerprint} card={cards.find((one) => one.fingerprint === fingerprint)} />
        ))}
        {free.length === 0 ? (
          <Button tone="quiet" icon="plus" aria-label={`Attach a card to ${name.toLowerCase()}`} onClick={() => showPlanDialog({ kind: 'evidence', claim: at })}>
            Card
          </Button>
        ) : (
          <Menu
            align="start"
            trigger={
              <Button tone="quiet" icon="plus" menu aria-label={`Attach a card to ${name.toLowerCase()}`}>
                Card
              </Button>
            }
            entries={entries}
          />
        )}
      </Field>
    </Field>
  );
} // prettier-ignore

function Named({ at, fingerprint, card }: { readonly at: number; readonly fingerprint: string; readonly card: EvidenceCard | undefined }): ReactElement {
  const title = card?.title ?? `${fingerprint.slice(0, 8)}, not in the plan`;
  return (
    <span className={styles['chip']} data-lost={card === undefined || undefined}>
      {card?.verdict && <VerdictWord verdict={card.verdict} />}
      <span className={styles['chipTitle']} title={title}>
        {title}
      </span>
      <IconButton icon="close" iconSize={12} label={`Detach ${title} from claim ${at + 1}`} onClick={() => editDocument(detachCard(at, fingerprint))} />
    </span>
  );
} // prettier-ignore
