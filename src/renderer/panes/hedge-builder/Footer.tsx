import type { ReactElement } from 'react';
import type { HedgePlan } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { formatPercent } from '../../lib/format';
import { editPlan } from '../../state/hedge';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { formatGain, moneyUnit } from '../shared/hedge/money';
import styles from './footer.module.css';

interface FooterProps {
  readonly plan: HedgePlan;
  /** Sum of the open layers, share of the book a year. */
  readonly cost: number;
  /** Worst cell of the usual grid, and where it is. */
  readonly worst: { readonly gain: number; readonly words: string } | undefined;
  /** What the same cell comes to without layers. */
  readonly bare: number;
  readonly currency: string;
}

/** What the plan costs, may cost, and where it hurts most. */
export function Footer({ plan, cost, worst, bare, currency }: FooterProps): ReactElement {
  const unit = moneyUnit(Math.abs(bare), currency);
  const over = cost > plan.budget;
  return (
    <footer className={styles['footer']}>
      <div>
        <span className={styles['label']}>Gross cost/yr{over && <b className={styles['over']}>, over budget</b>}</span>
        <Figure
          label="Cost per year"
          value={formatPercent(cost, { decimals: 2 })}
          estimate
          definition="Premiums of the open layers over their years to expiry as a share of the book, gross of what is sold again. The Simulation pane nets it."
        />
      </div>
      <div>
        <span className={styles['label']}>Budget per year</span>
        <NumberField
          label="Budget"
          unit="%"
          min={0}
          max={100}
          step={0.25}
          width={80}
          value={toPercent(plan.budget)}
          onCommit={(budget) => editPlan((now) => ({ ...now, budget: budget / 100 }))}
        />
      </div>
      <div>
        <span className={styles['label']}>Worst tested cell</span>
        {worst ? (
          <Figure
            label="Worst tested cell"
            value={formatGain(worst.gain, unit)}
            unit={unit.per > 1 ? `${unit.short}\u00a0${currency}` : currency}
            full={`${formatGain(worst.gain, unit)} ${unit.words}`}
            tone={worst.gain < 0 ? 'short' : 'long'}
            definition={`Least gain of the scenario grid of price and volatility: ${worst.words}. Without layers the same cell is ${formatGain(bare, unit)} ${unit.words}.`}
          />
        ) : (
          <span className={styles['quiet']}>unknown</span>
        )}
      </div>
    </footer>
  );
}
