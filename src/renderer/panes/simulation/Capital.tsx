import { memo, useCallback, type ReactElement } from 'react';
import type { SimulationResult } from '#core/hedge/simulation';
import type { CapitalRule } from '#core/hedge/types';
import { formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Icon } from '../../ui/Icon';
import type { Size } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Chart } from '../shared/chart/Chart';
import { amountOf, type MoneyUnit } from '../shared/hedge/money';
import { drawTrace, sourcesOf, survivalOf, traceHeight, traceKeys, usedWords } from './capital-sources';
import styles from './simulation.module.css';
import { provenanceOf } from './words';

interface CapitalProps {
  readonly result: SimulationResult;
  /** Of the plan that was run. */
  readonly rule: CapitalRule | null;
  readonly unit: MoneyUnit;
  readonly dated: boolean;
  readonly file: string;
}

/** The second engine: where money for margin came from, whether it was enough, and what it cost. */
export const Capital = memo(function Capital({ result, rule, unit, dated, file }: CapitalProps): ReactElement {
  const { capital } = result;
  const draw = useCallback(
    (size: Size) =>
      capital?.trace ? drawTrace(result, capital.trace, unit, dated, size) : { shapes: [], spots: [] },
    [result, capital, unit, dated],
  );
  if (!capital || !rule)
    return (
      <section aria-label="Capital on the paths">
        <Section title="Capital" />
        <p className={styles['note']}>The plan has no capital rule: whether the book survives a margin call is not simulated.</p>
      </section>
    );
  const survival = survivalOf(result.paths, capital);
  const from = provenanceOf(result);
  return (
    <>
      <section aria-label="Capital on the paths">
        <Section
          title="Capital"
          sub={result.paths === 1 ? undefined : 'worst path'}
          end={
            <span className={styles['survival']} title={SURVIVAL} data-good={survival.good} data-testid="survival">
              <Icon name={survival.good ? 'check' : 'warning'} size={14} />
              {survival.text}
            </span>
          }
        />
        <ul className={styles['sources']}>
          {sourcesOf(result, capital, rule, unit).map((source) => (
            <li key={source.id}>
              <span className={styles['source']} title={source.name}>
                {source.name}
              </span>
              <Figure
                label={source.name}
                value={usedWords(source, unit)}
                missing={!Number.isFinite(source.used)}
                definition={source.definition}
                estimate={result.modelled.length > 0}
                {...from}
              />
              <span className={styles['gauge']} data-open={source.limit > 0 ? undefined : true} aria-hidden>
                {source.limit > 0 && Number.isFinite(source.used) && (
                  <i style={{ width: `${Math.min(100, Math.max(0, (source.used / source.limit) * 100))}%` }} />
                )}
              </span>
              <span className={styles['when']}>{source.words}</span>
            </li>
          ))}
        </ul>
        <dl className={styles['checks']}>
          <Row
            label="Cost of the credit"
            value={`${amountOf(capital.cost, unit, { finer: true, named: true })}${Number.isFinite(capital.ratePerYear) ? `, ${formatPercent(capital.ratePerYear)} a year` : ''}`}
            definition={
              Number.isFinite(capital.ratePerYear)
                ? 'Interest and carry paid, mean over the paths, and as a rate on what was drawn.'
                : 'Interest and carry paid. Nothing was drawn: it has no rate.'
            }
            estimate={result.modelled.length > 0}
            from={from}
          />
          <Row
            label="Against selling at the low"
            value={amountOf(capital.againstSelling, unit, { sign: true, finer: true, named: true })}
            definition="Mean equity at the end with the second engine, less that of selling when the margin account is short."
            estimate={result.modelled.length > 0}
            from={from}
          />
        </dl>
      </section>
      {capital.trace && (
        <Chart
          title="Margin on the way"
          sub={unit.words}
          keys={traceKeys}
          file={file}
          height={traceHeight}
          describe="Margin account, requirement, reserve and credit over time"
          draw={draw}
        />
      )}
    </>
  );
}); // prettier-ignore

const SURVIVAL =
  'Share of the paths on which nothing is sold by force; alone: with the margin account only, no reserve and no credit line.';

interface RowProps {
  readonly label: string;
  readonly value: string;
  readonly definition: string;
  readonly estimate: boolean;
  readonly from: { readonly source: string; readonly window: string };
}

function Row({ label, from, ...figure }: RowProps): ReactElement {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Figure label={label} {...figure} {...from} />
      </dd>
    </div>
  );
}
