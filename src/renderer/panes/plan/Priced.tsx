import type { ReactElement } from 'react';
import type { PlanDocument } from '#core/plan/types';
import { formatNumber, formatPercent, formatPrice, formatTimeZoned, type Zone } from '../../lib/format';
import { runCommand } from '../../state/commands';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Missing } from '../../ui/Missing';
import { Tag } from '../../ui/Tag';
import { Field } from './Field';
import styles from './plan.module.css';

type PricedProps = Pick<PlanDocument, 'hedge' | 'valuation' | 'worstCase'> & {
  readonly currency: string;
  readonly zone: Zone;
};

/** What the orders can lose, and what they were priced on. */
export function Priced({ hedge, valuation, worstCase, currency, zone }: PricedProps): ReactElement {
  const { t, spot, book, costPerYear, modelled, notes } = valuation;
  const knownAt = formatTimeZoned(t, zone);
  const source = modelled ? 'Modelled surface' : 'Surface fitted to quotes';
  return (
    <>
      <Field pointer="/worstCase/loss" label="Worst case" top stack>
        {worstCase.loss === null ? (
          <Missing why="without bound" />
        ) : (
          <Figure
            label="Worst case of all orders"
            value={formatNumber(worstCase.loss, { decimals: 2 })}
            unit={currency}
            interval={`${formatPercent(worstCase.loss / book, { decimals: 2 })} of the book`}
            definition="Every layer, underlying and expiry at its worst price at once, fees included: it can only overstate."
            knownAt={knownAt}
          />
        )}
        <p className={styles['quiet']}>{worstCase.words}</p>
      </Field>
      <Field pointer="/valuation/hedge" label="Priced" top stack>
        <div className={styles['control']}>
          <span>as of {knownAt}</span>
          {modelled && <Tag tone="estimate">modelled</Tag>}
          <Button onClick={() => runCommand('plans.price')}>Price again</Button>
        </div>
        <dl className={styles['figures']}>
          <Pair name="Spot">
            <Figure label={`Spot of ${hedge.asset}`} value={formatPrice(spot)} unit={currency} knownAt={knownAt} />
          </Pair>
          <Pair name="Book">
            <Figure label="Book" value={formatNumber(book, { decimals: 2 })} unit={currency} definition="What the positions are worth together." knownAt={knownAt} />
          </Pair>
          <Pair name="Cost a year">
            <Figure label="Cost a year" value={formatPercent(costPerYear, { decimals: 2 })} estimate={modelled} definition="Premium of a year of the open layers, as a share of the book." source={source} knownAt={knownAt} />
          </Pair>
        </dl>
        {notes.length > 0 && (
          <ul className={styles['notes']} aria-label="Notes on the prices">
            {notes.map((note, i) => (
              <li key={i}>{note}</li>
            ))}
          </ul>
        )}
      </Field>
    </>
  );
} // prettier-ignore

function Pair({ name, children }: { readonly name: string; readonly children: ReactElement }): ReactElement {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
