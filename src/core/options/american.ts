import type { ImpliedVolReason } from './implied-vol';
import { DAYS_PER_YEAR, type OptionKind, type OptionValue } from './types';

/** Steps of the tree; odd, so that the strike lies between two nodes of the last step. */
const STEPS = 201;
/** Below this deviation, and so far from the money, the tree has no width: the path is taken as certain. */
const LEAST_DEVIATION = 1e-6;
const FARTHEST = 20;
/** Of the strike: what the spots of the nodes lose on the way to the root. */
const ROUNDING = 1e-12;
/** Of a deviation, of the volatility (volga: wider, the second difference of prices is noisier), absolute, of the time. */
const SPOT_STEP = 0.1;
const VOL_STEP = 0.02;
const VOLGA_STEP = 0.08;
const RATE_STEP = 1e-4;
const TIME_STEP = 0.08;

interface American {
  readonly kind: OptionKind;
  readonly spot: number;
  readonly strike: number;
  readonly tau: number;
  readonly rate: number;
  readonly carry: number;
  readonly vol: number;
}

/**
 * American option on a spot with a continuous yield: price and greeks, to the spot.
 *
 * Greeks are central differences of whole trees, each with its own strike between its own last nodes: five points a tenth of
 * a deviation apart for delta and gamma, ± 2 % of the volatility (volga ± 8 %), ± 1 basis point of the rate, ± 8 % of the
 * time. Theta is what the Black-Scholes equation makes of delta and gamma while the option is held. Where it is exercised at
 * once the price is the intrinsic value, delta ± 1 and all else 0.
 * @param spot [quote], > 0. @param strike [quote], > 0. @param tau years, ≥ 0. @param rate @param carry [1/yr, continuous].
 * @param vol [1/√yr], ≥ 0. At 0 the path is certain and the best instant to exercise is known.
 * @throws {RangeError} an argument out of its range.
 * @source Leisen, Reimer (1996), Peizer-Pratt inversion 2. Against a converged engine, on 240 options of a day to three years
 *   (test/oracle/options/quantlib.json, QuantLib's QdFp): price within 2e-4 of the larger of spot and strike, 19 of 20 within
 *   6e-5; delta 19 of 20 within 3e-4. The largest errors are those of long puts far in the money.
 */
export function american(
  kind: OptionKind,
  spot: number,
  strike: number,
  tau: number,
  rate: number,
  carry: number,
  vol: number,
): OptionValue {
  const option: American = { kind, spot, strike, tau, rate, carry, vol };
  if (!(spot > 0 && strike > 0 && spot + strike < Infinity && tau >= 0 && vol >= 0 && Number.isFinite(tau + vol + rate + carry)))
    throw new RangeError(`spot=${spot} strike=${strike} tau=${tau} rate=${rate} carry=${carry} vol=${vol}`); // prettier-ignore
  if (isCertain(option)) return certain(option);
  const price = tree(option);
  const sign = kind === 'call' ? 1 : -1;
  if (price <= sign * (spot - strike)) return { ...NONE, price, delta: sign };
  const x = SPOT_STEP * vol * Math.sqrt(tau) * spot;
  const v = VOL_STEP * vol;
  const w = VOLGA_STEP / VOL_STEP;
  const t = TIME_STEP * tau;
  const at = (xs: number, vs: number, ts: number, rs = 0): number =>
    tree({ ...option, spot: spot + xs * x, vol: vol + vs * v, tau: tau + ts * t, rate: rate + rs * RATE_STEP });
  const near = [at(-1, 0, 0), at(1, 0, 0)] as const;
  const far = [at(-2, 0, 0), at(2, 0, 0)] as const;
  const delta = (8 * (near[1] - near[0]) - (far[1] - far[0])) / (12 * x);
  const gamma = (16 * (near[1] + near[0]) - (far[1] + far[0]) - 30 * price) / (12 * x * x);
  const calm = at(0, -1, 0);
  const wild = at(0, 1, 0);
  const held = rate * price - (rate - carry) * spot * delta - 0.5 * vol * vol * spot * spot * gamma;
  return {
    price,
    delta,
    gamma,
    vega: (wild - calm) / (2 * v),
    theta: held / DAYS_PER_YEAR,
    rho: (at(0, 0, 0, 1) - at(0, 0, 0, -1)) / (2 * RATE_STEP),
    vanna: (at(1, 1, 0) - at(-1, 1, 0) - at(1, -1, 0) + at(-1, -1, 0)) / (4 * x * v),
    volga: (at(0, w, 0) - 2 * price + at(0, -w, 0)) / (w * v) ** 2,
    charm: (at(1, 0, -1) - at(-1, 0, -1) - at(1, 0, 1) + at(-1, 0, 1)) / (4 * x * t) / DAYS_PER_YEAR,
  };
}

const NONE: OptionValue = { price: 0, delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0, vanna: 0, volga: 0, charm: 0 };

/** Distribution function of the tree's probabilities: Peizer and Pratt's normal approximation, and its complement. */
function peizerPratt(z: number, steps: number): { readonly up: number; readonly down: number } {
  const x = z / (steps + 1 / 3 + 0.1 / (steps + 1));
  const y = x * x * (steps + 1 / 6);
  const small = (0.5 * Math.exp(-y)) / (1 + Math.sqrt(-Math.expm1(-y)));
  return z > 0 ? { up: 1 - small, down: small } : { up: small, down: 1 - small };
}

