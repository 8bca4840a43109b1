import type { ExposedPosition } from '#core/hedge/exposed';
import { UNKNOWN_SIGNALS, type Signals } from '#core/hedge/gates';
import type { HedgeMarket } from '#core/hedge/market';
import { VolSurface } from '#core/hedge/surface';
import type { Position } from '#core/hedge/types';

export const T = Date.UTC(2024, 2, 1, 12);
const DAY = 86_400_000;

/** Smiles of 10, 30, 90 and 270 days around 60 % volatility, puts dearer than calls. */
export const SKEWED = VolSurface.of(
  [10, 30, 90, 270].map((days) => {
    const tau = days / 365;
    const level = 0.36 * tau;
    const wing = 0.25 * Math.sqrt(level);
    return { tau, svi: { a: level - wing * 0.3 * Math.sqrt(level), b: wing, rho: -0.3, m: 0, sigma: 0.3 * Math.sqrt(level) } };
  }),
  false,
); // prettier-ignore

/** 60 % everywhere. */
export const FLAT = VolSurface.of([{ tau: 1, svi: { a: 0.36, b: 0, rho: 0, m: 0, sigma: 0.1 } }], false);

export const hedgeMarket = (change: Partial<HedgeMarket> = {}, signals: Partial<Signals> = {}): HedgeMarket => ({
  t: T,
  spot: 60_000,
  carry: 0.08,
  surface: SKEWED,
  volatility: { level: 62, longRun: 58, speed: 4, volOfVol: 0.9 },
  signals: { ...UNKNOWN_SIGNALS, ...signals },
  listed: [],
  ...change,
});

export const position = (change: Partial<Position> = {}): Position => ({
  id: 'coins',
  label: 'Coins',
  kind: 'spot',
  instrument: 'BTC',
  quantity: 10,
  price: null,
  option: null,
  beta: null,
  ...change,
});

export const held = (change: Partial<Position> = {}, price = 60_000, beta = 1): ExposedPosition => ({
  position: position(change),
  price,
  beta,
});

export const inDays = (days: number): number => T + days * DAY;
