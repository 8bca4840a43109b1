import { useMemo, type ReactElement } from 'react';
import { flushOut, type FlushOut } from '#core/value/weak-hands';
import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import type { Entity } from '#shared/value';
import { formatNumber, formatPercent, formatTimeZoned, type Zone } from '../../lib/format';
import { fromPercent, toPercent } from '../../lib/percent';
import { useKnownCascades } from '../../state/known-cascades';
import { selectActiveGroup, useLink } from '../../state/link';
import { selectSheet, useValuation, valuation, withLoop, type LoopWish } from '../../state/valuation';
import { Button } from '../../ui/Button';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Select } from '../../ui/Select';
import { EmptyState, ErrorState, Skeleton } from '../../ui/States';
import { TipCard, Tooltip } from '../../ui/Tooltip';
import { FigureMenu } from '../shared/value/FigureMenu';
import { whenWords } from '../shared/value/instant';
import { otherFigure } from './cite';
import { SideTable } from './SideTable';
import { sideOf } from './sides';
import { useSides } from './use-sides';
import styles from './value.module.css';

interface WeakHandsProps {
  readonly entity: Entity;
  readonly at: Ms;
  readonly zone: Zone;
}

const VERDICTS: Readonly<Record<FlushOut['verdict'], string>> = {
  flushed: 'flushed',
  notFlushed: 'not flushed',
  cannotTell: 'cannot tell',
};
const FIELDS = [
  { key: 'loanToValue', title: 'Loan to value', unit: '%', min: 0, max: 99, definition: 'Borrowed against each deposit.' },
  { key: 'loops', title: 'Loops', unit: '×', min: 0, max: 100, definition: 'Times that the loan is deposited again.' },
  { key: 'threshold', title: 'Liquidated at', unit: '%', min: 0, max: 100, definition: 'Debt over collateral at which it is liquidated.' },
] as const; // prettier-ignore

const name = ({ side, start, dropBp }: CascadeRow, zone: Zone): string => `${formatTimeZoned(start, zone)}, ${side === 'long' ? 'longs' : 'shorts'}, ${formatPercent((side === 'long' ? -dropBp : dropBp) / 1e4, { sign: true, missing: 'move unknown' })}`; // prettier-ignore

