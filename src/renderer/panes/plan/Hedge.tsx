import type { ReactElement } from 'react';
import type { PlanDocument } from '#core/plan/types';
import { triggerWords } from '#core/plan/trigger-words';
import { formatCount, formatNumber, formatPrice } from '../../lib/format';
import { hedge as builder, selectDirty, selectPlan, useHedge } from '../../state/hedge';
import { isSame } from '../../lib/same';
import { runCommand } from '../../state/commands';
import { Button } from '../../ui/Button';
import { NumberField } from '../../ui/NumberField';
import { layerWords, sizeWords } from '#shared/layer-words';
import { editDocument } from '../shared/plan/use-shown-plan';
import { Field } from './Field';
import styles from './plan.module.css';

type HedgeProps = Pick<PlanDocument, 'hedge' | 'valuation'> & { readonly currency: string };

const inPercent = (share: number): number => Number((100 * share).toPrecision(12));

/** What is held, what protects it, and how much of it may be spent: made in the hedge builder, shown here as it is signed. */
export function Hedge({ hedge, valuation, currency }: HedgeProps): ReactElement {
  const { spot, exposedUnits } = valuation;
  return (
    <>
      <Field pointer="/hedge/budget" label="Budget">
        <NumberField
          label="Budget"
          value={inPercent(hedge.budget)}
          unit="% a year"
          min={0}
          max={100}
          step={0.25}
          width={104}
          onCommit={(percent) =>
            editDocument((plan) => ({
              ...plan,
              hedge: { ...plan.hedge, budget: Number((percent / 100).toPrecision(12)) },
            }))
          }
        />
        <span className={styles['quiet']}>premium of a year, as a share of the book</span>
      </Field>
      <Field pointer="/hedge/positions" label="Held" top stack>
        <ul className={styles['facts']} aria-label="Positions">
          {hedge.positions.map(({ id, label, kind, quantity }) => (
            <li key={id}>
              <span>{label}</span>
              <span className={styles['quiet']}>{kind}</span>
              <span className={styles['figure']}>
                {formatNumber(quantity, { decimals: Number.isInteger(quantity) ? 0 : 4 })}
              </span>
            </li>
          ))}
        </ul>
        <p className={styles['quiet']}>
          Beta exposure of {formatNumber(exposedUnits, { decimals: 4 })} units of {hedge.asset} at {formatPrice(spot)}{' '}
          {currency}.
        </p>
      </Field>
      <Field pointer="/hedge/layers" label="Layers" top stack>
        {hedge.layers.length === 0 && <p className={styles['quiet']}>No layer protects it.</p>}
        <ol className={styles['facts']} aria-label="Layers of the plan">
          {hedge.layers.map((layer, i) => (
            <li key={layer.id} data-pointer={`/hedge/layers/${i}`} tabIndex={-1} data-off={!layer.enabled || undefined}>
              <span>
                <b>{layer.name}</b>
                {!layer.enabled && ', off'}
              </span>
              <span className={styles['quiet']}>
                {layerWords(layer)}; {sizeWords(layer.size)}. {triggerWords(layer.gate)}.
              </span>
            </li>
          ))}
        </ol>
        <HedgeActions hedge={hedge} />
      </Field>
    </>
  );
}

function HedgeActions({ hedge }: Pick<PlanDocument, 'hedge'>): ReactElement {
  const held = useHedge(selectPlan);
  const dirty = useHedge(selectDirty);
  const isHeld = held !== null && isSame(held, hedge);
  const openInBuilder = (): void => {
    builder.getState().open(hedge, null);
    runCommand('pane.show.hedge-builder');
  };
  return (
    <div className={styles['control']}>
      <Button
        icon="hedge"
        onClick={openInBuilder}
        disabled={
          dirty &&
          held !== null &&
          !isHeld &&
          held.layers.length > 0 &&
          'The builder holds unsaved changes. Save them there first.'
        }
      >
        Open in the hedge builder
      </Button>
      <Button
        disabled={
          held === null ? 'The hedge builder holds nothing yet.' : isHeld && 'The hedge builder holds the same.'
        }
        onClick={() => held && editDocument((plan) => ({ ...plan, hedge: held }))}
      >
        Take the builder's hedge
      </Button>
      {held !== null && !isHeld && (
        <span className={styles['quiet']}>
          The builder holds {held.name}, {formatCount(held.layers.length, 'layer')}.
        </span>
      )}
    </div>
  );
}
