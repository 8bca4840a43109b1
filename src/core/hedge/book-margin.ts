import {
  DERIBIT_MARGIN,
  marginRequirement,
  type MarginLeg,
  type MarginPreset,
  type MarginRequirement,
} from '../options/margin';
import type { HedgeBook } from './book';
import { isLinear } from './exposed';
import { asLeg } from './exposure';
import type { HeldLeg, HedgeMarket } from './market';
import { quoteOf, yearsTo } from './pricing';

export interface BookMargin {
  /** Undefined: nothing of the book is margined, and nothing is required. */
  readonly margin: MarginRequirement | undefined;
  /** Names of what the grid does not cover. */
  readonly left: readonly string[];
}

/**
 * Stress requirement of what is traded on margin: perpetuals, futures, options and the layers. Spot, funds and cash are left out: they
 * are collateral, not positions. So is everything on a volatility index, for which the grid has no shocks, and options at their expiry.
 * @source method.md, section 4.
 */
export function marginOf({ market, positions, layers }: HedgeBook, preset: MarginPreset = DERIBIT_MARGIN): BookMargin {
  const legs: MarginLeg[] = [];
  const left = new Set<string>();
  const add = (leg: HeldLeg, name: string): void => {
    if (leg.quantity === 0) return;
    const margined = marginLeg(leg, market);
    if (margined) legs.push(margined);
    else left.add(name);
  };
  for (const exposed of positions) {
    const { position, price } = exposed;
    const option = asLeg(exposed);
    if (option) add(option, position.label);
    else if (isLinear(position) && position.quantity !== 0)
      legs.push({ kind: 'underlying', quantity: position.quantity, forward: price });
    else if (position.quantity !== 0) left.add(position.label);
  }
  for (const { name, legs: held } of layers) for (const leg of held) add(leg, name);
  return { margin: legs.length > 0 ? marginRequirement(legs, preset) : undefined, left: [...left] };
}

function marginLeg(leg: HeldLeg, market: HedgeMarket): MarginLeg | undefined {
  const { on, kind, quantity, strike, expiry } = leg;
  if (on === 'volatility') return undefined;
  const { forward, vol } = quoteOf(market, leg);
  if (kind === 'future') return { kind: 'underlying', quantity, forward };
  const tau = yearsTo(market, expiry);
  return tau > 0 ? { kind, quantity, strike, tau, forward, vol } : undefined;
}
