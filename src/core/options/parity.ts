import type { Ms } from '../time/ms';
import { syntheticForward, type ChainSnapshot, type Ladder } from './chain';
import { optionFee, type FeeSettings } from './fees';

/**
 * - `conversion`: long underlying, long put, short call: the synthetic is sold.
 * - `reversal`: the opposite: the synthetic is bought.
 * - `boxLend`: the synthetic is bought at the lower strike and sold at the higher one: pays the distance of the strikes later.
 * - `boxBorrow`: the opposite: receives now, pays the distance later.
 */
export type ParityKind = 'conversion' | 'reversal' | 'boxLend' | 'boxBorrow';

/** One package at executable quotes, all fees paid; quantities per unit of underlying. */
export interface ParityRow {
  readonly kind: ParityKind;
  readonly expiry: Ms;
  readonly tau: number;
  readonly strike: number;
  /** Higher strike of a box, NaN otherwise. */
  readonly upperStrike: number;
  /** Forward at which the synthetic is sold or bought before and after fees [quote currency]; NaN for a box. */
  readonly synthetic: number;
  readonly net: number;
  /** Carry that the package locks against the index, after fees [1/yr, simple]: earned by a conversion or a lending box, else paid. */
  readonly carry: number;
  /** The future's basis: (underlying stated with the options / index − 1) per year. */
  readonly basis: number;
  /** What is left after the same underlying is traded as a future: > 0 is money without risk [1/yr]; NaN without an underlying. */
  readonly edge: number;
  /** The same against the funding given instead of the basis; no lock, as funding moves. NaN where none is given. */
  readonly edgeToFunding: number;
  /** Contracts at the quotes used. */
  readonly size: number;
  /** False: inside costs, or nothing to trade with. */
  readonly executable: boolean;
}

export interface ParitySettings {
  readonly fees: FeeSettings;
  /** Funding of the perpetual [1/yr], NaN when unknown. */
  readonly funding: number;
}

/** Every package of a chain at one instant. */
export interface ParityReport {
  readonly t: Ms;
  readonly index: number;
  /** Funding of the week before the quotes [1/yr], NaN without settlements. */
  readonly funding: number;
  readonly rows: readonly ParityRow[];
}

/** A synthetic at one strike: what it is sold and bought at, as a difference of premiums and after fees. */
interface Synthetic {
  readonly strike: number;
  /** Call less put received by a seller, paid by a buyer; as quoted and net. NaN where a side is missing. */
  readonly sold: number;
  readonly soldNet: number;
  readonly bought: number;
  readonly boughtNet: number;
  readonly soldSize: number;
  readonly boughtSize: number;
}

function syntheticsOf({ strike, call, put, settlement, underlying }: Ladder, fees: FeeSettings): Synthetic[] {
  const fee = (premium: number): number => optionFee(fees, settlement, premium, underlying);
  // One of the two ends in the money and is delivered.
  const delivery = fees.delivery * (settlement === 'coin' ? 1 : underlying);
  return Array.from(strike, (k, i) => {
    const sold = call.bid[i] - put.ask[i];
    const bought = call.ask[i] - put.bid[i];
    return {
      strike: k,
      sold,
      soldNet: sold - fee(call.bid[i]) - fee(put.ask[i]) - delivery,
      bought,
      boughtNet: bought + fee(call.ask[i]) + fee(put.bid[i]) + delivery,
      soldSize: Math.min(call.bidSize[i], put.askSize[i]),
      boughtSize: Math.min(call.askSize[i], put.bidSize[i]),
    };
  });
}

/**
 * Every conversion and reversal, and for each expiry the best box of either side: bought at the ask, sold at the bid, after fees.
 * Coin-settled packages are exact: a short synthetic at K with 1 − (C − P) coins is worth K quote units at expiry whatever the
 * price, so that it sells the coin forward at K / (1 − C + P); a box pays its distance in quote units.
 * @returns rows in the order of expiry, then strike; nothing for an expiry without an index.
 * @source method.md, section 4.
 */
