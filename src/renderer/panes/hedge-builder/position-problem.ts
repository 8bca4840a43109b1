import type { Position } from '#core/hedge/types';
import type { Ms } from '#core/time/ms';

/** What keeps a position from being used. */
export function positionProblem(position: Position, now: Ms): string | undefined {
  const { label, kind, instrument, quantity, price, option } = position;
  if (label.trim() === '') return 'Give it a name.';
  if (quantity === 0 || !Number.isFinite(quantity)) return 'A quantity of 0 is no position.';
  if (kind === 'option') {
    if (!option || !(option.strike > 0)) return 'An option needs a strike.';
    if (!(option.expiry > now)) return 'The option has expired by the instant of the clock.';
    return undefined;
  }
  // A contract without an instrument is on the asset of the plan.
  const isContract = kind === 'future' || kind === 'perpetual';
  if (instrument === null && price === null && !isContract) return 'Without an instrument it needs a price.';
  return undefined;
}
