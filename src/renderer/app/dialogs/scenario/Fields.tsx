import type { ReactElement, ReactNode } from 'react';
import type { Ms } from '#core/time/ms';
import { fromPercent, toPercent } from '../../../lib/percent';
import { DateField } from '../../../panes/simulation/DateField';
import { Select } from '../../../ui/Select';
import { NumberField } from '../../../ui/NumberField';
import type { PathOf } from './draft';
import styles from './scenario.module.css';

export function Line({ label, hint, children }: { readonly label: string; readonly hint?: string; readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['line']} title={hint}>
      <span className={styles['label']}>{label}</span>
      <span className={styles['control']}>{children}</span>
    </div>
  );
} // prettier-ignore

interface FieldsProps<P> {
  readonly path: P;
  readonly onChange: (path: P) => void;
}

export function ShockFields({ path, onChange }: FieldsProps<PathOf<'shock'>>): ReactElement {
  const set = (change: Partial<PathOf<'shock'>>): void => onChange({ ...path, ...change });
  const { vol } = path;
  return (
    <>
      <Line label="Move" hint="Return at the end of the move.">
        <NumberField label="Move" unit="%" value={toPercent(path.size)} min={-99} max={2_000} onCommit={(x) => set({ size: fromPercent(x) })} />
      </Line>
      <Line label="Takes" hint="Hours from the start to the end of the move.">
        <NumberField label="Length of the move" unit="h" value={path.hours} min={0.1} max={8_784} onCommit={(hours) => set({ hours })} />
      </Line>
      <Line label="Made good" hint="Share of the move that is taken back afterwards.">
        <NumberField label="Made good" unit="%" value={toPercent(path.recovery)} min={-100} max={300} onCommit={(x) => set({ recovery: fromPercent(x) })} />
      </Line>
      <Line label="Within">
        <NumberField label="Length of the recovery" unit="h" value={path.recoveryHours} min={0} max={8_784} onCommit={(recoveryHours) => set({ recoveryHours })} />
      </Line>
      <Line label="At rest after">
        <NumberField label="Time at rest" unit="h" value={path.restHours} min={0} max={8_784} onCommit={(restHours) => set({ restHours })} />
      </Line>
      <Line label="Peak volatility" hint="At the end of the move, as a multiple of that of the start. Empty: by the rule.">
        <NumberField label="Peak volatility" unit="x" empty="by rule" width={96} value={vol?.peak ?? Number.NaN} min={0.1} max={50} step={0.1} onCommit={(peak) => set({ vol: Number.isNaN(peak) ? null : { peak, end: vol?.end ?? peak } })} />
      </Line>
      {vol && (
        <Line label="Volatility after" hint="At the end of the recovery, as a multiple of that of the start.">
          <NumberField label="Volatility after" unit="x" width={96} value={vol.end} min={0.1} max={50} step={0.1} onCommit={(end) => set({ vol: { ...vol, end } })} />
        </Line>
      )}
      {!vol && <VolBeta path={path} onChange={onChange} />}
      <Restlessness path={path} onChange={onChange} />
    </>
  );
} // prettier-ignore

type Drawn = PathOf<'shock'> | PathOf<'drawn'>;

function VolBeta<P extends Drawn>({ path, onChange }: FieldsProps<P>): ReactElement {
  return (
    <Line label="Vol-beta" hint="Volatility moves by the price over that of the start to the power of minus this. Empty: as usual for the asset.">
      <NumberField label="Vol-beta" empty="usual" width={96} value={path.volBeta ?? Number.NaN} min={-20} max={20} step={0.1} onCommit={(x) => onChange({ ...path, volBeta: Number.isNaN(x) ? null : x })} />
    </Line>
  );
} // prettier-ignore

function Restlessness<P extends Drawn>({ path, onChange }: FieldsProps<P>): ReactElement {
  return (
    <>
      <Line label="Restlessness" hint="How bars move about the line: times the last 30 days. 0: the line itself, without wicks.">
        <NumberField label="Restlessness" unit="x" value={path.restless} min={0} max={5} step={0.1} onCommit={(restless) => onChange({ ...path, restless })} />
      </Line>
      <Line label="Seed" hint="The same seed gives the same bars, on every machine.">
        <NumberField label="Seed" width={96} value={path.seed} min={0} max={0xffff_ffff} whole onCommit={(seed) => onChange({ ...path, seed })} />
      </Line>
    </>
  );
} // prettier-ignore

/** The line itself is drawn beside them. */
export function DrawnFields({ path, onChange }: FieldsProps<PathOf<'drawn'>>): ReactElement {
  const isSaid = path.points.some(({ vol }) => vol !== null);
  return (
    <>
      {!isSaid && <VolBeta path={path} onChange={onChange} />}
      <Restlessness path={path} onChange={onChange} />
    </>
  );
}

interface AnalogProps extends FieldsProps<PathOf<'analog'>> {
  readonly asset: string;
  readonly markets: readonly { readonly value: string; readonly label: string }[];
  readonly least: Ms;
  readonly most: Ms;
}

export function AnalogFields({ path, onChange, asset, markets, least, most }: AnalogProps): ReactElement {
  const set = (change: Partial<PathOf<'analog'>>): void => onChange({ ...path, ...change });
  return (
    <>
      <Line label="Past of">
        <Select label="Past of" value={path.instrument ?? asset} options={markets} onChange={(instrument) => set({ instrument })} wide />
      </Line>
      <Line label="From" hint="The instant that is laid on the start.">
        <DateField label="From" value={path.from} least={least} most={most} onCommit={(from) => set({ from })} />
      </Line>
      <Line label="Length">
        <NumberField label="Length of the past" unit="h" value={path.hours} min={0.1} max={8_784} onCommit={(hours) => set({ hours })} />
      </Line>
    </>
  );
} // prettier-ignore
