import { useId, useState, type ReactElement, type ReactNode } from 'react';
import type { Layer } from '#core/hedge/types';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { DraftField } from '../../ui/DraftField';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import { layerWords, legsWords, monetisationWords, sizeWords, STRUCTURES } from '#shared/layer-words';
import { AdaptationFields } from './AdaptationFields';
import styles from './editor.module.css';
import { GateFields } from './GateFields';
import { layerProblems, readTargets, type EditorField, type Problem } from './layer-problems';
import { LegRows } from './LegRows';
import { MonetisationFields } from './MonetisationFields';

interface LayerEditorProps {
  readonly layer: Layer;
  readonly isNew: boolean;
  readonly onClose: () => void;
  readonly onUse: (layer: Layer) => void;
}

const CALENDARS = [
  { value: 'crypto', label: 'Crypto', hint: 'Fridays, 08:00 UTC' },
  { value: 'vix', label: 'VIX', hint: 'Wednesdays' },
  { value: 'equity', label: 'Equity', hint: 'Fridays' },
] as const;

const STRUCTURE_OPTIONS = (Object.keys(STRUCTURES) as Layer['structure'][]).map((value) => ({
  value,
  label: STRUCTURES[value],
}));

/** Everything a layer is made of. Nothing changes before "Use this layer". */
export function LayerEditor({ layer, isNew, onClose, onUse }: LayerEditorProps): ReactElement {
  const [draft, setDraft] = useState(layer);
  const set = (change: Partial<Layer>): void => setDraft((now) => ({ ...now, ...change }));
  const problems = layerProblems(draft);
  const { tenor, roll, caps, adaptation } = draft;
  const hasTenor = draft.structure !== 'perpetual';
  return (
    <Dialog
      open
      onClose={onClose}
      title={isNew ? 'New layer' : 'Edit layer'}
      width={920}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button
            size="large"
            tone="primary"
            disabled={problems[0]?.text ?? false}
            onClick={() => onUse({ ...draft, name: draft.name.trim() })}
          >
            Use this layer
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Line label="Name" field="name" problems={problems}>
          <TextField label="Name" width={280} value={draft.name} onChange={(name) => set({ name })} />
          <Select
            label="Structure"
            value={draft.structure}
            options={STRUCTURE_OPTIONS}
            onChange={(structure) => set({ structure })}
          />
        </Line>
        <Line label="Legs" field="legs" problems={problems} top>
          <LegRows name="" legs={draft.legs} onChange={(legs) => set({ legs })} />
        </Line>
        {hasTenor && (
          <Line label="Tenor" field="tenor" problems={problems}>
            <TargetsField targets={tenor.targets} onChange={(targets) => set({ tenor: { ...tenor, targets } })} />
            <Small text="from">
              <NumberField
                label="Nearest expiry"
                unit="d"
                min={0}
                max={3_650}
                value={tenor.least}
                onCommit={(least) => set({ tenor: { ...tenor, least } })}
              />
            </Small>
            <Small text="to">
              <NumberField
                label="Farthest expiry"
                unit="d"
                min={0}
                max={3_650}
                value={tenor.most}
                onCommit={(most) => set({ tenor: { ...tenor, most } })}
              />
            </Small>
            <Select
              label="Calendar"
              value={tenor.calendar}
              options={CALENDARS}
              onChange={(calendar) => set({ tenor: { ...tenor, calendar } })}
            />
            <Toggle
              label="Monthly only"
              withLabel
              checked={tenor.monthlyOnly}
              onChange={(monthlyOnly) => set({ tenor: { ...tenor, monthlyOnly } })}
            />
          </Line>
        )}
        <Line label="Size" field="size" problems={problems} hint={sizeWords(draft.size)}>
          <SizeField size={draft.size} onChange={(size) => set({ size })} />
        </Line>
        <Line label="Gate" field="gate" problems={problems} top>
          <GateFields rule={draft.gate} onChange={(gate) => set({ gate })} />
        </Line>
        <Line label="Adaptation" field="adaptation" problems={problems} top>
          <AdaptationFields rule={adaptation} onChange={(next) => set({ adaptation: next })} legs={draft.legs} />
        </Line>
        <Line label="Roll" field="roll" problems={problems}>
          {hasTenor && (
            <Small text="replaced">
              <NumberField
                label="Days before expiry"
                unit="d before"
                width={104}
                min={0}
                max={3_650}
                value={roll.daysBefore}
                onCommit={(daysBefore) => set({ roll: { ...roll, daysBefore } })}
              />
            </Small>
          )}
          <Small text="openings at least">
            <NumberField
              label="Days between openings"
              unit="d apart"
              width={104}
              min={0}
              max={3_650}
              value={roll.every}
              onCommit={(every) => set({ roll: { ...roll, every } })}
            />
          </Small>
        </Line>
        <Line
          label="Monetisation"
          field="monetisation"
          problems={problems}
          top
          hint={draft.monetisation.kind === 'none' ? undefined : monetisationWords(draft.monetisation)}
        >
          <MonetisationFields rule={draft.monetisation} onChange={(monetisation) => set({ monetisation })} />
        </Line>
        <Line label="Caps" field="caps" problems={problems}>
          <Small text="premium of a year">
            <ShareField
              label="Cap on premium"
              value={caps.premiumPerYear}
              most={10}
              onChange={(premiumPerYear) => set({ caps: { ...caps, premiumPerYear } })}
            />
          </Small>
          <Small text="notional">
            <ShareField
              label="Cap on notional"
              value={caps.notional}
              most={100}
              onChange={(notional) => set({ caps: { ...caps, notional } })}
            />
          </Small>
          <span className={styles['hint']}>of the book</span>
        </Line>
        <p className={styles['words']} data-testid="layer-words">
          {layerWords(draft)}; {sizeWords(draft.size)}
          {adaptation.rich && `; when skew is rich: ${legsWords(adaptation.rich.legs)}`}.
        </p>
      </div>
    </Dialog>
  );
}

