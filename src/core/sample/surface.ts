/** State of an option surface at one instant. */
export interface SurfaceState {
  /** Volatility at 30 days, at the money [1/√yr]. */
  readonly level: number;
  /** What long tenors return to. */
  readonly mean: number;
  /** Correlation of the smile: < 0 makes puts dear. */
  readonly rho: number;
}

const DAYS_30 = 30 / 365;
/** Curvature of the smile; η(1 + |ρ|) ≤ 2 keeps every slice free of butterfly arbitrage. */
const ETA = 1.15;

/** At-the-money volatility of a tenor: short ones move most, with the power 0.3 of the tenor. @param tau years, > 0. */
export function atTheMoney({ level, mean }: SurfaceState, tau: number): number {
  return mean * Math.exp(Math.log(level / mean) * Math.min(1.5, (DAYS_30 / tau) ** 0.3));
}

/**
 * Implied volatility by SSVI with a power-law curvature: total variance θ/2·(1 + ρφk + √((φk + ρ)² + 1 − ρ²)), φ = η/√(θ(1 + θ)).
 * @param logMoneyness log(strike/forward). @returns per √yr.
 * @source Gatheral, Jacquier (2014) "Arbitrage-free SVI volatility surfaces".
 */
export function smileVolatility(state: SurfaceState, logMoneyness: number, tau: number): number {
  const atm = atTheMoney(state, tau);
  const theta = atm * atm * tau;
  const phiK = (ETA / Math.sqrt(theta * (1 + theta))) * logMoneyness;
  const { rho } = state;
  const variance = 0.5 * theta * (1 + rho * phiK + Math.sqrt((phiK + rho) ** 2 + 1 - rho * rho));
  return Math.sqrt(variance / tau);
}
