import { useId, type ReactElement, type ReactNode } from 'react';
import type { JumpRule, PathSpec } from '#core/hedge/simulation';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { fromPercent, toPercent } from '../../lib/percent';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import type { PathOf } from '../../state/simulation';
import { DateField } from './DateField';
import { DrawnEditor } from './DrawnEditor';
import { cascadePicks, historyPicks, type SpanPick } from './proposals';
import styles from './simulation.module.css';
import type { SimulationView } from './use-simulation';

interface FieldsProps<P extends PathSpec> {
  readonly path: P;
  readonly view: SimulationView;
  readonly onChange: (path: PathSpec) => void;
}

/** The numbers of one kind of paths. */
export function PathFields({ path, view, onChange }: FieldsProps<PathSpec>): ReactElement {
  switch (path.kind) {
    case 'history':
      return <HistoryFields path={path} view={view} onChange={onChange} />;
    case 'analog':
      return <AnalogFields path={path} view={view} onChange={onChange} />;
    case 'drawn':
      return (
        <>
          <DrawnEditor points={path.points} onChange={(points) => onChange({ ...path, points })} />
          <StepLine step={path.step} onChange={(step) => onChange({ ...path, step })} />
        </>
      );
    default:
      return <MonteCarloFields path={path} onChange={onChange} />;
  }
}

function Line({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['line']} title={hint}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['control']}>{children}</span>
    </div>
  );
} // prettier-ignore

const STEPS = [
  { value: String(MS_PER_HOUR), label: '1 h' },
  { value: String(4 * MS_PER_HOUR), label: '4 h' },
  { value: String(MS_PER_DAY), label: '1 d' },
] as const;

function StepLine({ step, onChange }: { readonly step: Ms; readonly onChange: (step: Ms) => void }): ReactElement {
  return (
    <Line label="Step" hint="How often legs are marked and gates are read.">
      <Select
        label="Step"
        value={String(step) as (typeof STEPS)[number]['value']}
        options={STEPS}
        onChange={(value) => onChange(Number(value))}
      />
    </Line>
  );
}

function PickSelect({
  label,
  picks,
  onPick,
}: {
  readonly label: string;
  readonly picks: readonly SpanPick[];
  readonly onPick: (pick: SpanPick) => void;
}): ReactElement {
  return (
    <Line label="Quick pick">
      <Select
        label={label}
        value={undefined}
        placeholder={picks.length > 0 ? 'choose' : 'none stored'}
        disabled={picks.length === 0}
        options={picks.map(({ id, title, hint }) => ({ value: id, label: title, hint }))}
        onChange={(id) => {
          const pick = picks.find((one) => one.id === id);
          if (pick) onPick(pick);
        }}
        wide
      />
    </Line>
  );
}

const most = (view: SimulationView): Ms => view.span?.to ?? Infinity;
const least = (view: SimulationView): Ms => view.span?.from ?? -Infinity;

function HistoryFields({ path, view, onChange }: FieldsProps<PathOf<'history'>>): ReactElement {
  return (
    <>
      <PickSelect
        label="Pick a stretch of the past"
        picks={historyPicks(view.cascades, view.span)}
        onPick={({ from, to }) => onChange({ ...path, from, to })}
      />
      <Line label="From">
        <DateField label="From" value={path.from} least={least(view)} most={path.to - path.step} onCommit={(from) => onChange({ ...path, from })} />
      </Line>
      <Line label="To">
        <DateField label="To" value={path.to} least={path.from + path.step} most={most(view)} onCommit={(to) => onChange({ ...path, to })} />
      </Line>
      <StepLine step={path.step} onChange={(step) => onChange({ ...path, step })} />
    </>
  );
} // prettier-ignore

function AnalogFields({ path, view, onChange }: FieldsProps<PathOf<'analog'>>): ReactElement {
  return (
    <>
      <PickSelect
        label="Pick a cascade"
        picks={cascadePicks(view.cascades)}
        onPick={({ from }) => onChange({ ...path, from })}
      />
      <Line label="From" hint="The instant that is laid on the start.">
        <DateField label="From" value={path.from} least={least(view)} most={most(view) - path.step} onCommit={(from) => onChange({ ...path, from })} />
      </Line>
      <Line label="Length">
        <NumberField label="Length" unit="d" value={path.days} min={1} max={1_830} whole onCommit={(days) => onChange({ ...path, days })} />
      </Line>
      <StepLine step={path.step} onChange={(step) => onChange({ ...path, step })} />
    </>
  );
} // prettier-ignore