/** Have weak hands been flushed out? Yield of levered loops against the cost of capital, before a cascade and after it. */
export function WeakHands({ entity, at, zone }: WeakHandsProps): ReactElement {
  const { instrument: linked } = useLink(selectActiveGroup);
  const instrument = entity.instrument ?? linked;
  const cascades = useKnownCascades(instrument);
  const sheet = useValuation(selectSheet(entity.id));
  const { loop } = sheet;
  const set = (change: Partial<LoopWish>, gesture?: string): void => valuation.getState().edit(entity.id, withLoop(change), gesture);
  const newest = useMemo(() => cascades.rows?.toSorted((a, b) => b.start - a.start) ?? [], [cascades.rows]);
  const event = newest.find(({ id }) => id === loop.cascade) ?? newest[0];
  const sides = useSides(entity.id, sheet.beta.window, event?.start ?? Number.NaN, event?.decision ?? Number.NaN);
  const both = useMemo(() => {
    if (!sides.value) return undefined;
    const before = sideOf(sides.value.before, sheet, loop, loop.before);
    const after = sideOf(sides.value.after, sheet, loop, loop.after);
    return { before, after, answer: flushOut({ before: before.carry, after: after.carry }) };
  }, [sides.value, sheet, loop]);
  if (cascades.error)
    return <ErrorState what="The cascades could not be read." then={cascades.error.message} action={<Button onClick={cascades.reload}>Read them again</Button>} />;
  if (instrument === null) return <EmptyState text="No instrument is chosen whose cascades could be read." />;
  if (!cascades.rows) return <Skeleton label="Loading cascades" />;
  if (!event) return <EmptyState text={`No cascade of ${instrument} is known.`} hint="Weak hands are judged before and after one." />;
  const lacks = [...new Set(both ? [both.before, both.after].filter(({ carry }) => Number.isNaN(carry.wacc)).map(({ wacc }) => wacc.reason) : [])].join('; ');
  const cite = () =>
    otherFigure(
      `Weak hands of ${entity.name}`,
      `${both?.answer.words ?? ''} Loops of ${formatPercent(loop.loanToValue, { decimals: 0 })} loan to value, ${loop.loops} times, around the cascade of ${name(event, 'utc')}; ${whenWords(entity, at)}.`,
      at,
      { inputs: { before: both?.before, after: both?.after, cascade: event.id }, assumptions: { ...sheet.assumptions, loop }, answer: both?.answer },
    );
  return (
    <div className={styles['halves']}>
      <div className={styles['left']}>
        <Section title="Cascade" sub={entity.instrument === null ? `of ${instrument}, the linked one` : ''} />
        <div className={styles['cascade']}>
          <Select label="Cascade" wide value={event.id} options={newest.slice(0, 200).map((row) => ({ value: row.id, label: name(row, zone) }))} onChange={(cascade) => set({ cascade })} />
        </div>
        <Section title="Levered loop" sub="a deposit whose loan is deposited again" />
        <div className={styles['assumptions']} role="group" aria-label="Levered loop">
          {FIELDS.map(({ key, title, unit, min, max, definition }) => (
            <div key={key} className={styles['assumption']}>
              <Tooltip card={<TipCard title={title} definition={definition} />}>
                <span className={styles['assumptionName']}>{title}</span>
              </Tooltip>
              <NumberField label={title} unit={unit} width={96} {...{ min, max }} whole={key === 'loops'} value={unit === '%' ? toPercent(loop[key]) : loop[key]} onCommit={(value) => set({ [key]: unit === '%' ? fromPercent(value) : value })} />
            </div>
          ))}
        </div>
        <p className={styles['note']}>
          A loop that earns less than capital costs is held for a rise of the price alone: a weak hand. Each side reads only what was known then: statements, closes and rates before{' '}
          {formatTimeZoned(event.start, zone)} and by {formatTimeZoned(event.decision, zone)}. Figures that you typed over today’s are not read here.
        </p>
      </div>
      <div className={styles['right']}>
        {sides.error ? (
          <ErrorState what="The two sides could not be read." then={sides.error.message} action={<Button onClick={sides.reload}>Try again</Button>} />
        ) : !both ? (
          <Skeleton rows={5} label="Loading both sides" />
        ) : (
          <section aria-label="Weak hands">
            <Section title="Weak hands" end={<FigureMenu label="weak hands" of={cite} />} />
            <div className={styles['headline']} data-words>
              {VERDICTS[both.answer.verdict]}
            </div>
            <p className={styles['note']} data-copyable>
              {both.answer.words}
            </p>
            <SideTable
              before={both.before}
              after={both.after}
              loop={loop}
              zone={zone}
              onRates={(side, key, value) => {
                const { [key]: _, ...rest } = loop[side];
                set({ [side]: value === null ? rest : { ...rest, [key]: value } });
              }}
            />
            {lacks !== '' && <p className={styles['note']}>No cost of capital: {lacks}. It can be typed above.</p>}
            <dl className={styles['facts']}>
              <div>
                <dt>Leverage</dt>
                <dd>
                  <Figure label="Leverage" value={formatNumber(both.after.loop.leverage, { decimals: 2, missing: 'none' })} unit="×" missing={Number.isNaN(both.after.loop.leverage)} definition="Collateral over own money." />
                </dd>
              </div>
              <div>
                <dt>Fall to liquidation</dt>
                <dd>
                  <Figure label="Fall to liquidation" value={formatPercent(both.after.loop.fallToLiquidation, { missing: 'none' })} missing={Number.isNaN(both.after.loop.fallToLiquidation)} definition="Fall of the collateral against the debt at which the loop is liquidated." />
                </dd>
              </div>
              <div>
                <dt>Break-even borrow rate</dt>
                <dd>
                  <Figure label="Break-even borrow rate" value={formatPercent(both.after.loop.breakEvenBorrow, { missing: 'none' })} missing={Number.isNaN(both.after.loop.breakEvenBorrow)} definition="Borrowing rate at which the loop earns nothing, at the rates after the cascade." />
                </dd>
              </div>
            </dl>
          </section>
        )}
      </div>
    </div>
  );
} // prettier-ignore
