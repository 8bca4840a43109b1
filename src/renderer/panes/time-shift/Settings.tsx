import type { ReactElement } from 'react';
import { INGREDIENTS, type Ingredient, type TimeShiftResult } from '#core/timeshift/types';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { formatNumber, formatTime } from '../../lib/format';
import { isSame } from '../../lib/same';
import { selectZone, useSettings } from '../../state/settings';
import { DEFAULT_MANNER, timeShift } from '../../state/time-shift';
import { Button, IconButton } from '../../ui/Button';
import { DurationField } from '../../ui/DurationField';
import { NumberField } from '../../ui/NumberField';
import { Popover } from '../../ui/Popover';
import { Select } from '../../ui/Select';
import { Slider } from '../../ui/Slider';
import type { TimeShiftView } from './use-time-shift';
import { ingredientWords } from './words';
import styles from './time-shift.module.css';

const HORIZONS = [15 * MS_PER_MINUTE, MS_PER_HOUR, 4 * MS_PER_HOUR, 12 * MS_PER_HOUR, MS_PER_DAY, 3 * MS_PER_DAY, 7 * MS_PER_DAY, 30 * MS_PER_DAY]; // prettier-ignore
const NEWEST = 'newest';
const MOST_WEIGHT = 3;
/** What a stretch can be: the schema's bounds, in which a chart still says something. */
const clamp = (ms: Ms): Ms => Math.min(400 * MS_PER_DAY, Math.max(MS_PER_HOUR, ms));

/** Stretch, horizons, the present, and what the distance weighs. */
export function Settings({ view }: { readonly view: TimeShiftView }): ReactElement {
  const { manner, choice, instrument, result } = view;
  const zone = useSettings(selectZone);
  const { set, setPresent } = timeShift.getState();
  const isDefault = isSame(manner, DEFAULT_MANNER) && choice.present === null;
  const line = (label: string, control: ReactElement): ReactElement => (
    <div className={styles['line']}>
      <span>{label}</span>
      {control}
    </div>
  );
  return (
    <Popover
      label="Time-shift settings"
      align="end"
      width={392}
      trigger={<IconButton icon="settings" label="Settings of the time-shift" tooltip={false} />}
    >
      <div className={styles['settings']}>
        {line('Present', <Select label="Present" value={choice.present === null ? NEWEST : String(choice.present)} options={presents(result, choice.present, zone)} onChange={(next) => instrument && setPresent(instrument.id, next === NEWEST ? null : Number(next))} />)}
        {line('Before t = 0', <DurationField label="Before t = 0" value={manner.beforeMs} onCommit={(ms) => set({ beforeMs: clamp(ms) })} />)}
        {line('After t = 0', <DurationField label="After t = 0" value={manner.afterMs} onCommit={(ms) => set({ afterMs: clamp(ms) })} />)}
        {line('Horizons', <Horizons chosen={manner.horizonsMs} />)}
        {line('Fan of the nearest', <NumberField label="Fan of the nearest" value={manner.nearest ?? NaN} min={2} max={1_000} whole empty="all" width={64} onCommit={(next) => set({ nearest: Number.isNaN(next) ? null : next })} />)}
        {line('Seed', <NumberField label="Seed" value={manner.seed} min={0} max={0xffff_ffff} whole width={96} onCommit={(seed) => set({ seed })} />)}
        <div className={styles['head']}>
          <h4>Weight in the distance</h4>
          <Button tone="quiet" disabled={Object.keys(manner.weights).length === 0 && 'Every ingredient weighs 1.'} onClick={() => set({ weights: {} })}>
            Reset weights
          </Button>
        </div>
        {INGREDIENTS.map((one) => (
          <Weight key={one} ingredient={one} view={view} />
        ))}
        <Button className={styles['reset']} disabled={isDefault && 'Everything is as it was at the start.'} onClick={() => { set(DEFAULT_MANNER); if (instrument) setPresent(instrument.id, null); }}>
          Reset everything
        </Button>
      </div>
    </Popover>
  );
} // prettier-ignore

/** Instances that can stand for the present, newest first. */
function presents(result: TimeShiftResult | null, chosen: Ms | null, zone: 'utc' | 'local') {
  const known = result ? [...(result.present ? [result.present] : []), ...result.analogs] : [];
  const decisions = new Set([...known.map(({ decision }) => decision), ...(chosen === null ? [] : [chosen])]);
  return [
    { value: NEWEST, label: 'the newest known' },
    ...[...decisions].toSorted((a, b) => b - a).map((t) => ({ value: String(t), label: formatTime(t, zone) })),
  ];
}

function Horizons({ chosen }: { readonly chosen: readonly Ms[] }): ReactElement {
  const offered = [...new Set([...HORIZONS, ...chosen])].toSorted((a, b) => a - b);
  const toggle = (h: Ms): void => {
    const next = chosen.includes(h) ? chosen.filter((one) => one !== h) : [...chosen, h].toSorted((a, b) => a - b);
    if (next.length === 0 || next.length > 12) return;
    const { horizonMs } = timeShift.getState().manner;
    timeShift.getState().set({ horizonsMs: next, horizonMs: next.includes(horizonMs) ? horizonMs : next.at(-1)! });
  };
  return (
    <span className={styles['chips']} role="group" aria-label="Horizons">
      {offered.map((h) => (
        <button key={h} type="button" aria-pressed={chosen.includes(h)} onClick={() => toggle(h)}>
          {formatInterval(h)}
        </button>
      ))}
    </span>
  );
}

function Weight({ ingredient, view }: { readonly ingredient: Ingredient; readonly view: TimeShiftView }): ReactElement {
  const { manner, result } = view;
  const { title, definition } = ingredientWords(ingredient);
  const weight = manner.weights[ingredient] ?? 1;
  const known = result?.known.find((one) => one.ingredient === ingredient);
  const change = (next: number): void => {
    const { [ingredient]: _, ...others } = manner.weights;
    timeShift.getState().set({ weights: next === 1 ? others : { ...others, [ingredient]: next } });
  };
  const hint = known && (known.n === 0 ? known.lacks || 'no instance knows it' : `${formatNumber(known.n)} know it`);
  return (
    <div className={styles['weight']} title={[definition, hint].filter(Boolean).join(' ')} data-off={known?.n === 0 || undefined}>
      <span>{title}</span>
      <Slider label={`Weight of ${title}`} min={0} max={MOST_WEIGHT} step={0.25} value={Math.min(MOST_WEIGHT, weight)} text={formatNumber(weight, { decimals: 2 })} onChange={change} />
      <span className={styles['figure']}>{formatNumber(weight, { decimals: 2 })}</span>
    </div>
  );
} // prettier-ignore