interface LineProps {
  readonly label: string;
  readonly field: EditorField;
  readonly problems: readonly Problem[];
  readonly hint?: string | undefined;
  /** The label stays with the first line of a tall control. */
  readonly top?: boolean;
  readonly children: ReactNode;
}

function Line({ label, field, problems, hint, top = false, children }: LineProps): ReactElement {
  const id = useId();
  const own = problems.filter((one) => one.field === field);
  return (
    <div className={styles['line']} data-top={top || undefined} role="group" aria-labelledby={id}>
      <span className={styles['label']} id={id}>
        {label}
      </span>
      <div className={styles['control']}>
        {children}
        {hint !== undefined && <span className={styles['hint']}>{hint}</span>}
        {own.map(({ text }) => (
          <span key={text} className={styles['problem']} role="alert">
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

function Small({ text, children }: { readonly text: string; readonly children: ReactNode }): ReactElement {
  return (
    <span className={styles['small']}>
      <span>{text}</span>
      {children}
    </span>
  );
}

function TargetsField({
  targets,
  onChange,
}: {
  readonly targets: readonly number[];
  readonly onChange: (targets: readonly number[]) => void;
}): ReactElement {
  return (
    <DraftField
      label="Days to expiry"
      width={128}
      value={targets.join('/')}
      problemOf={(text) => (readTargets(text) ? undefined : 'Days to expiry, such as 30/60/90.')}
      onCommit={(text) => onChange(readTargets(text)!)}
    />
  );
}

const SIZES = [
  { value: 'exposure', label: 'of exposure', name: 'Share of beta exposure' },
  { value: 'contracts', label: 'contracts', name: 'Contracts' },
  { value: 'premium', label: 'premium, opening', name: 'Premium of an opening' },
  { value: 'budget', label: 'premium, year', name: 'Premium of a year' },
] as const;

function SizeField({
  size,
  onChange,
}: {
  readonly size: Layer['size'];
  readonly onChange: (size: Layer['size']) => void;
}): ReactElement {
  const change = (by: Layer['size']['by']): void => {
    if (by === size.by) return;
    if (by === 'exposure') onChange({ by, ratio: 0.1 });
    else if (by === 'contracts') onChange({ by, count: 1 });
    else onChange({ by, share: 0.01 });
  };
  const share = (label: string, value: number, most: number, use: (next: number) => void): ReactElement => (
    <NumberField
      label={label}
      unit="%"
      min={0}
      max={most * 100}
      step={0.1}
      width={96}
      value={percent(value)}
      onCommit={(next) => use(next / 100)}
    />
  );
  return (
    <>
      <Segmented label="Size by" value={size.by} segments={SIZES} onChange={change} />
      {size.by === 'contracts' ? (
        <NumberField
          label="Contracts"
          min={0}
          max={1e9}
          width={96}
          value={size.count}
          onCommit={(count) => onChange({ ...size, count })}
        />
      ) : size.by === 'exposure' ? (
        share('Share of exposure', size.ratio, 10, (ratio) => onChange({ ...size, ratio }))
      ) : (
        share('Premium', size.share, 1, (next) => onChange({ ...size, share: next }))
      )}
    </>
  );
}

function ShareField({
  label,
  value,
  most,
  onChange,
}: {
  readonly label: string;
  readonly value: number | null;
  readonly most: number;
  readonly onChange: (value: number | null) => void;
}): ReactElement {
  return (
    <NumberField
      label={label}
      unit="%"
      min={0}
      max={most * 100}
      step={0.5}
      width={96}
      empty="none"
      value={value === null ? Number.NaN : percent(value)}
      onCommit={(next) => onChange(Number.isNaN(next) ? null : next / 100)}
    />
  );
}

/** A share as the percent a person typed: 0.07 is 7, not 7.000000000000001. */
const percent = (share: number): number => Number((share * 100).toPrecision(12));
