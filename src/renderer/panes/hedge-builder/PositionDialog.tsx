import { useState, type ReactElement, type ReactNode } from 'react';
import type { Position, PositionKind } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';
import { formatTime, parseTime } from '../../lib/format';
import { selectInstruments, useInstruments } from '../../state/instruments';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { DraftField } from '../../ui/DraftField';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import styles from './editor.module.css';
import { positionProblem } from './position-problem';

interface PositionDialogProps {
  readonly position: Position;
  readonly isNew: boolean;
  /** Price of the asset now, where options start from. */
  readonly spot: number;
  /** Instant that an expiry has to lie behind. */
  readonly now: Ms;
  readonly onClose: () => void;
  readonly onUse: (position: Position) => void;
}

export const POSITION_KINDS: readonly { readonly value: PositionKind; readonly label: string }[] = [
  { value: 'spot', label: 'spot' },
  { value: 'perpetual', label: 'perpetual' },
  { value: 'future', label: 'future' },
  { value: 'option', label: 'option' },
  { value: 'etf', label: 'ETF' },
  { value: 'cash', label: 'cash' },
];
const BY_HAND = '(by hand)';
const NINETY_DAYS = 90 * 86_400_000;
const EIGHT = 8 * 3_600_000;

/** Something held: a stored instrument that gives price and beta, or one that is typed in. */
export function PositionDialog(props: PositionDialogProps): ReactElement {
  const { position, isNew, spot, now, onClose, onUse } = props;
  const [draft, setDraft] = useState(position);
  const all = useInstruments(selectInstruments);
  const set = (change: Partial<Position>): void => setDraft((before) => ({ ...before, ...change }));
  const problem = positionProblem(draft, now);
  const { kind, option } = draft;
  const setKind = (next: PositionKind): void => {
    const strike = Number(spot.toPrecision(2));
    const start = { kind: 'put', strike: strike > 0 ? strike : 1, expiry: eightOClock(now + NINETY_DAYS) } as const;
    const isCash = next === 'cash';
    set({
      kind: next,
      option: next === 'option' ? (option ?? start) : null,
      ...(isCash ? { instrument: null, price: 1, beta: 0 } : kind === 'cash' ? { price: null, beta: null } : {}),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={isNew ? 'New position' : 'Edit position'}
      width={640}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="large"
            tone="primary"
            disabled={problem ?? false}
            onClick={() => onUse({ ...draft, label: draft.label.trim() })}
          >
            Use this position
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Line label="Kind">
          <Segmented label="Kind" value={kind} segments={POSITION_KINDS} onChange={setKind} />
        </Line>
        {kind !== 'cash' && (
          <Line label="Instrument" hint="Gives the price and the beta.">
            <Select
              label="Instrument"
              value={draft.instrument ?? BY_HAND}
              options={[
                ...all
                  .filter((one) => one.barIntervals.length > 0)
                  .map(({ id, label, venue }) => ({ value: id, label, hint: venue })),
                { value: BY_HAND, label: 'typed in by hand' },
              ]}
              onChange={(id) => {
                const found = all.find((one) => one.id === id);
                const isOwnName = all.some((one) => one.label === draft.label) || draft.label === '';
                set({ instrument: found?.id ?? null, ...(found && isOwnName ? { label: found.label } : {}) });
              }}
            />
          </Line>
        )}
        <Line label="Name">
          <TextField label="Name" width={240} value={draft.label} onChange={(label) => set({ label })} />
        </Line>
        <Line label="Quantity" hint={kind === 'cash' ? 'In the quote currency.' : 'Units; short below 0.'}>
          <NumberField
            label="Quantity"
            min={-1e15}
            max={1e15}
            width={128}
            value={draft.quantity}
            onCommit={(quantity) => set({ quantity })}
          />
        </Line>
        {kind === 'option' && option && (
          <Line label="Option">
            <Segmented
              label="Option kind"
              value={option.kind}
              segments={[
                { value: 'put', label: 'put' },
                { value: 'call', label: 'call' },
              ]}
              onChange={(next) => set({ option: { ...option, kind: next } })}
            />
            <NumberField
              label="Strike"
              min={0}
              max={1e15}
              width={112}
              value={option.strike}
              onCommit={(strike) => set({ option: { ...option, strike } })}
            />
            <ExpiryField value={option.expiry} onCommit={(expiry) => set({ option: { ...option, expiry } })} />
          </Line>
        )}
        {kind !== 'cash' && (
          <>
            <Line label="Price" hint={priceHint(draft)}>
              <NumberField
                label="Price"
                min={0}
                max={1e15}
                width={128}
                empty={draft.instrument === null && kind !== 'option' ? 'needed' : 'last known'}
                value={draft.price ?? Number.NaN}
                onCommit={(price) => set({ price: Number.isNaN(price) ? null : price })}
              />
            </Line>
            <Line label="Beta" hint="Empty: estimated from daily returns.">
              <NumberField
                label="Beta"
                min={-100}
                max={100}
                step={0.05}
                width={128}
                empty="estimated"
                value={draft.beta ?? Number.NaN}
                onCommit={(beta) => set({ beta: Number.isNaN(beta) ? null : beta })}
              />
            </Line>
          </>
        )}
        {problem !== undefined && (
          <p className={styles['problem']} role="alert">
            {problem}
          </p>
        )}
      </div>
    </Dialog>
  );
}

const priceHint = ({ instrument, kind }: Position): string =>
  kind === 'option'
    ? 'Empty: marked on the surface.'
    : instrument === null
      ? 'Per unit, in the quote currency.'
      : 'Empty: the last one that was known.';

/** Deribit settles at 08:00 UTC. */
const eightOClock = (t: Ms): Ms => Math.floor(t / 86_400_000) * 86_400_000 + EIGHT;

function ExpiryField({
  value,
  onCommit,
}: {
  readonly value: Ms;
  readonly onCommit: (value: Ms) => void;
}): ReactElement {
  const read = (typed: string): Ms | undefined => {
    const t = parseTime(typed, 'utc');
    // A day alone is its settlement.
    return t === undefined ? undefined : /:/.test(typed) ? t : eightOClock(t);
  };
  return (
    <DraftField
      label="Expiry, UTC"
      width={144}
      value={formatTime(value)}
      problemOf={(text) => (read(text) === undefined ? 'A day such as 2026-12-25.' : undefined)}
      onCommit={(text) => onCommit(read(text)!)}
    />
  );
}

function Line({
  label,
  hint,
  children,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly children: ReactNode;
}): ReactElement {
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
