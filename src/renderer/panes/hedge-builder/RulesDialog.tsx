import { useState, type ReactElement, type ReactNode } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { editPlan } from '../../state/hedge';
import { selectInstruments, useInstruments } from '../../state/instruments';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { TextField } from '../../ui/TextField';
import { Toggle } from '../../ui/Toggle';
import styles from './editor.module.css';

const BASKET = 'basket';
const percent = (share: number): number => toPercent(share);

/** Name, asset and what holds for the whole plan: how betas are estimated and what trading costs. */
export function RulesDialog({
  plan,
  onClose,
}: {
  readonly plan: HedgePlan;
  readonly onClose: () => void;
}): ReactElement {
  const [draft, setDraft] = useState(plan);
  const all = useInstruments(selectInstruments);
  const { name, asset, beta, costs } = draft;
  const problem = name.trim() === '' ? 'Give it a name.' : name.length > 120 ? 'A name has at most 120 characters.' : undefined; // prettier-ignore
  const use = (): void => {
    editPlan((now) => ({ ...now, name: name.trim(), asset, beta, costs }));
    onClose();
  };
  const withBars = all.filter((one) => one.barIntervals.length > 0).map(({ id, label, venue }) => ({ value: id, label, hint: venue })); // prettier-ignore
  const known = (id: string) => (withBars.some(({ value }) => value === id) || id === BASKET ? [] : [{ value: id, label: id, hint: 'not stored' }]); // prettier-ignore
  const cost = (
    label: string,
    key: Exclude<keyof HedgePlan['costs'], 'crossed'>,
    unit = '%',
    most = 100,
  ): ReactElement => (
    <span className={styles['small']}>
      <span>{label}</span>
      <NumberField
        label={label}
        unit={unit}
        min={0}
        max={most}
        step={0.01}
        width={88}
        value={percent(costs[key])}
        onCommit={(value) => setDraft({ ...draft, costs: { ...costs, [key]: value / 100 } })}
      />
    </span>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title="Plan settings"
      width={760}
      actions={
        <>
          <Button size="large" onClick={onClose}>
            Cancel
          </Button>
          <Button size="large" tone="primary" disabled={problem ?? false} onClick={use}>
            Use these
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <Line label="Name">
          <TextField
            label="Name of the plan"
            width={320}
            problem={problem}
            value={name}
            onChange={(next) => setDraft({ ...draft, name: next })}
          />
          {problem !== undefined && <span className={styles['problem']}>{problem}</span>}
        </Line>
        <Line label="Asset">
          <Select
            label="Asset"
            value={asset}
            options={[...withBars, ...known(asset)]}
            onChange={(next) => setDraft({ ...draft, asset: next, beta: beta.benchmark === asset ? { ...beta, benchmark: next } : beta })} // prettier-ignore
          />
          <span className={styles['hint']}>Layers are written on it; payoff and scenario move its price.</span>
        </Line>
        <Line label="Betas">
          <span className={styles['small']}>
            <span>to</span>
            <Select
              label="Benchmark"
              value={beta.benchmark}
              options={[
                { value: BASKET, label: 'basket', hint: 'stored coins by capitalisation' },
                ...withBars,
                ...known(beta.benchmark),
              ]}
              onChange={(benchmark) => setDraft({ ...draft, beta: { ...beta, benchmark } })}
            />
          </span>
          <span className={styles['small']}>
            <span>over</span>
            <NumberField
              label="Window of betas"
              unit="d"
              min={10}
              max={2_000}
              whole
              value={beta.window}
              onCommit={(window) => setDraft({ ...draft, beta: { ...beta, window } })}
            />
          </span>
          <span className={styles['small']}>
            <span>half-life</span>
            <NumberField
              label="Half-life of weights"
              unit="d"
              min={1}
              max={2_000}
              empty="none"
              width={88}
              value={beta.halfLife ?? Number.NaN}
              onCommit={(days) => setDraft({ ...draft, beta: { ...beta, halfLife: Number.isNaN(days) ? null : days } })}
            />
          </span>
          <Toggle
            label="Shrink to 1"
            withLabel
            checked={beta.shrink}
            onChange={(shrink) => setDraft({ ...draft, beta: { ...beta, shrink } })}
          />
          <Toggle
            label="Falls only"
            withLabel
            checked={beta.downside}
            onChange={(downside) => setDraft({ ...draft, beta: { ...beta, downside } })}
          />
        </Line>
        <Line label="Fills">
          <NumberField
            label="Share of the spread that is crossed"
            unit="% of half-spread"
            min={0}
            max={100}
            step={5}
            width={152}
            value={percent(costs.crossed)}
            onCommit={(value) => setDraft({ ...draft, costs: { ...costs, crossed: value / 100 } })}
          />
          <span className={styles['hint']}>0 fills at the middle, 100 across the spread.</span>
        </Line>
        <Line label="Spreads">
          {cost('options, of premium', 'optionSpread')}
          {cost('at least', 'leastVolSpread', 'vol pt')}
          {cost('futures', 'linearSpread')}
        </Line>
        <Line label="Fees">
          {cost('options', 'optionFee')}
          {cost('at most, of premium', 'optionFeeCap')}
          {cost('futures', 'linearFee')}
        </Line>
      </div>
    </Dialog>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['line']} role="group" aria-label={label}>
      <span className={styles['label']}>{label}</span>
      <div className={styles['control']}>{children}</div>
    </div>
  );
}