/** Price in the tree. */
function tree({ kind, spot, strike, tau, rate, carry, vol }: American): number {
  const step = tau / STEPS;
  const deviation = vol * Math.sqrt(tau);
  const d2 = (Math.log(spot / strike) + (rate - carry) * tau) / deviation - 0.5 * deviation;
  const toStrike = peizerPratt(d2, STEPS);
  const withSpot = peizerPratt(d2 + deviation, STEPS);
  const growth = (rate - carry) * step;
  const logUp = growth + Math.log(withSpot.up / toStrike.up);
  const logDown = growth + Math.log(withSpot.down / toStrike.down);
  const discount = Math.exp(-rate * step);
  const ifUp = discount * toStrike.up;
  const ifDown = discount * toStrike.down;
  const sign = kind === 'call' ? 1 : -1;
  const paid = sign * strike;
  const value = new Float64Array(STEPS + 1);
  /** sign · (spot of the node). */
  const received = new Float64Array(STEPS + 1);
  for (let j = 0; j <= STEPS; j++) {
    received[j] = sign * spot * Math.exp(j * logUp + (STEPS - j) * logDown);
    value[j] = Math.max(received[j] - paid, 0);
  }
  const back = Math.exp(-logDown);
  for (let width = STEPS; width > 0; width--) {
    for (let j = 0; j < width; j++) {
      received[j] *= back;
      value[j] = Math.max(ifUp * value[j + 1] + ifDown * value[j], received[j] - paid);
    }
  }
  const now = sign * spot - paid;
  return value[0] <= now + ROUNDING * strike ? now : value[0];
}

function isCertain({ spot, strike, tau, rate, carry, vol }: American): boolean {
  const deviation = vol * Math.sqrt(tau);
  const far = Math.abs(Math.log(spot / strike)) + Math.abs(rate - carry) * tau;
  return !(deviation >= LEAST_DEVIATION && far <= FARTHEST * Math.sqrt(STEPS) * deviation);
}

/** The best instant along the path S·e^((r − q)t): the ends, or where the yield given up is the interest on the strike. */
function certain({ kind, spot, strike, tau, rate, carry }: American): OptionValue {
  const sign = kind === 'call' ? 1 : -1;
  const worth = (t: number): number => sign * (spot * Math.exp(-carry * t) - strike * Math.exp(-rate * t));
  const turn = Math.log((rate * strike) / (carry * spot)) / (rate - carry);
  let best = 0;
  for (const t of [turn, tau]) if (t > 0 && t <= tau && worth(t) > worth(best)) best = t;
  const price = worth(best);
  if (!(price > 0)) return NONE;
  const delta = sign * Math.exp(-carry * best);
  const bond = sign * strike * Math.exp(-rate * best);
  const held = best === tau && tau > 0 ? 1 / DAYS_PER_YEAR : 0;
  return {
    ...NONE,
    price,
    delta,
    theta: held * (carry * spot * delta - rate * bond),
    rho: best * bond,
    charm: held * carry * delta,
  };
}

const HIGHEST_DEVIATION = 12;
const MOST_TREES = 200;

/**
 * Volatility that gives an American option its price in the same tree.
 * @param price [quote].
 * @returns volatility [1/√yr] > 0, or the reason why there is none; NaN for a price that is NaN.
 * @throws {RangeError} as {@link american}.
 * @source false position with Illinois' halving (Dowell, Jarratt 1971), to 1e-12 of the volatility.
 */
export function americanImpliedVol(
  kind: OptionKind,
  spot: number,
  strike: number,
  tau: number,
  rate: number,
  carry: number,
  price: number,
): number | ImpliedVolReason {
  const still: American = { kind, spot, strike, tau, rate, carry, vol: 0 };
  const floor = american(kind, spot, strike, tau, rate, carry, 0).price;
  if (Number.isNaN(price)) return NaN;
  if (tau === 0) return 'expired';
  const rounding = 4 * Number.EPSILON * Math.max(price, floor);
  if (price < floor - rounding) return 'belowIntrinsic';
  if (price <= floor + rounding) return 'noTimeValue';
  const root = Math.sqrt(tau);
  const miss = (vol: number): number => {
    const option = { ...still, vol };
    return (isCertain(option) ? floor : tree(option)) - price;
  };
  let low = 0;
  let below = floor - price;
  let high = 0.125 / root;
  let above = miss(high);
  for (; above < 0 && high * root < HIGHEST_DEVIATION; above = miss(high)) {
    low = high;
    below = above;
    high *= 2;
  }
  if (!(above >= 0)) return 'aboveMaximum';
  for (let i = 0, kept = 0; i < MOST_TREES && high - low > 1e-12 * high; i++) {
    // Every fourth step halves, so that a flat stretch at the low end cannot hold the search.
    const vol = i % 4 === 3 ? 0.5 * (low + high) : (low * above - high * below) / (above - below);
    const here = miss(vol);
    if (here === 0) return vol;
    if (here < 0) {
      low = vol;
      below = here;
      if (kept === 1) above *= 0.5;
      kept = 1;
    } else {
      high = vol;
      above = here;
      if (kept === -1) below *= 0.5;
      kept = -1;
    }
  }
  return 0.5 * (low + high);
}
