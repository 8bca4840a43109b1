import { black76 } from '../options/black76';
import type { OptionValue } from '../options/types';
import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '../time/ms';
import { volatilityForward, volatilityVol, type HeldLeg, type HedgeMarket } from './market';
import { smileTerms } from './smile-terms';
import { shapeAt } from './surface';
import type { Underlying } from './types';

/** Years from the instant of the market. */
export const yearsTo = ({ t }: Pick<HedgeMarket, 't'>, expiry: Ms): number => (expiry - t) / MS_PER_YEAR;
export const daysTo = ({ t }: Pick<HedgeMarket, 't'>, expiry: Ms): number => (expiry - t) / MS_PER_DAY;

/**
 * Carry of the forward of one expiry [1/yr]: that of its quote where it is listed, else that of the market.
 * @param expiry Infinity: a perpetual, which stands at the spot.
 */
export function carryTo(market: HedgeMarket, expiry: Ms): number {
  if (expiry === Infinity) return 0;
  const listed = market.listed.find((one) => one.expiry === expiry);
  const tau = yearsTo(market, expiry);
  return listed && tau > 0 ? Math.log(listed.forward / market.spot) / tau : market.carry;
}

/** Forward of what a leg is written on [quote currency, points of an index]; NaN without a volatility index. */
export function forwardOf(market: HedgeMarket, on: Underlying, expiry: Ms): number {
  if (on === 'asset') {
    return expiry === Infinity
      ? market.spot
      : market.spot * Math.exp(carryTo(market, expiry) * yearsTo(market, expiry));
  }
  if (!market.volatility) return NaN;
  return expiry === Infinity ? market.volatility.level : volatilityForward(market.volatility, yearsTo(market, expiry));
}

/**
 * Volatility by strike / forward as quoted now [1/√yr]. Options on a volatility index have one for all strikes.
 * @param tau years, > 0.
 */
export function smileOf(
  { surface, volatility }: HedgeMarket,
  on: Underlying,
  tau: number,
): (moneyness: number) => number {
  if (on === 'volatility') {
    const vol = volatility ? volatilityVol(volatility, tau) : NaN;
    return () => vol;
  }
  const { level, shape } = smileTerms(surface, tau);
  const deviation = level * Math.sqrt(tau);
  return (moneyness) => level * shapeAt(shape, Math.log(moneyness) / deviation);
}

const FLAT: OptionValue = { price: NaN, delta: 1, gamma: 0, vega: 0, theta: 0, rho: 0, vanna: 0, volga: 0, charm: 0 };

/** One unit as quoted now: of an option its Black-76 value, undiscounted, and greeks to the forward; of a future its price. */
export function quoteOf(
  market: HedgeMarket,
  { on, kind, strike, expiry }: Pick<HeldLeg, 'on' | 'kind' | 'strike' | 'expiry'>,
): OptionValue & { readonly forward: number; readonly vol: number } {
  const forward = forwardOf(market, on, expiry);
  if (kind === 'future' || Number.isNaN(forward)) {
    return { ...FLAT, price: forward, delta: kind === 'future' ? 1 : NaN, forward, vol: NaN };
  }
  const tau = Math.max(0, yearsTo(market, expiry));
  const vol = tau > 0 ? smileOf(market, on, tau)(strike / forward) : 0;
  return { ...black76(kind, forward, strike, tau, 0, vol), forward, vol };
}
