import type { ReactElement } from 'react';
import type { Sandwich as Bound } from '#core/value/sandwich';
import { formatPercent, formatShort } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Tag } from '../../ui/Tag';
import { FigureMenu } from '../shared/value/FigureMenu';
import type { CitedFigure } from '../shared/value/card';
import { fromPercent, toPercent } from '../../lib/percent';
import styles from './pools.module.css';

interface SandwichProps {
  readonly bound: Bound;
  readonly tolerance: number;
  readonly tokens: readonly [base: string, quote: string];
  readonly estimated: boolean;
  readonly cite: () => CitedFigure;
  readonly onTolerance: (tolerance: number) => void;
}

const METHOD = 'Front-run and back-run in the same pool, nobody between';
const SOURCE = 'Zhou, Qin, Cully, Livshits, Gervais (2021)';

/** The most that can be taken from the sale by trading in front of it and back after it. */
export function Sandwich({ bound, tolerance, tokens: [base, quote], estimated, cite, onTolerance }: SandwichProps): ReactElement {
  const { quoted, accepted, largestFront, beforeFees, afterFees, bestFront, reason } = bound;
  const figure = (label: string, value: number, unit: string, definition: string): ReactElement => (
    <div className={styles['fact']}>
      <dt>{label}</dt>
      <dd>
        <Figure
          label={label}
          value={Number.isFinite(value) ? formatShort(value) : reason || 'none'}
          missing={!Number.isFinite(value)}
          unit={unit}
          full={Number.isFinite(value) ? `${value.toLocaleString('en-US', { maximumFractionDigits: 8 })} ${unit}` : undefined}
          estimate={estimated}
          definition={definition}
          method={METHOD}
          source={SOURCE}
        />
      </dd>
    </div>
  );
  return (
    <section aria-label="Sandwich bound">
      <Section
        title="Sandwich bound"
        sub="at the accepted slippage"
        end={
          <>
            <Tag tone="estimate" title="A bound: what could be taken, not what was.">
              bound
            </Tag>
            <FigureMenu label="the sandwich bound" of={cite} why={reason !== '' && reason} />
          </>
        }
      />
      <div className={styles['toleranceLine']}>
        <span>Accepted slippage</span>
        <NumberField label="Accepted slippage" unit="%" min={0} max={99} step={0.1} width={80} value={toPercent(tolerance)} onCommit={(value) => onTolerance(fromPercent(value))} />
        <span className={styles['quiet']}>below the quote that the seller was shown</span>
      </div>
      <dl className={styles['facts']} data-two>
        {figure('Seller’s loss', quoted - accepted, quote, 'Quoted less the least that is accepted: what the seller can lose to the front-run.')}
        {figure('Taken before fees', beforeFees, quote, 'What an extractor gains in a pool of the same reserves without fees. No fee leaves more.')}
        {figure('Taken after fees', afterFees, quote, 'Most that is left to an extractor after the fees of both trades: 0 where the fees take it all.')}
        {figure('Front-run', bestFront, base, `Base sold in front that leaves the most after fees. ${Number.isFinite(largestFront) ? `Up to ${formatShort(largestFront)} ${base} the seller still accepts.` : ''}`)}
      </dl>
      <p className={styles['note']}>
        {afterFees === 0 && reason === '' && 'At this size and fee a sandwich earns nothing: the fees of both trades take it. '}
        Assumes a constant-product pool, a public sale of this size, an order of the block that the extractor chooses, a seller who accepts{' '}
        {formatPercent(tolerance, { decimals: 2 })} less, and no price of being first. With a cost of being first, or a private sale, less is taken; over several
        pools it can be more.
      </p>
    </section>
  );
} // prettier-ignore
