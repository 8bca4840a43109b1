import type { VolSurface } from './surface';

/** What a smile is looked up by. */
export interface SmileTerms {
  /** Volatility at the money [1/√yr]. */
  readonly level: number;
  readonly shape: Float64Array;
}

/** Tenors of a surface that are remembered: one for each expiry and day that is looked at. */
const MOST = 256;
const known = new WeakMap<VolSurface, Map<number, SmileTerms>>();

/** The terms of a tenor, made once: a strike that is dragged and a grid of scenarios ask for the same few again and again. */
export function smileTerms(surface: VolSurface, tau: number): SmileTerms {
  let tenors = known.get(surface);
  if (!tenors) known.set(surface, (tenors = new Map()));
  let terms = tenors.get(tau);
  if (terms) return terms;
  if (tenors.size >= MOST) tenors.clear();
  tenors.set(tau, (terms = { level: surface.atm(tau), shape: surface.shape(tau) }));
  return terms;
}
