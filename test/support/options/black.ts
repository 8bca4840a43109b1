import { black76, type Black } from '#core/sample/black76';

const out: Black = { call: 0, nd1: 0, nd2: 0, vega: 0, gamma: 0 };

/** Undiscounted Black-76 value by the sample market's own formula, so that a chain in a test is not priced by what is tested. */
export function value(type: 1 | -1, forward: number, strike: number, tau: number, volatility: number): number {
  const { call } = black76(forward, strike, tau, volatility, out);
  return type > 0 ? call : Math.max(0, call - forward + strike);
}
