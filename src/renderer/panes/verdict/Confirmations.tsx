import { useMemo, type ReactElement } from 'react';
import { CONFIRMATION_INFO } from '#core/evidence/confirmation-info';
import type { Confirmation, ConfirmationId, Estimate, ModelResult, StudyResult } from '#core/evidence/types';
import type { CascadeRow } from '#shared/cascades';
import { cx } from '../../lib/class-names';
import { formatDuration, formatNumber, formatPercent } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import { Plot } from '../../ui/plot/Plot';
import { useSize } from '../../ui/plot/use-size';
import { Section } from '../../ui/Section';
import { Tag } from '../../ui/Tag';
import { ABSENT_WORDS, confirmationDefinition, provenanceOf, sideWords } from '../shared/evidence/words';
import { contributions, isFitted, type State } from './contributions';
import { EventPicker } from './EventPicker';
import { oddsAxis, oddsRow, oddsTicks } from './odds';
import styles from './verdict.module.css';

interface OddsLine {
  readonly id: string;
  readonly label: string;
  readonly estimate: Estimate;
  readonly isKnown: boolean;
  readonly definition: string;
  readonly method: string;
}

const NO_ESTIMATE: Estimate = { value: Number.NaN, lo: Number.NaN, hi: Number.NaN };

interface ConfirmationsProps {
  readonly pane: string;
  readonly result: StudyResult;
  readonly event: CascadeRow | undefined;
  /** Of the selected event; undefined while there is none. */
  readonly confirmations: readonly Confirmation[] | undefined;
}

/** What each confirmation adds to the log-odds that the low holds: in general, or for the selected event with its sum. */
export function Confirmations({ pane, result, event, confirmations }: ConfirmationsProps): ReactElement {
  const { model, modelLacks, spec } = result;
  const { extreme } = sideWords(spec.rule.side);
  const sub = model ? `log-odds that the ${extreme} holds ${formatDuration(model.horizonMs)}` : undefined;
  return (
    <>
      <Section
        title="What each confirmation adds"
        sub={sub}
        end={
          <>
            <EventPicker pane={pane} side={spec.rule.side} event={event} />
            <Tag tone="estimate">modelled</Tag>
          </>
        }
      />
      {model ? (
        <Odds result={result} model={model} confirmations={confirmations} />
      ) : (
        <p className={styles['lacking']}>{modelLacks || 'There are too few events of either outcome.'}</p>
      )}
    </>
  );
}

interface OddsProps {
  readonly result: StudyResult;
  readonly model: ModelResult;
  readonly confirmations: readonly Confirmation[] | undefined;
}

