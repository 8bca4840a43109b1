import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '../time/ms';
import type { Violation } from './arbitrage';
import type { ChainSnapshot, ImpliedForward } from './chain';
import { smilesOf, type Smile } from './smile';
import type { LeftOut, QuoteFilter } from './smile-quotes';
import { surfaceOf, wingsOf, type Slope, type Wings } from './surface';
import { sviVolatility, type Svi } from './svi';
import { stripVariance, varianceIndex } from './variance-index';

/** A quote of a smile and what the fit says there [1/√yr]. */
export interface SmilePoint {
  readonly strike: number;
  readonly k: number;
  readonly type: 'call' | 'put';
  readonly bidIv: number;
  readonly iv: number;
  readonly askIv: number;
  readonly fitted: number;
}

export interface ExpirySmile extends Omit<Wings, 'tau'> {
  readonly expiry: Ms;
  readonly days: number;
  readonly forward: ImpliedForward;
  readonly points: readonly SmilePoint[];
  readonly leftOut: Readonly<Record<LeftOut, number>>;
  /** Undefined: fewer than five quotes. */
  readonly svi: Svi | undefined;
  readonly rmse: number;
  readonly maxError: number;
  readonly butterflyArbitrage: Violation | undefined;
  readonly calendarArbitrage: Violation | undefined;
  /** Model-free volatility, with the tails of the fit and from quotes alone. */
  readonly modelFree: number;
  readonly modelFreeQuoted: number;
}

export interface Maturity extends Omit<Wings, 'tau'> {
  readonly days: number;
}

export interface SmileReport {
  readonly t: Ms;
  readonly index: number;
  readonly expiries: readonly ExpirySmile[];
  readonly maturities: readonly Maturity[];
  readonly slopes: readonly Slope[];
  /** Model-free volatility index at 30 days; NaN where no two expiries lie around it. */
  readonly volatilityIndex: { readonly value: number; readonly quoted: number };
  /** Rows of expiries that are over, and of expiries without a forward. */
  readonly expired: number;
  readonly withoutForward: number;
}

const NO_WINGS: Omit<Wings, 'tau'> = { atm: NaN, call25: NaN, put25: NaN, riskReversal: NaN, butterfly: NaN, extrapolated: false, flagged: false }; // prettier-ignore

const daysOf = (tau: number): number => (tau * MS_PER_YEAR) / MS_PER_DAY;
const stripOf = ({ ladder, forward, fit }: Smile) => stripVariance(ladder, forward.value, fit?.svi);

/** Everything that a chain says of volatility at one instant. */
export function smileReport(snapshot: ChainSnapshot, filter?: QuoteFilter): SmileReport {
  const smiles = smilesOf(snapshot, filter);
  const { maturities, slopes } = surfaceOf(smiles);
  const found = varianceIndex(smiles.map(stripOf).filter((strip) => strip !== undefined));
  const rowsOf = (ladders: ChainSnapshot['ladders']): number => ladders.reduce((sum, { rows }) => sum + rows, 0);
  return {
    t: snapshot.t,
    index: snapshot.index,
    expiries: smiles.map(expiryOf),
    maturities: maturities.map(({ tau, ...wings }) => ({ days: Math.round(daysOf(tau)), ...wings })),
    slopes,
    volatilityIndex: { value: found?.value ?? NaN, quoted: found?.quoted ?? NaN },
    expired: snapshot.expired,
    withoutForward: rowsOf(snapshot.ladders) - rowsOf(smiles.map(({ ladder }) => ladder)),
  };
}

function expiryOf(smile: Smile): ExpirySmile {
  const { ladder, forward, quotes, fit } = smile;
  const { atm, call25, put25, riskReversal, butterfly, extrapolated, flagged } = wingsOf(smile) ?? NO_WINGS;
  const strip = stripOf(smile);
  return {
    ...{ expiry: ladder.expiry, days: daysOf(ladder.tau), forward },
    ...{ atm, call25, put25, riskReversal, butterfly, extrapolated, flagged },
    ...{ svi: fit?.svi, rmse: fit?.rmse ?? NaN, maxError: fit?.maxError ?? NaN },
    ...{ butterflyArbitrage: smile.butterfly, calendarArbitrage: smile.calendar },
    ...{ modelFree: Math.sqrt(strip?.variance ?? NaN), modelFreeQuoted: Math.sqrt(strip?.quoted ?? NaN) },
    leftOut: quotes.leftOut,
    points: Array.from(quotes.strike, (strike, i) => ({
      strike,
      k: quotes.k[i],
      type: quotes.type[i] > 0 ? 'call' : 'put',
      bidIv: quotes.bidIv[i],
      iv: quotes.iv[i],
      askIv: quotes.askIv[i],
      fitted: fit ? sviVolatility(fit.svi, quotes.k[i], ladder.tau) : NaN,
    })),
  };
}
