import { useState, type ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import { ITEMS, type Item } from '#core/value/types';
import type { Entity, StoredRow } from '#shared/value';
import { formatTimeZoned, type Zone } from '../../lib/format';
import { putRow } from '../../state/entities';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import { DayField } from '../shared/value/DayField';
import { Line } from '../shared/value/EntityDialog';
import shared from '../shared/value/value.module.css';
import { fullItem, isPercent, itemsFor, itemTitle, unitOf } from '../shared/value/words';
import { draftOf, isSamePlace, newDraft, readDraft, withItem } from './row-draft';

interface RowDialogProps {
  readonly entity: Entity;
  /** Figures of it that are known. */
  readonly rows: readonly StoredRow[];
  /** Null: a new one, of `item`. */
  readonly row: StoredRow | null;
  readonly item: Item;
  readonly asOf: Ms | null;
  readonly zone: Zone;
  readonly onClose: () => void;
}

/** One figure of a statement: what, of when, since when it is known, and from where. */
export function RowDialog({ entity, rows, row, item, asOf, zone, onClose }: RowDialogProps): ReactElement {
  const [draft, setDraft] = useState(() => (row ? draftOf(row) : newDraft(item, asOf ?? Date.now())));
  const set = (change: Partial<typeof draft>): void => setDraft((before) => ({ ...before, ...change }));
  const read = readDraft(draft);
  const replaced = typeof read === 'string' ? undefined : rows.find((one) => one.own && one !== row && isSamePlace(one, read));
  const { kind, definition } = ITEMS[draft.item];
  const isLater = asOf !== null && draft.published !== null && draft.published > asOf;
  const keep = (goOn: boolean): void => {
    if (typeof read === 'string') return;
    void putRow(entity.id, read, row ?? replaced ?? null).then((done) => {
      if (!done) return;
      if (goOn) setDraft((before) => ({ ...before, value: Number.NaN }));
      else onClose();
    });
  };
  const why = typeof read === 'string' && read;
  return (
    <Dialog
      open
      onClose={onClose}
      title={row ? 'Edit figure' : `New figure of ${entity.name}`}
      width={600}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          {!row && (
            <Button size="large" disabled={why} onClick={() => keep(true)}>
              Keep and type another
            </Button>
          )}
          <Button size="large" tone="primary" disabled={why} onClick={() => keep(false)}>
            Keep
          </Button>
        </>
      }
    >
      <div className={shared['form']}>
        <Line label="Item" hint={definition}>
          <Select
            label="Item"
            value={draft.item}
            options={itemsFor(entity.kind).map((value) => ({ value, label: itemTitle(value), hint: unitOf(value) }))}
            onChange={(next) => setDraft((before) => withItem(before, next))}
          />
        </Line>
        <Line label="Figure">
          <NumberField
            label="Figure"
            unit={unitOf(draft.item)}
            min={-1e18}
            max={1e18}
            width={200}
            grouped={!isPercent(draft.item)}
            empty="needed"
            value={draft.value}
            onCommit={(value) => set({ value })}
          />
        </Line>
        {kind === 'flow' && (
          <Line label="Period from" hint="Its first day, UTC.">
            <DayField label="Period from" value={draft.from} onCommit={(from) => set({ from })} />
          </Line>
        )}
        <Line label={kind === 'flow' ? 'Period to' : 'Of'} hint={kind === 'flow' ? 'Its last day, UTC.' : 'The day that it holds at, UTC.'}>
          <DayField label={kind === 'flow' ? 'Period to' : 'Of'} edge={kind === 'flow' ? 'end' : 'start'} value={draft.to} onCommit={(to) => set({ to })} />
        </Line>
        <Line label="Published" hint={isLater ? `After the clock, ${formatTimeZoned(asOf, zone)}: not shown until then.` : 'Not known before.'}>
          <DayField label="Published" value={draft.published} onCommit={(published) => set({ published })} />
        </Line>
        <Line label="Source">
          <TextField label="Source" width={280} maxLength={200} placeholder="typed in" value={draft.source} onChange={(source) => set({ source })} />
        </Line>
        <Line label="Estimate" hint="Not reported: somebody’s estimate. It is marked as one wherever it is read.">
          <Toggle label="Estimate" checked={draft.estimated} onChange={(estimated) => set({ estimated })} />
        </Line>
        {replaced && (
          <p className={shared['hint']} role="status">
            It takes the place of {fullItem(replaced.item, replaced.value)}, of the same period and publication.
          </p>
        )}
        {why && !Number.isNaN(draft.value) && (
          <p className={shared['problem']} role="status">
            {why}
          </p>
        )}
      </div>
    </Dialog>
  );
} // prettier-ignore
