import type { ReactElement } from 'react';
import { formatNumber, formatTime, type Zone } from '../../lib/format';
import { fromPercent, toPercent } from '../../lib/percent';
import type { LoopWish, SideRates } from '../../state/valuation';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { itemTitle } from '../shared/value/words';
import { SIDE_RATES, whyNoYield, type Side } from './sides';
import styles from './value.module.css';

const SIDES = ['before', 'after'] as const;
type SideName = (typeof SIDES)[number];

interface SideTableProps {
  readonly before: Side;
  readonly after: Side;
  readonly loop: LoopWish;
  readonly zone: Zone;
  /** @param value null: as known */
  readonly onRates: (side: SideName, key: keyof SideRates, value: number | null) => void;
}

const percent = (value: number): string => formatNumber(value * 100, { decimals: 2 });

/** Rates, yield and cost of capital on both sides; a rate of one's own may stand in the place of each. */
export function SideTable({ before, after, loop, zone, onRates }: SideTableProps): ReactElement {
  const sides = { before, after };
  const field = (side: SideName, key: keyof SideRates, title: string, known: number, why: string): ReactElement => (
    <NumberField
      label={`${title} ${side}`}
      unit="%"
      min={-1_000}
      max={1e6}
      step={0.25}
      width={104}
      empty={Number.isNaN(known) ? why : percent(known)}
      value={loop[side][key] === undefined ? Number.NaN : toPercent(loop[side][key])}
      onCommit={(typed) => onRates(side, key, Number.isNaN(typed) ? null : fromPercent(typed))}
    />
  );
  return (
    <table className={styles['sides']} aria-label="Before and after the cascade">
      <thead>
        <tr>
          <th scope="col">% per year</th>
          {SIDES.map((side) => (
            <th key={side} scope="col">
              {side} <small>{formatTime(sides[side].t, zone)}</small>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {SIDE_RATES.map((key) => (
          <tr key={key}>
            <th scope="row">{itemTitle(key)}</th>
            {SIDES.map((side) => (
              <td key={side}>{field(side, key, itemTitle(key), sides[side].known[key].value, key === 'rewardRate' ? 'none' : 'type it')}</td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">WACC</th>
          {SIDES.map((side) => (
            <td key={side} title={sides[side].wacc.reason || undefined}>
              {field(side, 'wacc', 'WACC', sides[side].wacc.value, 'type it')}
            </td>
          ))}
        </tr>
        <tr className={styles['total']}>
          <th scope="row">Loop yield</th>
          {SIDES.map((side) => {
            const { loop: { netYield }, estimated } = sides[side];
            const why = whyNoYield(sides[side], loop[side]);
            return (
              <td key={side}>
                <Figure label={`Loop yield ${side}`} value={why || percent(netYield)} missing={why !== ''} estimate={estimated} definition="On own money, per year: leverage × (supply + reward) − (leverage − 1) × borrow." />
              </td>
            );
          })}
        </tr>
        <tr>
          <th scope="row">Yield less WACC</th>
          {SIDES.map((side) => {
            const { carry: { loopYield, wacc, error }, estimated } = sides[side];
            const gap = loopYield - wacc;
            return (
              <td key={side}>
                <Figure
                  label={`Yield less WACC ${side}`}
                  value={formatNumber(gap * 100, { decimals: 2, sign: true, missing: Number.isNaN(wacc) ? 'no WACC' : 'no yield' })}
                  missing={Number.isNaN(gap)}
                  interval={error !== undefined && Number.isFinite(error) ? `±\u00a0${percent(error)}` : undefined}
                  estimate={estimated}
                  definition={Number.isNaN(wacc) ? sides[side].wacc.reason : 'What a loop earns over what capital costs; the error is that of the WACC by beta alone.'}
                />
              </td>
            );
          })}
        </tr>
      </tbody>
    </table>
  );
} // prettier-ignore
