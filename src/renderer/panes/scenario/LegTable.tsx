import type { ReactElement } from 'react';
import type { LegRow } from '#core/hedge/scenario';
import { formatNumber, formatPrice, formatTime } from '../../lib/format';
import { formatGain, type MoneyUnit } from '../shared/hedge/money';
import styles from './scenario.module.css';

function words({ leg, name }: LegRow): string {
  if (!leg) return name;
  const on = leg.on === 'volatility' ? 'volatility ' : '';
  if (leg.kind === 'future') return `${name}: ${on}${leg.expiry === Infinity ? 'perpetual' : 'future'}`;
  return `${name}: ${on}${leg.kind} ${formatNumber(leg.strike, { decimals: leg.strike < 100 ? 2 : 0 })} ${formatTime(leg.expiry, 'utc', 'day')}`;
}

/** What each position and leg comes to in one cell. */
export function LegTable({ rows, unit }: { readonly rows: readonly LegRow[]; readonly unit: MoneyUnit }): ReactElement {
  const sum = rows.reduce((total, { gain }) => total + gain, 0);
  return (
    <div className={styles['wide']}>
      <table className={styles['legs']} aria-label="Legs of the picked cell">
        <thead>
          <tr>
            <th scope="col">Position or leg</th>
            <th scope="col">Quantity</th>
            <th scope="col">Now</th>
            <th scope="col">In the cell</th>
            <th scope="col">Gain</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              <th scope="row" title={words(row)}>
                {words(row)}
              </th>
              <td>{formatNumber(row.quantity, { decimals: Math.abs(row.quantity) < 1_000 ? 2 : 0 })}</td>
              <td>{formatPrice(row.before)}</td>
              <td className={styles['estimate']}>{formatPrice(row.after)}</td>
              <td className={styles['estimate']}>{formatGain(row.gain, unit)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Book</th>
            <td />
            <td />
            <td />
            <td className={styles['estimate']}>{formatGain(sum, unit)}</td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
