import type { ReactElement } from 'react';
import { describeSignal } from '#core/evidence/describe';
import { SIGNALS, type SignalUnit } from '#core/evidence/signals';
import type { Signal } from '#core/evidence/types';
import { DurationField } from '../../../ui/DurationField';
import { NumberField } from '../../../ui/NumberField';
import { Select } from '../../../ui/Select';
import styles from './rule.module.css';

/** How a value is typed: the stored one is `factor` times what is shown. */
export const UNITS: Readonly<
  Record<SignalUnit, { readonly unit: string; readonly factor: number; readonly step: number }>
> = {
  price: { unit: '', factor: 1, step: 1 },
  index0To100: { unit: '', factor: 1, step: 1 },
  bp: { unit: 'bp', factor: 1, step: 10 },
  volatilityPerYear: { unit: '%', factor: 0.01, step: 1 },
  sigmas: { unit: 'sd', factor: 1, step: 0.5 },
  usd: { unit: 'M USD', factor: 1e6, step: 10 },
  share: { unit: '%', factor: 0.01, step: 1 },
  fundingRate: { unit: '%', factor: 0.01, step: 0.01 },
  points: { unit: '', factor: 1, step: 1 },
};

const NAMES = Object.keys(SIGNALS) as readonly Signal['name'][];
const OPTIONS = NAMES.map((value) => ({ value, label: SIGNALS[value].title }));

interface SignalPickerProps {
  readonly label: string;
  readonly signal: Signal;
  readonly onChange: (signal: Signal) => void;
}

const PERIODS = { period: 'Period', fast: 'Fast period', slow: 'Slow period', signal: 'Signal period' } as const;

/** Which signal, and its own numbers. */
export function SignalPicker({ label, signal, onChange }: SignalPickerProps): ReactElement {
  const set = (part: object): void => onChange({ ...signal, ...part } as Signal);
  return (
    <span className={styles['signal']} title={`${describeSignal(signal)}. ${SIGNALS[signal.name].definition}`}>
      <Select
        label={label}
        value={signal.name}
        options={OPTIONS}
        onChange={(name) => onChange(SIGNALS[name].defaults)}
      />
      {signal.name === 'liquidations' && (
        <Select
          label={`${label}: side`}
          value={signal.side}
          options={[
            { value: 'long', label: 'long' },
            { value: 'short', label: 'short' },
          ]}
          onChange={(side) => set({ side })}
        />
      )}
      {Object.entries(PERIODS).map(([key, title]) =>
        key in signal ? (
          <NumberField
            key={key}
            label={`${label}: ${title}`}
            value={(signal as unknown as Readonly<Record<string, number>>)[key]!}
            min={1}
            max={10_000}
            whole
            width={44}
            onCommit={(value) => set({ [key]: value })}
          />
        ) : null,
      )}
      {'interval' in signal && (
        <>
          <span className={styles['quiet']}>on</span>
          <DurationField
            label={`${label}: interval`}
            width={48}
            value={signal.interval}
            onCommit={(interval) => set({ interval })}
          />
        </>
      )}
      {'over' in signal && (
        <>
          <span className={styles['quiet']}>over</span>
          <DurationField label={`${label}: span`} width={48} value={signal.over} onCommit={(over) => set({ over })} />
        </>
      )}
    </span>
  );
}
