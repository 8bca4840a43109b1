import type { ReactElement, ReactNode } from 'react';
import type { NumberAssumption } from '#core/value/reader';
import type { Assumptions as Assumed } from '#core/value/types';
import { formatPercent } from '../../lib/format';
import { fromPercent, toPercent } from '../../lib/percent';
import { assume, assumeUsual, valuation } from '../../state/valuation';
import { IconButton } from '../../ui/Button';
import { DraftField } from '../../ui/DraftField';
import { NumberField } from '../../ui/NumberField';
import { Select } from '../../ui/Select';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { BENCHMARK_WORDS, BENCHMARKS, type ValueModel } from './model';
import { readUnlocks, unlocksProblem, unlocksText } from './unlocks';
import styles from './value.module.css';
import { ASSUMPTION_WORDS } from './words';

interface AssumptionsProps {
  readonly id: string;
  readonly model: ValueModel;
  readonly own: Readonly<Partial<Assumed>>;
  /** Which rate is taken while none is typed. */
  readonly riskFreeWords: string;
}

interface FieldInfo {
  readonly key: NumberAssumption;
  readonly definition: string;
  readonly unit: '%' | 'yr' | 'USD';
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  /** Said while nothing is assumed. */
  readonly empty: string;
}

const FIELDS: readonly FieldInfo[] = [
  { key: 'marketPremium', definition: 'Expected return of the market over the risk-free rate, per year. 5 % is a start, not a finding.', unit: '%', min: -100, max: 1_000, step: 0.25, empty: 'needed' },
  { key: 'costOfDebt', definition: 'Per year, before tax. Empty: the borrowing rate, else interest paid over debt.', unit: '%', min: -99, max: 1_000, step: 0.25, empty: 'from rates' },
  { key: 'growth', definition: 'Growth of distributions for ever, per year.', unit: '%', min: -99, max: 1_000, step: 0.25, empty: 'needed' },
  { key: 'firstGrowth', definition: 'Growth of distributions in the first stage, per year.', unit: '%', min: -99, max: 10_000, step: 1, empty: 'needed' },
  { key: 'firstYears', definition: 'Length of the first stage; in the H-model growth fades over it.', unit: 'yr', min: 0, max: 200, step: 1, empty: 'needed' },
  { key: 'discount', definition: 'Rate that distributions are discounted at, per year. Empty: the cost of equity.', unit: '%', min: -99, max: 1_000, step: 0.25, empty: 'cost of equity' },
  { key: 'ipoPrice', definition: 'Price of one token or share at a listing.', unit: 'USD', min: 0, max: 1e12, empty: 'none' },
  { key: 'ipoFloat', definition: 'Share of the fully diluted supply that can be traded at the listing.', unit: '%', min: 0, max: 100, step: 1, empty: 'none' },
]; // prettier-ignore

/** What a person assumes beside what is known. */
export function Assumptions({ id, model, own, riskFreeWords }: AssumptionsProps): ReactElement {
  const { assumptions } = model.args;
  const set = (change: Partial<Assumed>): void => valuation.getState().edit(id, assume(change));
  const reset = (key: keyof Assumed): void => valuation.getState().edit(id, assumeUsual(key));
  const line = (key: keyof Assumed, definition: string, control: ReactNode): ReactElement => (
    <div key={key} className={styles['assumption']} data-own={key in own || undefined}>
      <Tooltip card={<TipCard title={ASSUMPTION_WORDS[key]} definition={definition} />}>
        <span className={styles['assumptionName']}>{ASSUMPTION_WORDS[key]}</span>
      </Tooltip>
      {control}
      {key in own ? (
        <IconButton icon="undo" iconSize={14} label={`${ASSUMPTION_WORDS[key]} as usual`} onClick={() => reset(key)} />
      ) : (
        <span />
      )}
    </div>
  );
  const number = ({ key, definition, unit, min, max, step = 1, empty }: FieldInfo): ReactElement => {
    const value = assumptions[key];
    const isShare = unit === '%';
    return line(
      key,
      definition,
      <NumberField
        label={ASSUMPTION_WORDS[key]}
        unit={unit}
        width={96}
        {...{ min, max, step, empty }}
        value={value === null || Number.isNaN(value) ? Number.NaN : isShare ? Number(toPercent(value).toFixed(key in own ? 10 : 3)) : value}
        onCommit={(typed) => (Number.isNaN(typed) ? reset(key) : set({ [key]: isShare ? fromPercent(typed) : typed }))}
      />,
    );
  };
  const known = model.usual.riskFree;
  return (
    <div className={styles['assumptions']} role="group" aria-label="Assumptions">
      {line(
        'benchmark',
        'Which market the beta of the cost of equity is measured on.',
        <Select
          label="Benchmark"
          value={assumptions.benchmark}
          options={BENCHMARKS.map((value) => ({ value, label: BENCHMARK_WORDS[value] }))}
          onChange={(benchmark) => set({ benchmark })}
        />,
      )}
      {number({ key: 'riskFree', definition: `Per year, continuously compounded. ${Number.isFinite(known) ? `Known: ${formatPercent(known, { decimals: 2 })}, ${riskFreeWords}.` : `${riskFreeWords || 'No policy rate is known'}.`}`, unit: '%', min: -100, max: 1_000, step: 0.25, empty: 'type it' })}
      {FIELDS.map(number)}
      {line(
        'unlocks',
        'Unlocked after the listing, as percent of the fully diluted supply, year by year: 10, 15, 15.',
        <DraftField
          label="Unlocks by year, %"
          width={96}
          placeholder="10, 15, 15"
          value={unlocksText(assumptions.unlocks)}
          problemOf={unlocksProblem}
          onCommit={(text) => (text.trim() === '' ? reset('unlocks') : set({ unlocks: readUnlocks(text) }))}
        />,
      )}
    </div>
  );
} // prettier-ignore
