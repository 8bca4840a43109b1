import { useState, type ReactElement, type ReactNode } from 'react';
import { ENTITY_KINDS, type EntityKind } from '#core/value/types';
import type { Entity, EntityFields } from '#shared/value';
import { saveEntity, type EntityPlace } from '../../../state/entities';
import { selectInstruments, useInstruments } from '../../../state/instruments';
import { Button } from '../../../ui/Button';
import { Dialog } from '../../../ui/Dialog';
import { Select } from '../../../ui/Select';
import { TextArea } from '../../../ui/TextArea';
import { TextField } from '../../../ui/TextField';
import styles from './value.module.css';
import { KIND_WORDS } from './words';

interface EntityDialogProps {
  readonly place: EntityPlace;
  /** Undefined: a new one. */
  readonly entity: Entity | undefined;
  readonly kind: EntityKind;
  readonly onClose: () => void;
}

const NONE = '(none)';

const start = (entity: Entity | undefined, kind: EntityKind): EntityFields =>
  entity
    ? { name: entity.name, kind: entity.kind, symbol: entity.symbol, instrument: entity.instrument, figures: entity.figures, note: entity.note }
    : { name: '', kind, symbol: '', instrument: null, figures: null, note: '' }; // prettier-ignore

/** Who has the statements: its name, what it is, and whose prices are its own. */
export function EntityDialog({ place, entity, kind, onClose }: EntityDialogProps): ReactElement {
  const [draft, setDraft] = useState(() => start(entity, kind));
  const instruments = useInstruments(selectInstruments);
  const set = (change: Partial<EntityFields>): void => setDraft((before) => ({ ...before, ...change }));
  const problem = draft.name.trim() === '' ? 'It needs a name.' : undefined;
  const save = (): void =>
    void saveEntity(place, entity?.id, { ...draft, name: draft.name.trim() }).then((done) => done && onClose());
  return (
    <Dialog
      open
      onClose={onClose}
      title={entity ? 'Edit entity' : 'New entity'}
      width={600}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={problem ?? false} onClick={save}>
            {entity ? 'Save' : 'Create'}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Line label="Name">
          <TextField label="Name" width={280} maxLength={120} value={draft.name} onChange={(name) => set({ name })} />
        </Line>
        <Line label="Kind">
          <Select
            label="Kind"
            value={draft.kind}
            options={ENTITY_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
            onChange={(next) => set({ kind: next })}
          />
        </Line>
        <Line label="Symbol">
          <TextField label="Symbol" width={120} maxLength={40} value={draft.symbol} onChange={(symbol) => set({ symbol })} />
        </Line>
        <Line label="Prices" hint="Whose stored closes give price and beta.">
          <Select
            label="Prices"
            value={draft.instrument ?? NONE}
            options={[
              { value: NONE, label: 'none: the price is typed in' },
              ...instruments.filter(({ barIntervals }) => barIntervals.length > 0).map(({ id, label, venue }) => ({ value: id, label, hint: venue })),
            ]}
            onChange={(value) => set({ instrument: value === NONE ? null : value })}
          />
        </Line>
        <Line label="Figures" hint="Name of stored figures of a provider that are read as statements. Empty: none.">
          <TextField label="Figures" width={200} maxLength={80} value={draft.figures ?? ''} onChange={(text) => set({ figures: text.trim() === '' ? null : text })} />
        </Line>
        <Line label="Note">
          <TextArea label="Note" rows={2} most={2_000} value={draft.note} onChange={(note) => set({ note })} />
        </Line>
      </div>
    </Dialog>
  );
} // prettier-ignore

interface LineProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly children: ReactNode;
}

/** A field of a form with its name before it and what it means behind it. */
export function Line({ label, hint, children }: LineProps): ReactElement {
  return (
    <div className={styles['line']}>
      <span className={styles['label']}>{label}</span>
      <div className={styles['control']}>
        {children}
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
      </div>
    </div>
  );
}