export function parityDesk({ ladders, index }: ChainSnapshot, { fees, funding }: ParitySettings): ParityRow[] {
  return ladders.flatMap((ladder) => {
    const { expiry, tau, underlying } = ladder;
    const cost = fees.underlying + fees.underlyingHalfSpread;
    const spot = { bought: index * (1 + cost), sold: index * (1 - cost) };
    const synthetics = syntheticsOf(ladder, fees);
    const basis = (underlying / index - 1) / tau;
    const row = (kind: ParityKind, lower: Synthetic, rest: Pick<ParityRow, 'upperStrike' | 'synthetic' | 'net' | 'carry' | 'edge' | 'size'>): ParityRow => ({
      ...{ kind, expiry, tau, strike: lower.strike, basis, ...rest },
      edgeToFunding: isEarned(kind) ? rest.carry - funding : funding - rest.carry,
      executable: rest.edge > 0 && rest.size > 0,
    }); // prettier-ignore
    const rows: ParityRow[] = [];
    for (const one of synthetics) {
      const sold = syntheticForward(ladder, one.strike, one.sold);
      const soldNet = syntheticForward(ladder, one.strike, one.soldNet);
      if (soldNet > 0)
        rows.push(row('conversion', one, {
          ...{ upperStrike: NaN, synthetic: sold, net: soldNet, size: one.soldSize },
          carry: (soldNet / spot.bought - 1) / tau,
          edge: (soldNet / (underlying * (1 + cost)) - 1) / tau,
        })); // prettier-ignore
      const bought = syntheticForward(ladder, one.strike, one.bought);
      const boughtNet = syntheticForward(ladder, one.strike, one.boughtNet);
      if (boughtNet > 0)
        rows.push(row('reversal', one, {
          ...{ upperStrike: NaN, synthetic: bought, net: boughtNet, size: one.boughtSize },
          carry: (boughtNet / spot.sold - 1) / tau,
          edge: (1 - boughtNet / (underlying * (1 - cost))) / tau,
        })); // prettier-ignore
    }
    for (const kind of ['boxLend', 'boxBorrow'] as const) {
      const best = bestBox(kind, ladder, synthetics, spot, basis);
      if (best) rows.push(row(kind, best.lower, best));
    }
    return rows;
  });
}

const isEarned = (kind: ParityKind): boolean => kind === 'conversion' || kind === 'boxLend';

interface Box {
  readonly lower: Synthetic;
  readonly upperStrike: number;
  readonly synthetic: number;
  readonly net: number;
  readonly carry: number;
  readonly edge: number;
  readonly size: number;
}

/** The box of the largest edge over the basis: what is lent at more, or borrowed at less. Premium coins are traded at the index. */
function bestBox(
  kind: 'boxLend' | 'boxBorrow',
  { tau, settlement }: Ladder,
  synthetics: readonly Synthetic[],
  spot: { readonly bought: number; readonly sold: number },
  basis: number,
): Box | undefined {
  const isLend = kind === 'boxLend';
  const unit = settlement === 'quote' ? 1 : isLend ? spot.bought : spot.sold;
  // A quote-settled box lends the quote currency itself: it is measured against nothing but its own rate.
  const benchmark = settlement === 'quote' ? 0 : basis;
  let best: Box | undefined;
  for (let i = 0; i < synthetics.length; i++)
    for (let j = i + 1; j < synthetics.length; j++) {
      const [lower, upper] = [synthetics[i], synthetics[j]];
      const price = unit * (isLend ? lower.boughtNet - upper.soldNet : lower.soldNet - upper.boughtNet);
      if (!(price > 0)) continue;
      const carry = ((upper.strike - lower.strike) / price - 1) / tau;
      const edge = isLend ? carry - benchmark : benchmark - carry;
      if (best && !(edge > best.edge)) continue;
      const size = isLend ? Math.min(lower.boughtSize, upper.soldSize) : Math.min(lower.soldSize, upper.boughtSize);
      best = { lower, upperStrike: upper.strike, synthetic: NaN, net: NaN, carry, edge, size };
    }
  return best;
}
