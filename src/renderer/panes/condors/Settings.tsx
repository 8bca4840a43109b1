import type { ReactElement } from 'react';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import styles from './condors.module.css';

/** What candidates are looked for. */
export interface CondorWish {
  /** |delta| of the short strikes. */
  readonly short: number;
  readonly by: 'delta' | 'width';
  readonly wingDelta: number;
  /** Distance of the wings [quote currency]; NaN: not chosen yet. */
  readonly width: number;
  readonly decayDays: number;
}
export const CNDR_WISH: CondorWish = { short: 0.2, by: 'delta', wingDelta: 0.05, width: NaN, decayDays: 7 };

const WIDTH_SHARE = 0.08;
const ROUND = [1, 2, 5, 10];

/** A round distance of about a twelfth of the price. */
export function roundWidth(index: number): number {
  const wanted = index * WIDTH_SHARE;
  const unit = 10 ** Math.floor(Math.log10(wanted));
  const far = (width: number): number => Math.abs(Math.log(width / wanted));
  return ROUND.map((one) => one * unit).reduce((best, width) => (far(width) < far(best) ? width : best));
}

interface SettingsProps {
  readonly wish: CondorWish;
  /** Price of the underlying; NaN while it is not known. */
  readonly index: number;
  readonly onChange: (wish: CondorWish) => void;
}

export function Settings({ wish, index, onChange }: SettingsProps): ReactElement {
  const { short, by, wingDelta, width, decayDays } = wish;
  return (
    <div className={styles['settings']} role="group" aria-label="Condor settings">
      <span>
        Short delta
        <NumberField
          label="Short delta"
          value={short}
          min={0.05}
          max={0.45}
          step={0.05}
          width={56}
          onCommit={(next) => onChange({ ...wish, short: next, wingDelta: Math.min(wingDelta, next / 2) })}
        />
      </span>
      <span>
        Wings by
        <Segmented
          label="Wings by"
          value={by}
          segments={[
            { value: 'delta', label: 'delta' },
            { value: 'width', label: 'width', disabled: !(index > 0) },
          ]}
          onChange={(next) => onChange({ ...wish, by: next, width: Number.isNaN(width) ? roundWidth(index) : width })}
        />
        {by === 'delta' ? (
          <NumberField
            label="Wing delta"
            value={wingDelta}
            min={0.01}
            max={short - 0.01}
            step={0.01}
            width={56}
            onCommit={(next) => onChange({ ...wish, wingDelta: next })}
          />
        ) : (
          <NumberField
            label="Wing width"
            value={width}
            min={0.01}
            max={1e9}
            step={roundWidth(index) / 10 || 1}
            width={88}
            onCommit={(next) => onChange({ ...wish, width: next })}
          />
        )}
      </span>
      <span>
        Decay after
        <NumberField
          label="Decay after"
          unit="d"
          value={decayDays}
          min={1}
          max={365}
          step={1}
          whole
          width={60}
          onCommit={(next) => onChange({ ...wish, decayDays: next })}
        />
      </span>
    </div>
  );
}
