import type { Rng } from '../random/rng';
import { emptyColumns, type Columns } from '../series/schema';
import { MS_PER_DAY, MS_PER_YEAR, type Ms } from '../time/ms';
import { black76, type Black } from './black76';
import { listedExpiries } from './expiries';
import { smileVolatility, type SurfaceState } from './surface';

const EXPIRIES = 6;
const STRIKES = 15;
const ROWS_PER_SNAPSHOT = EXPIRIES * STRIKES * 2;
/** Least price step [coin]. */
const TICK = 0.0001;
const LEAST_TENOR: Ms = 2 * MS_PER_DAY;

/** The market at the instant of a snapshot. */
export interface ChainInput extends SurfaceState {
  readonly t: Ms;
  /** [USD]. */
  readonly index: number;
  /** Growth of forwards [1/yr]. */
  readonly carry: number;
  /** 0 calm … 1 no makers: widens quotes, shrinks sizes. */
  readonly stress: number;
}

/**
 * Coin-settled option snapshots in the order of the key, shape (snapshots × 6 expiries × 15 strikes × 2). Premiums in coin: Black-76
 * value over the forward. Bid and ask lie on the tick; a bid below one tick is missing (NaN, size 0). IVs are those of the
 * rounded prices. Greeks in USD per coin: delta to the forward, vega per 1.00 of volatility, theta per day, rho per 1.00 of rate
 * (through the forward). `volume` and `openInterest` in coins.
 */
export function optionChain(rng: Rng, snapshots: readonly ChainInput[]): Columns<'chain'> {
  const columns = emptyColumns('chain', snapshots.length * ROWS_PER_SNAPSHOT);
  let row = 0;
  for (const snapshot of snapshots) {
    for (const expiry of listedExpiries(snapshot.t, LEAST_TENOR)) {
      const tau = (expiry - snapshot.t) / MS_PER_YEAR;
      const forward = snapshot.index * Math.exp(snapshot.carry * tau);
      const step = strikeStep((4.2 * snapshot.mean * Math.sqrt(tau) * forward) / (STRIKES - 1));
      const first = Math.max(1, Math.round(forward / step) - (STRIKES - 1) / 2);
      for (let i = 0; i < STRIKES; i++) {
        quote(columns, row, rng, snapshot, expiry, tau, forward, (first + i) * step);
        row += 2;
      }
    }
  }
  return columns;
}

/** 1, 2, 5, 10, … at or above. */
function strikeStep(wanted: number): number {
  const unit = 10 ** Math.floor(Math.log10(wanted));
  for (const multiple of [1, 2, 5]) if (wanted <= multiple * unit) return multiple * unit;
  return 10 * unit;
}

const work: Black = { call: 0, nd1: 0, nd2: 0, vega: 0, gamma: 0 };

/** Put (type −1) at `row`, call at `row + 1`. */
function quote(
  columns: Columns<'chain'>,
  row: number,
  rng: Rng,
  { t, index, stress, ...state }: ChainInput,
  expiry: Ms,
  tau: number,
  forward: number,
  strike: number,
): void {
  const moneyness = Math.log(strike / forward);
  const iv = smileVolatility(state, moneyness, tau);
  const { call, nd1, nd2, vega, gamma } = black76(forward, strike, tau, iv, work);
  const spread = (0.006 + 0.02 * Math.abs(moneyness)) * (1 + 4 * stress) * (0.8 + 0.4 * rng.uniform32());
  const interest = 900 * Math.exp(-3 * Math.abs(moneyness)) * Math.sqrt(tau);
  for (const type of [-1, 1] as const) {
    const i = row + (type === 1 ? 1 : 0);
    const value = (type === 1 ? call : Math.max(0, call - forward + strike)) / forward;
    const half = Math.max(TICK / 2, (spread * vega) / forward);
    const bid = Math.floor((value - half) / TICK + 1e-9);
    const ask = Math.max(1, Math.ceil((value + half) / TICK - 1e-9));
    columns.t[i] = t;
    columns.expiry[i] = expiry;
    columns.strike[i] = strike;
    columns.type[i] = type;
    columns.bid[i] = bid > 0 ? bid / 10_000 : Number.NaN;
    columns.ask[i] = ask / 10_000;
    columns.mark[i] = value;
    columns.bidSize[i] = bid > 0 ? size(rng, stress) : 0;
    columns.askSize[i] = size(rng, stress);
    columns.bidIv[i] = bid > 0 ? impliedNear(bid / 10_000, value, type, forward, strike, tau, iv, vega) : Number.NaN;
    columns.askIv[i] = impliedNear(ask / 10_000, value, type, forward, strike, tau, iv, vega);
    columns.markIv[i] = iv;
    columns.delta[i] = type === 1 ? nd1 : nd1 - 1;
    columns.gamma[i] = gamma;
    columns.vega[i] = vega;
    columns.theta[i] = (-0.5 * vega * iv) / tau / 365;
    columns.rho[i] = type === 1 ? strike * tau * nd2 : strike * tau * (nd2 - 1);
    columns.openInterest[i] = Math.round(interest * (0.4 + rng.exponential()) * 10) / 10;
    columns.volume[i] = Math.round(0.06 * interest * rng.exponential() * (1 + 3 * stress) * 10) / 10;
    columns.underlying[i] = forward;
    columns.index[i] = index;
  }
}

const size = (rng: Rng, stress: number): number =>
  Math.ceil((20 * rng.exponential() * (1 - 0.7 * stress) + 0.5) * 10) / 10;

/** Implied volatility of a price close to a known one: three Newton steps from there; NaN where the price has no vega to speak of. */
function impliedNear(
  price: number,
  near: number,
  type: 1 | -1,
  forward: number,
  strike: number,
  tau: number,
  iv: number,
  vega: number,
): number {
  const intrinsic = Math.max(0, type * (forward - strike));
  if (price * forward <= intrinsic || vega < 1e-6 * forward) return Number.NaN;
  let sigma = iv + Math.max(-0.6 * iv, Math.min(iv, ((price - near) * forward) / vega));
  for (let i = 0; i < 8; i++) {
    const now = black76(forward, strike, tau, sigma, work);
    const gap = price * forward - (type === 1 ? now.call : now.call - forward + strike);
    if (Math.abs(gap) < 1e-9 * forward) return sigma;
    sigma = Math.max(0.3 * sigma, Math.min(2 * sigma, sigma + gap / Math.max(now.vega, 1e-9 * forward)));
  }
  return Number.NaN;
}
