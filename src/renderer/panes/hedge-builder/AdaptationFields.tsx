import type { ReactElement } from 'react';
import type { Adaptation, LegRule } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { NumberField } from '../../ui/NumberField';
import { Toggle } from '../../ui/Toggle';
import styles from './editor.module.css';
import { LegRows } from './LegRows';

interface AdaptationFieldsProps {
  readonly rule: Adaptation;
  /** What the legs of a rich skew start from. */
  readonly legs: readonly LegRule[];
  readonly onChange: (rule: Adaptation) => void;
}

const WEIGHTS = [
  ['skew', 'z skew'],
  ['slope', 'slope'],
  ['exhaustion', 'exhaustion'],
] as const;

/** How the size follows the market: ratio · clip(1 + a·z + b·slope + c·exhaustion, least, most). */
export function AdaptationFields({ rule, legs, onChange }: AdaptationFieldsProps): ReactElement {
  const { rich, inverted } = rule;
  return (
    <div className={styles['stack']}>
      <div className={styles['control']}>
        <span className={styles['quiet']}>size x clip(1</span>
        {WEIGHTS.map(([key, words]) => (
          <span key={key} className={styles['small']}>
            <span>+</span>
            <NumberField
              label={`Weight of ${words}`}
              min={-100}
              max={100}
              step={0.1}
              width={56}
              value={rule[key]}
              onCommit={(value) => onChange({ ...rule, [key]: value })}
            />
            <span>{words}</span>
          </span>
        ))}
        <span className={styles['small']}>
          <span>,</span>
          <NumberField
            label="Least factor"
            min={0}
            max={1_000}
            step={0.1}
            width={56}
            value={rule.least}
            onCommit={(least) => onChange({ ...rule, least })}
          />
          <span>,</span>
          <NumberField
            label="Most factor"
            min={0}
            max={1_000}
            step={0.1}
            width={56}
            value={rule.most}
            onCommit={(most) => onChange({ ...rule, most })}
          />
          <span>)</span>
        </span>
      </div>
      <div className={styles['control']}>
        <Toggle
          label="Other legs when skew is rich"
          withLabel
          checked={rich !== null}
          onChange={(on) => onChange({ ...rule, rich: on ? { above: 1, legs } : null })}
        />
        {rich && (
          <span className={styles['small']}>
            <span>z skew above</span>
            <NumberField
              label="Rich above"
              min={-100}
              max={100}
              step={0.1}
              value={rich.above}
              onCommit={(above) => onChange({ ...rule, rich: { ...rich, above } })}
            />
          </span>
        )}
      </div>
      {rich && (
        <LegRows
          name="rich"
          legs={rich.legs}
          onChange={(next) => onChange({ ...rule, rich: { ...rich, legs: next } })}
        />
      )}
      <div className={styles['control']}>
        <Toggle
          label="Longer tenors when the curve is inverted"
          withLabel
          checked={inverted !== null}
          onChange={(on) => onChange({ ...rule, inverted: on ? { above: 0, tenorTimes: 1.5 } : null })}
        />
        {inverted && (
          <>
            <span className={styles['small']}>
              <span>slope above</span>
              <NumberField
                label="Inverted above"
                unit="%"
                min={-1_000}
                max={1_000}
                value={toPercent(inverted.above)}
                onCommit={(above) => onChange({ ...rule, inverted: { ...inverted, above: above / 100 } })}
              />
            </span>
            <span className={styles['small']}>
              <span>tenors x</span>
              <NumberField
                label="Tenors times"
                min={0.1}
                max={20}
                step={0.1}
                value={inverted.tenorTimes}
                onCommit={(tenorTimes) => onChange({ ...rule, inverted: { ...inverted, tenorTimes } })}
              />
            </span>
          </>
        )}
      </div>
    </div>
  );
}
