import type { ReactElement } from 'react';
import type { VolatilityReply } from '#shared/options';
import { formatPercent, ordinal } from '../../lib/format';
import { Figure } from '../../ui/Figure';
import styles from './volatility.module.css';
import { DEFINITIONS, points, volatility } from './words';

interface Maturity {
  readonly days: number;
  readonly atm: number;
  readonly riskReversal: number;
}

const maturitiesOf = ({ quoted, modelled }: VolatilityReply): readonly Maturity[] =>
  quoted?.maturities ?? modelled?.tenors ?? [];
const at = (all: readonly Maturity[], days: number): Maturity | undefined => all.find((one) => one.days === days);
/** Of a model on one index alone it would be the form's, not the market's. */
const hasSlope = ({ quoted, modelled }: VolatilityReply): boolean =>
  quoted !== null || (modelled?.levels.length ?? 0) > 1;
const slope = (all: readonly Maturity[], front: number, back: number): number =>
  (at(all, front)?.atm ?? NaN) / (at(all, back)?.atm ?? NaN) - 1;

interface HeadlineProps {
  readonly now: VolatilityReply;
  readonly past: VolatilityReply | undefined;
  readonly pastName: string;
  readonly source: string;
  /** Newest value of the index and its rank over the span shown. */
  readonly index: { readonly name: string; readonly value: number; readonly percentile: number; readonly span: string } | undefined; // prettier-ignore
}

/** Constant maturities and slopes: what is looked at first. */
export function Headline({ now, past, pastName, source, index }: HeadlineProps): ReactElement {
  const [all, then] = [maturitiesOf(now), past ? maturitiesOf(past) : []];
  const isModelled = now.quoted === null;
  const method = isModelled ? 'Modelled on a volatility index' : 'Linear total variance between the two expiries around it'; // prettier-ignore
  const cell = (
    title: string,
    definition: string,
    of: (all: readonly Maturity[]) => number,
    print: (value: number) => string,
    why = 'no expiry around it',
    tail?: string,
  ): ReactElement => {
    const [value, before] = [of(all), of(then)];
    return (
      <div>
        <dt>{title}</dt>
        <dd>
          <Figure
            label={title}
            value={Number.isFinite(value) ? print(value) : why}
            missing={!Number.isFinite(value)}
            estimate={isModelled}
            definition={definition}
            interval={[Number.isFinite(value) ? tail : '', Number.isFinite(before) ? `was ${print(before)}` : ''].filter(Boolean).join(', ')}
            method={method}
            source={source}
            window={past ? `beside ${pastName}` : undefined}
          />
        </dd>
      </div>
    ); // prettier-ignore
  };
  const why = hasSlope(now) ? undefined : 'one index gives none';
  const slopes = (front: number, back: number) => (m: readonly Maturity[]): number => (why === undefined ? slope(m, front, back) : NaN); // prettier-ignore
  const signed = (value: number): string => formatPercent(value, { sign: true });
  const word = (value: number): string => (Number.isFinite(value) ? (value > 0 ? 'inverted' : 'rising') : '');
  return (
    <dl className={styles['headline']} aria-label="Constant maturities">
      {cell('At the money, 30 d', DEFINITIONS.atm, (m) => at(m, 30)?.atm ?? NaN, volatility)}
      {cell('Risk reversal 25, 30 d', DEFINITIONS.riskReversal, (m) => at(m, 30)?.riskReversal ?? NaN, points)}
      {cell('Slope 7/30 d', DEFINITIONS.slope, slopes(7, 30), signed, why, word(slope(all, 7, 30)))}
      {cell('Slope 30/90 d', DEFINITIONS.slope, slopes(30, 90), signed, why, word(slope(all, 30, 90)))}
      {now.quoted && (
        <div>
          <dt>Model-free, 30 d</dt>
          <dd>
            <Figure
              label="Model-free, 30 d"
              value={volatility(now.quoted.volatilityIndex.value, { missing: 'no expiry around it' })}
              missing={!Number.isFinite(now.quoted.volatilityIndex.value)}
              definition={`${DEFINITIONS.modelFree} From quoted strikes alone ${volatility(now.quoted.volatilityIndex.quoted, { missing: 'none' })}.`}
              method="Cboe's sum over the strip, tails by the fitted smile"
              source={source}
            />
          </dd>
        </div>
      )}
      {index && (
        <div>
          <dt>{index.name}</dt>
          <dd>
            <Figure
              label={index.name}
              value={volatility(index.value)}
              interval={Number.isFinite(index.percentile) ? `${ordinal(Math.round(index.percentile * 100))} percentile of ${index.span}` : ''}
              definition="Newest value of the stored volatility index, and the share of the values of the span that are at or below it."
              source={index.name}
            />
          </dd>
        </div>
      )}
    </dl>
  ); // prettier-ignore
}