function Odds({ result, model, confirmations }: OddsProps): ReactElement {
  const [plot, { width, height }] = useSize<HTMLDivElement>();
  const { extreme } = sideWords(result.spec.rule.side);
  const sum = useMemo(() => sumFor(model, confirmations, result.spec.level), [model, confirmations, result]);
  const lines = useMemo(() => linesOf(model, confirmations, sum, result.spec), [model, confirmations, sum, result]);
  const axis = useMemo(() => oddsAxis(lines.map(({ estimate }) => estimate), width), [lines, width]); // prettier-ignore
  const from = provenanceOf(result);
  const odds = (value: number): string => formatNumber(value, { decimals: 2, sign: true, missing: 'unknown' });
  const span = ({ lo, hi }: Estimate): string => (Number.isFinite(lo) ? ` Interval ${odds(lo)} to ${odds(hi)}.` : '');
  const { probability } = sum;
  const percent = (p: number): string => formatPercent(p, { decimals: 0, missing: 'not known' });
  return (
    <div className={styles['odds']} role="list" aria-label="What each confirmation adds">
      {lines.map((line, i) => (
        <div key={line.id} className={styles['line']} role="listitem" data-confirmation={line.id}>
          <span className={cx(styles['name'], !line.isKnown && styles['off'])} title={line.label}>
            {line.label}
          </span>
          <div ref={i === 0 ? plot : undefined} className={styles['bar']}>
            <Plot width={width} height={height} shapes={oddsRow(axis, line.estimate, line.isKnown, height)} />
          </div>
          <Figure
            label={line.label}
            value={odds(line.estimate.value)}
            missing={!Number.isFinite(line.estimate.value)}
            estimate
            definition={line.definition + span(line.estimate)}
            method={line.method}
            source={from.source}
            window={from.window}
          />
        </div>
      ))}
      <div className={styles['ticks']} aria-hidden>
        <Plot width={width} height={16} shapes={oddsTicks(axis, 8)} />
      </div>
      <div className={styles['sum']}>
        <span className={styles['total']}>
          {confirmations ? (
            <>
              Sum: the {extreme} holds with{' '}
              <Figure
                label={`The ${extreme} holds ${formatDuration(model.horizonMs)}`}
                value={percent(probability.value)}
                estimate
                interval={
                  Number.isFinite(probability.lo)
                    ? `interval ${formatNumber(probability.lo * 100)} to ${formatNumber(probability.hi * 100)}`
                    : undefined
                }
                definition={`Base rate and contributions added up and turned into a probability. The interval comes from the covariance of the fit.`}
                method="L2-regularised logistic regression, missing-indicator coded"
                source={from.source}
                window={from.window}
              />
            </>
          ) : (
            <span className={styles['off']}>
              Each bar: what a yes adds against a no. Choose an event to add them up.
            </span>
          )}
        </span>
        {confirmations ? (
          <Figure
            label="Sum of log-odds"
            value={odds(sum.total.value)}
            estimate
            definition={`Base rate and contributions added up.${span(sum.total)}`}
            method="docs/method.md, section 3"
          />
        ) : (
          <span />
        )}
      </div>
      {!model.beatsBase && (
        <p className={styles['warning']} data-copyable>
          Not shown to beat the base rate out of sample: Brier {formatNumber(model.brier, { decimals: 3 })} against{' '}
          {formatNumber(model.brierBase, { decimals: 3 })}. Do not size by it.
        </p>
      )}
    </div>
  );
}

const sumFor = (model: ModelResult, confirmations: readonly Confirmation[] | undefined, level: number) =>
  contributions(
    model,
    new Map<ConfirmationId, State>((confirmations ?? []).map(({ id, state }) => [id, state])),
    level,
  );

function linesOf(
  model: ModelResult,
  confirmations: readonly Confirmation[] | undefined,
  sum: ReturnType<typeof sumFor>,
  { level, rule: { side } }: StudyResult['spec'],
): readonly OddsLine[] {
  const own = new Map((confirmations ?? []).map((one) => [one.id, one]));
  const never = model.coefficients.filter((one) => !isFitted(one));
  const lines = model.coefficients.filter(isFitted).map((one): OddsLine => {
    const { title, method: how } = CONFIRMATION_INFO[one.id];
    const definition = confirmationDefinition(one.id, side);
    const sample = `Sample: ${formatNumber(one.yes)} yes, ${formatNumber(one.no)} no, ${formatNumber(one.unknown)} unknown`;
    const state = own.get(one.id)?.state ?? 'unknown';
    if (!confirmations)
      return {
        id: one.id,
        label: title,
        estimate: one.logOdds,
        isKnown: true,
        definition,
        method: `${how} ${sample}`,
      };
    const lacks = own.get(one.id)?.lacks ?? '';
    return {
      id: one.id,
      label: state === 'unknown' ? `${title}: unknown` : state === 'yes' ? title : ABSENT_WORDS[one.id],
      estimate: sum.parts.find(({ id }) => id === one.id)?.logOdds ?? NO_ESTIMATE,
      isKnown: state !== 'unknown',
      definition: `${definition} Against an average event of the sample.${lacks ? ` Unknown here: ${lacks}.` : ''}`,
      method: `${how} ${sample}`,
    };
  });
  const base: OddsLine = {
    id: 'base',
    label: 'Base rate',
    estimate: sum.base,
    isKnown: true,
    definition: 'Log-odds of an average event of the sample; zero is even odds.',
    method: `Intercept and mean of every column, ${formatNumber(level * 100)} % interval`,
  };
  const rest: readonly OddsLine[] =
    never.length === 0
      ? []
      : [
          {
            id: 'never',
            label: never.map(({ id }) => CONFIRMATION_INFO[id].title).join('; '),
            estimate: NO_ESTIMATE,
            isKnown: false,
            definition:
              'Never known at a decision of this study: their data are not stored, so the model says nothing of them.',
            method: 'A confirmation without data is unknown, never no',
          },
        ];
  return [base, ...lines, ...rest];
}