type ManyPaths = Extract<PathSpec, { readonly paths: number }>;

function MonteCarloFields({
  path,
  onChange,
}: {
  readonly path: ManyPaths;
  readonly onChange: (path: PathSpec) => void;
}): ReactElement {
  const set = (change: Partial<ManyPaths>): void => onChange({ ...path, ...change } as PathSpec);
  return (
    <>
      <Line label="Paths" hint="CVaR 95 % is the mean of one in twenty of them.">
        <NumberField label="Number of paths" value={path.paths} min={1} max={100_000} step={500} whole onCommit={(paths) => set({ paths })} />
      </Line>
      <Line label="Length">
        <NumberField label="Length" unit="d" value={path.days} min={1} max={1_830} step={30} whole onCommit={(days) => set({ days })} />
      </Line>
      {path.kind === 'bootstrap' ? (
        <Line label="Block" hint="Mean length of a stretch that is taken whole.">
          <NumberField label="Mean block" unit="d" value={path.block} min={1} max={365} onCommit={(block) => set({ block })} />
        </Line>
      ) : (
        <>
          <Line label="Drift a year" hint="Of the price, before jumps are made up for.">
            <NumberField label="Drift a year" unit="%" value={toPercent(path.drift)} min={-500} max={500} onCommit={(value) => set({ drift: fromPercent(value) })} />
          </Line>
          <Line label="Volatility" hint="Empty: that of the surface at 30 days.">
            <NumberField
              label="Volatility"
              unit="%"
              width={104}
              empty="surface"
              value={path.vol === null ? Number.NaN : toPercent(path.vol)}
              min={1}
              max={1_000}
              onCommit={(value) => set({ vol: Number.isNaN(value) ? null : fromPercent(value) })}
            />
          </Line>
        </>
      )}
      {'jumps' in path && <JumpFields jumps={path.jumps} hawkes={path.kind === 'hawkes'} onChange={(jumps) => set({ jumps })} />}
      {path.kind === 'hawkes' && (
        <>
          <Line label="Branching" hint="Jumps that one jump sets off on average.">
            <NumberField label="Branching ratio" value={path.branching} min={0} max={0.95} step={0.05} onCommit={(branching) => set({ branching })} />
          </Line>
          <Line label="Memory" hint="Time in which the pull of a jump falls to 1/e.">
            <NumberField label="Memory" unit="d" value={path.decayDays} min={0.01} max={365} onCommit={(decayDays) => set({ decayDays })} />
          </Line>
        </>
      )}
      <Line label="Seed" hint="The same seed gives the same paths, on every machine.">
        <NumberField label="Seed" value={path.seed} min={0} max={0xffff_ffff} whole onCommit={(seed) => set({ seed })} width={104} />
      </Line>
    </>
  );
} // prettier-ignore

function JumpFields({
  jumps,
  hawkes,
  onChange,
}: {
  readonly jumps: JumpRule;
  readonly hawkes: boolean;
  readonly onChange: (jumps: JumpRule) => void;
}): ReactElement {
  const id = useId();
  return (
    <div role="group" aria-labelledby={id} className={styles['group']}>
      <span id={id} hidden>
        Jumps
      </span>
      <Line label={hawkes ? 'First jumps a year' : 'Jumps a year'} hint={hawkes ? 'Those that nothing set off.' : ''}>
        <NumberField label="Jumps a year" value={jumps.perYear} min={0} max={365} onCommit={(perYear) => onChange({ ...jumps, perYear })} />
      </Line>
      <Line label="Mean jump" hint="Of the logarithm of the price.">
        <NumberField label="Mean jump" unit="%" value={toPercent(jumps.mean)} min={-200} max={200} onCommit={(value) => onChange({ ...jumps, mean: fromPercent(value) })} />
      </Line>
      <Line label="Deviation" hint="Of the logarithm of the price.">
        <NumberField label="Deviation of jumps" unit="%" value={toPercent(jumps.deviation)} min={0} max={200} onCommit={(value) => onChange({ ...jumps, deviation: fromPercent(value) })} />
      </Line>
    </div>
  );
} // prettier-ignore
