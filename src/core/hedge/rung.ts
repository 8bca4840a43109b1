import { MS_PER_DAY, type Ms } from '../time/ms';
import { expiriesOf, expiryFor } from './expiries';
import type { HedgeMarket, ListedExpiry } from './market';
import { daysTo, forwardOf, quoteOf, smileOf, yearsTo } from './pricing';
import { isPerpetual, type EffectiveRules } from './sizing';
import { nearest, strikeOf } from './strike';
import type { Layer, LegRule, TenorRule } from './types';

/** One tenor of a layer, also of one that is not open: what it would be made of. */
export interface Rung {
  /** Days wanted, and those to the expiry that was taken; Infinity of a perpetual. */
  readonly target: number;
  readonly days: number;
  readonly expiry: Ms;
  /** Of the underlying for this expiry: over it, a strike is a moneyness. */
  readonly forward: number;
  /** What a size refers to: the spot of the asset, the future of a volatility index. */
  readonly underlying: number;
  /** Of one unit of the layer: the largest |ratio| of its legs times their underlying [quote currency]. */
  readonly notional: number;
  /** Expiry and strikes are listed ones, the nearest to the rule; else those of the calendar and the rule itself. */
  readonly listed: boolean;
  /** Of the effective legs, in their order; NaN of a future. */
  readonly strikes: Float64Array;
  /** Of one unit of each effective leg, at the middle [quote currency]. */
  readonly prices: Float64Array;
  /** Of one unit of the layer, paid above 0 [quote currency]. */
  readonly premium: number;
  /** Units of the layer that are opened; 0 while it is not open. */
  readonly units: number;
}

/**
 * The rung that a target asks for at the instant of a market, on listed expiries and strikes where there are any.
 * @returns in words why there is none.
 */
export function rungOf(
  layer: Layer,
  { legs, tenor }: EffectiveRules,
  target: number,
  market: HedgeMarket,
): Rung | string {
  const on = legs[0]?.on;
  if (on === undefined) return 'the layer has no legs';
  if (legs.some((leg) => leg.on === 'volatility') && !market.volatility) return 'no volatility index is stored';
  if (isPerpetual(layer) && legs.some(({ kind }) => kind !== 'future')) return 'an option needs an expiry';
  const listed = layer.legs[0]?.on === 'volatility' ? [] : market.listed;
  const expiry = isPerpetual(layer) ? Infinity : chooseExpiry(listed, tenor, target, market.t);
  if (expiry === undefined) {
    const which = `${listed.length > 0 ? 'listed ' : ''}${tenor.monthlyOnly ? 'monthly ' : ''}expiry`;
    return `no ${which} from ${tenor.least} to ${tenor.most} days for ${target} days`;
  }
  const quoted = listed.find((one) => one.expiry === expiry);
  const strikes = Float64Array.from(legs, (leg) => strikeFor(leg, expiry, quoted, market));
  const missing = legs.findIndex((leg, i) => leg.kind !== 'future' && Number.isNaN(strikes[i]));
  if (missing >= 0) return `no strike with ${ruleWords(legs[missing])} at ${daysTo(market, expiry).toFixed(0)} days`;
  const prices = Float64Array.from(legs, ({ on: of, kind }, i) => quoteOf(market, { on: of, kind, strike: strikes[i], expiry }).price); // prettier-ignore
  return {
    target,
    days: daysTo(market, expiry),
    expiry,
    forward: forwardOf(market, on, expiry),
    underlying: underlyingOf(market, on, expiry),
    notional: legs.reduce((most, leg) => Math.max(most, Math.abs(leg.ratio) * underlyingOf(market, leg.on, expiry)), 0),
    listed: quoted !== undefined,
    strikes,
    prices,
    premium: legs.reduce((sum, { kind, ratio }, i) => (kind === 'future' ? sum : sum + ratio * prices[i]), 0),
    units: 0,
  };
}

const underlyingOf = (market: HedgeMarket, on: LegRule['on'], expiry: Ms): number =>
  on === 'asset' ? market.spot : forwardOf(market, on, expiry);

function chooseExpiry(listed: readonly ListedExpiry[], tenor: TenorRule, target: number, t: Ms): Ms | undefined {
  const { calendar, monthlyOnly, most } = tenor;
  const ofCalendar = (): Float64Array => expiriesOf(calendar, t, t + most * MS_PER_DAY, monthlyOnly);
  if (listed.length === 0) return expiryFor(ofCalendar(), t, target, tenor);
  const all = listed.map(({ expiry }) => expiry);
  if (!monthlyOnly) return expiryFor(all, t, target, tenor);
  const days = new Set(Array.from(ofCalendar(), dayOf));
  return expiryFor(all.filter((expiry) => days.has(dayOf(expiry))), t, target, tenor); // prettier-ignore
}

const dayOf = (t: Ms): number => Math.floor(t / MS_PER_DAY);

function strikeFor(leg: LegRule, expiry: Ms, quoted: ListedExpiry | undefined, market: HedgeMarket): number {
  if (leg.kind === 'future') return NaN;
  const forward = forwardOf(market, leg.on, expiry);
  const tau = yearsTo(market, expiry);
  const spot = underlyingOf(market, leg.on, expiry);
  const strike = strikeOf(leg.strike, leg.kind, { forward, spot, tau, vol: smileOf(market, leg.on, tau) });
  const isListed = quoted && quoted.strikes.length > 0 && leg.on === 'asset' && !Number.isNaN(strike);
  return isListed ? nearest(quoted.strikes, strike) : strike;
}

function ruleWords(leg: LegRule): string {
  if (leg.kind === 'future') return 'no rule';
  const { by, value } = leg.strike;
  if (by === 'delta') return `${leg.kind} delta ${value}`;
  return by === 'moneyness' ? `${leg.kind} at ${value} of the forward` : `${leg.kind} premium ${(100 * value).toFixed(2)} % of the spot`; // prettier-ignore
}
