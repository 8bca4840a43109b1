import { memo, type ReactElement } from 'react';
import { HEDGE_DEFAULTS } from '#core/hedge/defaults';
import type { CapitalRule } from '#core/hedge/types';
import { toPercent } from '../../lib/percent';
import { formatNumber, formatPercent } from '../../lib/format';
import { editPlan } from '../../state/hedge';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { moneyUnit } from '../shared/hedge/money';
import styles from './capital.module.css';

interface CapitalProps {
  readonly capital: CapitalRule | null;
  /** Of the stress grid [quote currency]; NaN: nothing is margined. */
  readonly requirement: number;
  readonly currency: string;
}

const MOST = 1e15;
const set = (capital: CapitalRule | null): void => editPlan((plan) => ({ ...plan, capital }));

/** Where margin comes from before anything is sold: account, reserve, credit line, in this order. */
export const Capital = memo(function Capital({ capital, requirement, currency }: CapitalProps): ReactElement {
  return (
    <section aria-label="Capital">
      <Section
        title="Capital"
        sub={capital ? `drawn in this order, ${currency}` : 'the second engine'}
        end={
          capital ? (
            <Button tone="quiet" onClick={() => set(null)}>
              Leave out
            </Button>
          ) : (
            <Button tone="quiet" icon="plus" onClick={() => set(HEDGE_DEFAULTS.capital)}>
              Capital
            </Button>
          )
        }
      />
      {capital && <Rows capital={capital} requirement={requirement} currency={currency} />}
    </section>
  );
});

interface RowsProps {
  readonly capital: CapitalRule;
  readonly requirement: number;
  readonly currency: string;
}

function Rows({ capital, requirement, currency }: RowsProps): ReactElement {
  const { margin, reserve, credit } = capital;
  const covered = Number.isNaN(requirement) ? Number.NaN : margin === 0 ? (requirement > 0 ? 0 : 1) : Math.min(1, margin / requirement); // prettier-ignore
  const unit = moneyUnit(Math.abs(requirement) || 0, currency);
  const isShort = requirement > margin;
  const line = credit ?? { limit: 0, rate: 0.09, haircut: 0.5 };
  return (
    <div className={styles['rows']}>
      <div className={styles['row']}>
        <span className={styles['name']}>Margin account</span>
        <Meter share={isShort ? 1 : requirement > 0 ? requirement / margin : 0} over={isShort} />
        <NumberField
          label="Margin account"
          min={0}
          max={MOST}
          step={10_000}
          grouped
          width={112}
          value={margin}
          onCommit={(next) => set({ ...capital, margin: next })}
        />
        <span className={styles['words']}>
          {Number.isNaN(covered) ? (
            'nothing margined'
          ) : (
            <>
              {isShort && <Icon name="warning" size={14} />}
              <Figure
                label="Requirement"
                value={`${formatNumber(requirement / unit.per, { decimals: unit.per > 1 ? unit.decimals : 0 })}${unit.per > 1 ? `\u00a0${unit.short}` : ''}`}
                unit="needed"
                full={`${formatNumber(requirement)} ${currency}`}
                estimate
                definition={`Loss of the worst cell of the stress grid now. The account covers ${formatPercent(covered, { decimals: 0 })} of it${isShort ? ': reserve and credit line are drawn for the rest' : ''}.`}
              />
            </>
          )}
        </span>
      </div>
      <div className={styles['row']}>
        <span className={styles['name']}>Stable reserve</span>
        <span />
        <NumberField
          label="Stable reserve"
          min={0}
          max={MOST}
          step={10_000}
          grouped
          width={112}
          value={reserve}
          onCommit={(next) => set({ ...capital, reserve: next })}
        />
        <span className={styles['words']}>drawn second</span>
      </div>
      <div className={styles['row']}>
        <span className={styles['name']}>
          Credit line
          <NumberField
            label="Rate of the credit line"
            unit="%"
            min={0}
            max={1_000}
            step={0.25}
            width={64}
            value={toPercent(line.rate)}
            onCommit={(rate) => set({ ...capital, credit: { ...line, rate: rate / 100 } })}
          />
        </span>
        <span />
        <NumberField
          label="Limit of the credit line"
          min={0}
          max={MOST}
          step={10_000}
          grouped
          width={112}
          value={line.limit}
          onCommit={(limit) => set({ ...capital, credit: limit > 0 ? { ...line, limit } : null })}
        />
        <span className={styles['words']}>
          <NumberField
            label="Haircut on collateral"
            unit="% cut"
            min={0}
            max={100}
            step={5}
            width={88}
            value={toPercent(line.haircut)}
            onCommit={(haircut) => set({ ...capital, credit: { ...line, haircut: haircut / 100 } })}
          />
        </span>
      </div>
    </div>
  );
}

const Meter = ({ share, over }: { readonly share: number; readonly over: boolean }): ReactElement => (
  <span className={styles['meter']} data-over={over || undefined} aria-hidden>
    <i style={{ width: `${(share * 100).toFixed(1)}%` }} />
  </span>
);
