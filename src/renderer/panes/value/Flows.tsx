import { useCallback, useMemo, type ReactElement } from 'react';
import { MS_PER_DAY, type Ms } from '#core/time/ms';
import { xirr } from '#core/value/irr';
import type { Flow } from '#core/value/types';
import type { Entity } from '#shared/value';
import { formatPercent, formatShort, type Zone } from '../../lib/format';
import { selectSheet, useValuation, valuation, withFlows } from '../../state/valuation';
import { Figure } from '../../ui/Figure';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Chart } from '../shared/chart/Chart';
import { FigureMenu } from '../shared/value/FigureMenu';
import { whenWords } from '../shared/value/instant';
import { otherFigure } from './cite';
import { FlowBuilder } from './FlowBuilder';
import { FlowTable } from './FlowTable';
import type { ValueModel } from './model';
import { drawWorth, worthAt } from './npv';
import styles from './value.module.css';

interface FlowsProps {
  readonly entity: Entity;
  readonly model: ValueModel;
  /** Instant that the answers are of. */
  readonly at: Ms;
  readonly zone: Zone;
}

const WORDS = {
  definition: 'Rate per year of 365 days at which the flows are worth nothing.',
  method: 'Σ amount · (1 + rate)^(−days / 365) = 0; every root is found',
  source: 'Norstrøm (1972)',
};

/** Rate of return of dated flows. One that has no rate, or several, says so. */
export function Flows({ entity, model, at, zone }: FlowsProps): ReactElement {
  const { flows } = useValuation(selectSheet(entity.id));
  const today = Math.floor(at / MS_PER_DAY) * MS_PER_DAY;
  const set = useCallback((next: readonly Flow[], gesture?: string) => valuation.getState().edit(entity.id, withFlows(next), gesture), [entity.id]);
  const result = useMemo(() => xirr(flows), [flows]);
  const draw = useCallback((size: Size) => drawWorth(flows, result.roots, size), [flows, result]);
  const sum = flows.reduce((all, { amount }) => all + amount, 0);
  const cite = () =>
    otherFigure(
      `Rate of return of ${entity.name}`,
      `${flows.length} dated flows of ${entity.name} return ${formatPercent(result.value, { decimals: 2 })} a year (XIRR, ACT/365), ${whenWords(entity, at)}.`,
      at,
      { inputs: flows, assumptions: {}, answer: result },
    );
  const isMissing = Number.isNaN(result.value);
  return (
    <div className={styles['halves']}>
      <div className={styles['left']}>
        <FlowTable name={entity.name} flows={flows} zone={zone} now={today} onChange={set} />
        <FlowBuilder inputs={model.inputs} from={today} onUse={set} />
      </div>
      <div className={styles['right']}>
        <section aria-label="Rate of return">
          <Section title="XIRR" sub="per year of 365 days" end={<FigureMenu label="XIRR" of={cite} why={isMissing && result.reason} />} />
          <div className={styles['headline']}>
            <Figure label="XIRR" value={isMissing ? (flows.length === 0 ? 'no flows yet' : result.roots.length > 1 ? 'several rates' : 'no rate') : formatPercent(result.value, { decimals: 2 })} missing={isMissing} {...WORDS} />
          </div>
          {isMissing && flows.length > 0 && (
            <p className={styles['note']} role="status">
              {result.reason.charAt(0).toUpperCase() + result.reason.slice(1)}. {result.roots.length > 1 && 'None of them is the answer: hold the flows against a cost of capital instead, as the curve does.'}
            </p>
          )}
          {flows.length > 0 && (
            <dl className={styles['facts']}>
              <div>
                <dt>Undiscounted</dt>
                <dd>
                  <Figure label="Sum of the flows" value={formatShort(sum, { sign: true })} unit="USD" definition="All that comes back less all that is paid." />
                </dd>
              </div>
              <div>
                <dt>At the WACC</dt>
                <dd>
                  <AtWacc flows={flows} model={model} />
                </dd>
              </div>
            </dl>
          )}
        </section>
        {flows.length > 0 && (
          <Chart title="Worth against rate" sub="USD on the day of the first flow" file={`worth ${entity.name}`} height={208} describe="Worth of the flows against the rate they are discounted at" draw={draw} />
        )}
      </div>
    </div>
  );
} // prettier-ignore

function AtWacc({ flows, model }: { readonly flows: readonly Flow[]; readonly model: ValueModel }): ReactElement {
  const wacc = model.answers.find(({ id }) => id === 'wacc')!;
  const isMissing = Number.isNaN(wacc.value);
  return (
    <Figure
      label="Worth at the WACC"
      value={isMissing ? 'no WACC' : formatShort(worthAt(flows, wacc.value), { sign: true })}
      unit="USD"
      missing={isMissing}
      estimate={wacc.estimated}
      definition={isMissing ? wacc.reason : `Discounted at ${formatPercent(wacc.value, { decimals: 2 })} a year.`}
    />
  );
}
