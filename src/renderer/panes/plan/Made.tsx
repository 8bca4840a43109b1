import { useState, type ReactElement } from 'react';
import type { DataRange, PlanDocument } from '#core/plan/types';
import { formatBar, formatCount, formatNumber, formatTime, formatTimeZoned, type Zone } from '../../lib/format';
import { showPlanDialog } from '../../state/plan-view';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Tag } from '../../ui/Tag';
import { Fingerprint } from '../shared/plan/Fingerprint';
import { Field } from './Field';
import styles from './plan.module.css';

type MadeProps = Pick<PlanDocument, 'data' | 'engine' | 'created'> & { readonly zone: Zone };

/** The data and the program that the numbers come from. */
export function Made({ data, engine, created, zone }: MadeProps): ReactElement {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Field pointer="/data" label="Made from" top stack>
        <div className={styles['control']}>
          <button type="button" className={styles['fold']} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon name={open ? 'down' : 'right'} size={12} />
            {formatCount(data.series.length, 'series', 'series')} as of {formatTimeZoned(data.asOf, zone)}
          </button>
          {data.synthetic && (
            <Tag tone="warning" title="Of the sample market: nobody ever paid these prices.">
              synthetic
            </Tag>
          )}
          <Button onClick={() => showPlanDialog({ kind: 'recompute' })}>Recompute here</Button>
        </div>
        {open && <Series series={data.series} zone={zone} />}
      </Field>
      <Field pointer="/data/fingerprint" label="Data fingerprint">
        <Fingerprint of="the data" hex={data.fingerprint} />
      </Field>
      <Field pointer="/engine" label="Engine">
        <span>
          Ballast {engine.ballast}, hedge engine {engine.hedge}
        </span>
        <span className={styles['quiet']}>made {formatTimeZoned(created, zone)}</span>
      </Field>
    </>
  );
}

function Series({ series, zone }: { readonly series: readonly DataRange[]; readonly zone: Zone }): ReactElement {
  return (
    <table className={styles['table']} aria-label="Series that the plan was made from">
      <thead>
        <tr>
          <th scope="col">Series</th>
          <th scope="col">Source</th>
          <th scope="col">From, to</th>
          <th scope="col" data-figure>
            Rows
          </th>
          <th scope="col">Fingerprint</th>
        </tr>
      </thead>
      <tbody>
        {series.map((one) => (
          <tr key={`${one.instrument} ${one.kind} ${one.field} ${one.interval} ${one.source}`}>
            <td>
              {one.instrument} <span className={styles['quiet']}>{[one.kind, one.field, one.interval > 0 ? formatBar(one.interval) : ''].filter((part) => part !== '').join(' ')}</span>
            </td>
            <td>{one.source}</td>
            <td className={styles['mono']}>
              {formatTime(one.from, zone, 'day')} {formatTime(one.to, zone, 'day')}
            </td>
            <td data-figure className={styles['mono']}>
              {formatNumber(one.rows)}
            </td>
            <td>
              <Fingerprint of={`${one.instrument} ${one.kind}`} hex={one.sha256} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
} // prettier-ignore
