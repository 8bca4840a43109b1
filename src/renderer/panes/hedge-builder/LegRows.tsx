import type { ReactElement } from 'react';
import type { LegRule, StrikeRule } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import styles from './editor.module.css';

interface LegRowsProps {
  /** Before the names of the fields, to tell two lists apart. */
  readonly name: string;
  readonly legs: readonly LegRule[];
  readonly onChange: (legs: readonly LegRule[]) => void;
}

const KINDS = [
  { value: 'put', label: 'put' },
  { value: 'call', label: 'call' },
  { value: 'future', label: 'future' },
] as const;
const ON = [
  { value: 'asset', label: 'on the asset' },
  { value: 'volatility', label: 'on volatility' },
] as const;
const BY = [
  { value: 'delta', label: 'delta' },
  { value: 'moneyness', label: '% of forward' },
  { value: 'premium', label: '% premium' },
] as const;
const MOST_LEGS = 8;
const NEW_LEG: LegRule = { kind: 'put', on: 'asset', ratio: 1, strike: { by: 'delta', value: 0.25 } };
/** What a changed rule starts from: near enough to what the others mean. */
const STARTS: Readonly<Record<StrikeRule['by'], number>> = { delta: 0.25, moneyness: 0.9, premium: 0.01 };

function ofKind(leg: LegRule, kind: LegRule['kind']): LegRule {
  const { on, ratio } = leg;
  if (kind === 'future') return { kind, on, ratio };
  return { kind, on, ratio, strike: leg.kind === 'future' ? { by: 'delta', value: 0.25 } : leg.strike };
}

/** Legs of a layer: each bought or sold so many times for one of the layer. */
export function LegRows({ name, legs, onChange }: LegRowsProps): ReactElement {
  const title = (i: number): string => `${name}${name && ' '}leg ${i + 1}`;
  return (
    <div className={styles['legs']}>
      {legs.map((leg, i) => {
        const set = (next: LegRule): void => onChange(legs.with(i, next));
        return (
          <div key={i} className={styles['leg']}>
            <NumberField
              label={`Ratio of ${title(i)}`}
              unit="x"
              min={-100}
              max={100}
              width={64}
              value={leg.ratio}
              onCommit={(ratio) => set({ ...leg, ratio })}
            />
            <Select
              label={`Kind of ${title(i)}`}
              value={leg.kind}
              options={KINDS}
              onChange={(kind) => set(ofKind(leg, kind))}
            />
            <Select
              label={`Underlying of ${title(i)}`}
              value={leg.on}
              options={ON}
              onChange={(on) => set({ ...leg, on })}
            />
            {leg.kind !== 'future' && (
              <>
                <NumberField
                  label={`Strike of ${title(i)}`}
                  min={0}
                  max={10_000}
                  step={1}
                  width={72}
                  value={toPercent(leg.strike.value)}
                  onCommit={(value) => set({ ...leg, strike: { ...leg.strike, value: value / 100 } })}
                />
                <Select
                  label={`Strike rule of ${title(i)}`}
                  value={leg.strike.by}
                  options={BY}
                  onChange={(by) => set({ ...leg, strike: { by, value: STARTS[by] } })}
                />
              </>
            )}
            <IconButton
              icon="trash"
              label={`Remove ${title(i)}`}
              disabled={legs.length === 1 && 'A layer needs a leg.'}
              onClick={() => onChange(legs.toSpliced(i, 1))}
            />
          </div>
        );
      })}
      <Button
        tone="quiet"
        icon="plus"
        disabled={legs.length >= MOST_LEGS && `At most ${MOST_LEGS} legs.`}
        onClick={() => onChange([...legs, NEW_LEG])}
      >
        Leg
      </Button>
    </div>
  );
}
