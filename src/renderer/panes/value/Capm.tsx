import type { ReactElement } from 'react';
import type { Ms } from '#core/time/ms';
import type { Entity, ValueMarket } from '#shared/value';
import { formatNumber, formatPercent } from '../../lib/format';
import { valuation, withBeta, type BetaWish } from '../../state/valuation';
import { Figure } from '../../ui/Figure';
import { NumberField } from '../../ui/NumberField';
import { Section } from '../../ui/Section';
import { Segmented } from '../../ui/Segmented';
import { FigureMenu } from '../shared/value/FigureMenu';
import { whenWords } from '../shared/value/instant';
import { otherFigure } from './cite';
import { BENCHMARK_SHORT, BENCHMARK_WORDS, capmRows, chosenBeta, type CapmRow, type ValueModel } from './model';
import styles from './value.module.css';

interface CapmProps {
  readonly entity: Entity;
  readonly model: ValueModel;
  readonly market: ValueMarket | undefined;
  readonly beta: BetaWish;
  readonly at: Ms;
}

const METHOD = 'Ordinary least squares of daily excess log returns; classical errors';
const SOURCE = 'Sharpe (1964); Lintner (1965); shrinkage: Vasicek (1973)';
const pm = (error: number, print: (x: number) => string): string | undefined => Number.isFinite(error) ? `±\u00a0${print(error)}` : undefined; // prettier-ignore

/** Market risk on three benchmarks side by side, each with its errors. */
export function Capm({ entity, model, market, beta, at }: CapmProps): ReactElement {
  const rows = capmRows(model, market, beta.shrunk);
  const { benchmark } = model.args.assumptions;
  const set = (change: Partial<BetaWish>): void => valuation.getState().edit(entity.id, withBeta(change));
  return (
    <section aria-label="Market risk">
      <Section
        title="CAPM"
        sub={market?.lacks ? `no price of its own: ${market.lacks}` : `daily closes, ${beta.window} d`}
        end={
          <>
            <Segmented
              label="Beta"
              value={beta.shrunk ? 'shrunk' : 'raw'}
              segments={[{ value: 'raw', label: 'raw' }, { value: 'shrunk', label: 'shrunk' }]}
              onChange={(next) => set({ shrunk: next === 'shrunk' })}
            />
            <NumberField label="Window of beta" unit="d" min={20} max={3_650} whole step={30} width={72} value={beta.window} onCommit={(window) => set({ window })} />
          </>
        }
      />
      <div className={styles['wide']}>
        <table className={styles['capm']} aria-label="Beta and alpha on three benchmarks">
          <thead>
            <tr>
              <th scope="col">Benchmark</th>
              <th scope="col">Beta</th>
              <th scope="col">Alpha, %/yr</th>
              <th scope="col" data-leaves>
                Corr.
              </th>
              <th scope="col">Return, %/yr</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Row key={row.benchmark} row={row} inForce={row.benchmark === benchmark} shrunk={beta.shrunk} entity={entity} model={model} at={at} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
} // prettier-ignore

interface RowProps extends Pick<CapmProps, 'entity' | 'model' | 'at'> {
  readonly row: CapmRow;
  /** The cost of equity goes by it. */
  readonly inForce: boolean;
  readonly shrunk: boolean;
}

function Row({ row, inForce, entity, model, at, shrunk }: RowProps): ReactElement {
  const { benchmark, capm, expected, expectedError, words } = row;
  const name = BENCHMARK_WORDS[benchmark];
  const two = (x: number): string => formatNumber(x, { decimals: 2 });
  const percent = (x: number): string => formatNumber(x * 100, { decimals: 1 });
  const from = { method: METHOD, source: SOURCE, window: words || undefined };
  const isPriced = Number.isFinite(capm.alpha) && Number.isFinite(expected.value);
  const cite = () =>
    otherFigure(
      `CAPM of ${entity.name} on ${name}`,
      `Beta of ${entity.name} to ${name} is ${two(capm.beta)} ± ${two(capm.betaError)} over ${capm.days} days, ${isPriced ? `alpha ${formatPercent(capm.alpha, { sign: true })} ± ${percent(capm.alphaError)} a year, expected return ${formatPercent(expected.value)} a year` : 'no risk-free rate is known'}, ${whenWords(entity, at)}.`,
      at,
      { inputs: { capm, words }, assumptions: { riskFree: model.args.assumptions.riskFree, marketPremium: model.args.assumptions.marketPremium, shrunk }, answer: expected },
    );
  const lacks = Number.isNaN(capm.beta);
  const chosen = chosenBeta(capm, shrunk);
  return (
    <tr data-chosen={inForce || undefined}>
      <th scope="row">{BENCHMARK_SHORT[benchmark]}</th>
      {lacks ? (
        <>
        <td colSpan={3} className={styles['why']}>
          <Figure label={`Beta to ${name}`} value={capm.reason || 'not known'} missing definition="Slope of the returns of the entity on those of the benchmark." {...from} />
        </td>
        <td data-leaves />
        </>
      ) : (
        <>
          <td>
            <Figure label={shrunk ? `Shrunk beta to ${name}` : `Beta to ${name}`} value={two(chosen.beta)} interval={pm(chosen.betaError, two)} estimate definition={`Slope of the returns of the entity on those of the benchmark, with its standard error; ${capm.days} days. ${shrunk ? `Drawn towards 1 the more, the less certain it is; raw ${two(capm.beta)}.` : `Drawn towards 1 it is ${two(capm.shrunkBeta)} ± ${two(capm.shrunkError)}.`}`} {...from} />
          </td>
          <td>
            <Figure
              label={`Alpha on ${name}`}
              value={Number.isNaN(capm.alpha) ? 'not known' : formatNumber(capm.alpha * 100, { decimals: capm.alphaError >= 0.1 ? 0 : 1, sign: true })}
              missing={Number.isNaN(capm.alpha)}
              estimate
              interval={pm(capm.alphaError, (x) => formatNumber(x * 100, { decimals: x >= 0.1 ? 0 : 1 }))}
              definition={Number.isNaN(capm.alpha) ? capm.reason : 'What it returned beside its market risk, per year, with its standard error. Within twice of it, it is not told from nothing.'}
              {...from}
            />
          </td>
          <td data-leaves>
            <Figure label={`Correlation with ${name}`} value={two(capm.correlation)} definition="Of daily excess log returns." {...from} />
          </td>
          <td>
            <Figure
              label={`Expected return by ${name}`}
              value={Number.isNaN(expected.value) ? 'not known' : percent(expected.value)}
              missing={Number.isNaN(expected.value)}
              estimate
              interval={Number.isNaN(expected.value) ? undefined : pm(expectedError, percent)}
              definition={expected.reason || 'Risk-free rate + beta × market premium. The error is that of beta alone.'}
              {...from}
            />
          </td>
        </>
      )}
      <td className={styles['use']}>
        <FigureMenu label={`CAPM on ${name}`} of={cite} why={lacks && (capm.reason || 'There is no beta.')} />
      </td>
    </tr>
  );
} // prettier-ignore
