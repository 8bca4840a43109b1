import type { ReactElement } from 'react';
import type { Gate, GateRule, GateSignal } from '#core/hedge/types';
import { Button, IconButton } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { Segmented } from '../../ui/Segmented';
import { Select } from '../../ui/Select';
import { SIGNALS } from '../shared/hedge/signals';
import styles from './editor.module.css';

const KINDS = [
  { value: 'always', label: 'always' },
  { value: 'step', label: 'steps' },
  { value: 'ramp', label: 'ramp' },
  { value: 'hysteresis', label: 'hysteresis' },
] as const;
const READS = [
  { value: 'roll', label: 'at openings', name: 'Read where the layer opens or rolls' },
  { value: 'step', label: 'always', name: 'Read at every step; what is open is closed when it falls to 0' },
] as const;
const SIGNAL_OPTIONS = (Object.keys(SIGNALS) as GateSignal[]).map((value) => ({ value, label: SIGNALS[value].title }));
/** Levels a new gate starts from, in the unit of what is stored. */
const LEVELS: Readonly<Record<GateSignal, readonly [number, number]>> = {
  volatility: [45, 80],
  slope: [0, 0.1],
  skew: [0.5, 1.5],
  exhaustion: [0.3, 0.7],
  ivOverRealized: [1, 1.5],
  drawdown: [0.1, 0.3],
};
const MOST_STEPS = 20;

function ofKind(kind: Gate['kind'], signal: GateSignal): Gate {
  const [from, to] = LEVELS[signal];
  switch (kind) {
    case 'always':
      return { kind };
    case 'step':
      return { kind, signal, steps: [{ from, to, value: 1 }] };
    case 'ramp':
      return { kind, signal, from, to };
    case 'hysteresis':
      return { kind, signal, on: to, off: from };
  }
}

/** What a layer waits for. */
export function GateFields({
  rule,
  onChange,
}: {
  readonly rule: GateRule;
  readonly onChange: (rule: GateRule) => void;
}): ReactElement {
  const { gate, reads } = rule;
  const set = (next: Gate): void => onChange({ ...rule, gate: next });
  const signal = gate.kind === 'always' ? 'volatility' : gate.signal;
  return (
    <div className={styles['stack']}>
      <div className={styles['control']}>
        <Segmented
          label="Gate"
          value={gate.kind}
          segments={KINDS}
          onChange={(kind) => kind !== gate.kind && set(ofKind(kind, signal))}
        />
        {gate.kind !== 'always' && (
          <>
            <Select
              label="Signal"
              value={gate.signal}
              options={SIGNAL_OPTIONS}
              onChange={(next) => set(ofKind(gate.kind, next))}
            />
            <span className={styles['small']}>
              <span>read</span>
              <Segmented
                label="When it is read"
                value={reads}
                segments={READS}
                onChange={(next) => onChange({ ...rule, reads: next })}
              />
            </span>
          </>
        )}
      </div>
      {gate.kind !== 'always' && <Levels gate={gate} onChange={set} />}
      {gate.kind !== 'always' && <span className={styles['hint']}>{SIGNALS[gate.signal].definition}</span>}
    </div>
  );
}

function Levels({
  gate,
  onChange,
}: {
  readonly gate: Exclude<Gate, { kind: 'always' }>;
  readonly onChange: (gate: Gate) => void;
}): ReactElement {
  const level = (label: string, value: number, use: (value: number) => void): ReactElement => {
    const { unit, scale, step } = SIGNALS[gate.signal];
    return (
      <NumberField
        label={label}
        unit={unit === 'points' ? 'pt' : unit}
        min={-1e6}
        max={1e6}
        step={step}
        width={88}
        value={Number((value * scale).toPrecision(10))}
        onCommit={(next) => use(next / scale)}
      />
    );
  };
  if (gate.kind === 'ramp')
    return (
      <div className={styles['control']}>
        <Pair text="0 at">{level('Ramp from', gate.from, (from) => onChange({ ...gate, from }))}</Pair>
        <Pair text="1 at">{level('Ramp to', gate.to, (to) => onChange({ ...gate, to }))}</Pair>
      </div>
    );
  if (gate.kind === 'hysteresis')
    return (
      <div className={styles['control']}>
        <Pair text="on at">{level('On at', gate.on, (on) => onChange({ ...gate, on }))}</Pair>
        <Pair text="off at">{level('Off at', gate.off, (off) => onChange({ ...gate, off }))}</Pair>
      </div>
    );
  const { steps } = gate;
  const last = steps.at(-1)?.to ?? 0;
  return (
    <div className={styles['legs']}>
      {steps.map((one, i) => {
        const set = (change: Partial<typeof one>): void =>
          onChange({ ...gate, steps: steps.with(i, { ...one, ...change }) });
        return (
          <div key={i} className={styles['leg']}>
            <Pair text="over">{level(`Step ${i + 1} from`, one.from, (from) => set({ from }))}</Pair>
            <Pair text="to">{level(`Step ${i + 1} to`, one.to, (to) => set({ to }))}</Pair>
            <Pair text="size x">
              <NumberField
                label={`Step ${i + 1} size`}
                min={0}
                max={1_000}
                step={0.1}
                width={72}
                value={one.value}
                onCommit={(value) => set({ value })}
              />
            </Pair>
            <IconButton
              icon="trash"
              label={`Remove step ${i + 1}`}
              disabled={steps.length === 1 && 'A gate needs a step.'}
              onClick={() => onChange({ ...gate, steps: steps.toSpliced(i, 1) })}
            />
          </div>
        );
      })}
      <Button
        tone="quiet"
        icon="plus"
        disabled={steps.length >= MOST_STEPS && `At most ${MOST_STEPS} steps.`}
        onClick={() => onChange({ ...gate, steps: [...steps, { from: last, to: last + Math.max(1e-6, Math.abs(last) / 2), value: 0.5 }] })} // prettier-ignore
      >
        Step
      </Button>
    </div>
  );
}

function Pair({ text, children }: { readonly text: string; readonly children: ReactElement }): ReactElement {
  return (
    <span className={styles['small']}>
      <span>{text}</span>
      {children}
    </span>
  );
}
