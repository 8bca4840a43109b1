import type { ReactElement } from 'react';
import type { Monetisation } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import styles from './editor.module.css';

interface MonetisationFieldsProps {
  readonly rule: Monetisation;
  readonly onChange: (rule: Monetisation) => void;
}

const KINDS = [
  { value: 'none', label: 'hold' },
  { value: 'multiples', label: 'at multiples' },
  { value: 'band', label: 'by allocation' },
] as const;
const MOST_STEPS = 12;

const STARTS: Readonly<Record<Monetisation['kind'], Monetisation>> = {
  none: { kind: 'none' },
  multiples: {
    kind: 'multiples',
    steps: [
      { at: 3, sell: 0.5 },
      { at: 5, sell: 0.5 },
      { at: 8, sell: 1 },
    ],
  },
  band: { kind: 'band', above: 0.05, to: 0.03 },
};

/** When a gain is taken. */
export function MonetisationFields({ rule, onChange }: MonetisationFieldsProps): ReactElement {
  return (
    <div className={styles['stack']}>
      <Segmented
        label="Monetisation"
        value={rule.kind}
        segments={KINDS}
        onChange={(kind) => kind !== rule.kind && onChange(STARTS[kind])}
      />
      {rule.kind === 'multiples' && (
        <div className={styles['control']}>
          {rule.steps.map((step, i) => {
            const set = (change: Partial<typeof step>): void =>
              onChange({ ...rule, steps: rule.steps.with(i, { ...step, ...change }) });
            return (
              <span key={i} className={styles['small']}>
                <span>at</span>
                <NumberField
                  label={`Multiple ${i + 1}`}
                  unit="x"
                  min={0.1}
                  max={10_000}
                  width={56}
                  value={step.at}
                  onCommit={(at) => set({ at })}
                />
                <span>sell</span>
                <NumberField
                  label={`Share sold at multiple ${i + 1}`}
                  unit="%"
                  min={0}
                  max={100}
                  step={5}
                  width={64}
                  value={toPercent(step.sell)}
                  onCommit={(sell) => set({ sell: sell / 100 })}
                />
                <IconButton
                  icon="close"
                  iconSize={12}
                  label={`Remove multiple ${i + 1}`}
                  disabled={rule.steps.length === 1 && 'Hold it instead.'}
                  onClick={() => onChange({ ...rule, steps: rule.steps.toSpliced(i, 1) })}
                />
              </span>
            );
          })}
          <Button
            tone="quiet"
            icon="plus"
            disabled={rule.steps.length >= MOST_STEPS && `At most ${MOST_STEPS} multiples.`}
            onClick={() => onChange({ ...rule, steps: [...rule.steps, { at: (rule.steps.at(-1)?.at ?? 1) * 2, sell: 1 }] })} // prettier-ignore
          >
            Multiple
          </Button>
        </div>
      )}
      {rule.kind === 'band' && (
        <div className={styles['control']}>
          <span className={styles['small']}>
            <span>worth more than</span>
            <NumberField
              label="Above"
              unit="%"
              min={0}
              max={100}
              step={0.5}
              value={toPercent(rule.above)}
              onCommit={(above) => onChange({ ...rule, above: above / 100 })}
            />
          </span>
          <span className={styles['small']}>
            <span>of the book: sold down to</span>
            <NumberField
              label="Down to"
              unit="%"
              min={0}
              max={100}
              step={0.5}
              value={toPercent(rule.to)}
              onCommit={(to) => onChange({ ...rule, to: to / 100 })}
            />
          </span>
        </div>
      )}
    </div>
  );
}
