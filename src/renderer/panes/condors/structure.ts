import type { Condor } from '#core/options/condor';
import { ironCondor, type OptionLeg } from '#core/options/structures';
import { MS_PER_DAY, MS_PER_YEAR } from '#core/time/ms';
import { formatNumber, formatTime } from '../../lib/format';
import type { PendingStructure } from '../../state/hedge-inbox';

export const strikeWords = (strikes: readonly number[]): string => strikes.map((strike) => formatNumber(strike, { decimals: Number.isInteger(strike) ? 0 : 2 })).join(' / '); // prettier-ignore

export const legsOf = ({ strikes, days }: Condor): readonly OptionLeg[] =>
  ironCondor(strikes, (days * MS_PER_DAY) / MS_PER_YEAR) as readonly OptionLeg[];

/** Gain at expiry per unit of the underlying [quote currency]. */
export function gainOf(condor: Condor, legs: readonly OptionLeg[], price: number): number {
  const paid = legs.reduce((sum, { kind, quantity, strike }) => sum + quantity * Math.max(0, kind === 'call' ? price - strike : strike - price), 0); // prettier-ignore
  return condor.credit + paid;
}

/** What the hedge builder takes: the four legs of one unit, and the credit as what it costs. */
export function toStructure(condor: Condor): PendingStructure {
  return {
    label: `Iron condor ${formatTime(condor.expiry, 'utc', 'day')}, ${strikeWords(condor.strikes)}`,
    legs: legsOf(condor).map(({ kind, quantity, strike }) => ({ kind, quantity, strike, expiry: condor.expiry })),
    price: -condor.credit,
  };
}
