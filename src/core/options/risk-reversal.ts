import { MS_PER_DAY, type Ms } from '../time/ms';

/** Quotes of option chains, a row each: by t, then expiry. Shapes (n). */
export interface ChainQuotes {
  readonly t: Float64Array;
  readonly expiry: Float64Array;
  /** +1 call, −1 put. */
  readonly type: Float64Array;
  /** Decimal per year. */
  readonly markIv: Float64Array;
  /** As the venue states it; its sign is not read. */
  readonly delta: Float64Array;
}

export interface RiskReversals {
  /** Captures that gave a figure, ascending. */
  readonly t: Float64Array;
  /** IV of the 25-delta call less that of the 25-delta put [decimal volatility]. */
  readonly value: Float64Array;
}

const WING = 0.25;
/** Nearest expiry to this tenor, between the two bounds. */
const TENOR: Ms = 30 * MS_PER_DAY;
const SHORTEST: Ms = 7 * MS_PER_DAY;
const LONGEST: Ms = 90 * MS_PER_DAY;

/**
 * 25-delta risk reversal of each capture of a chain: on the expiry nearest to 30 days (7 to 90), volatilities at |delta| 0.25 by
 * linear interpolation between the two quotes of a side that lie around it. A capture in which a side has no quote on either
 * side of 0.25 gives none: nothing is extrapolated. Tied deltas keep the first quote.
 * @source method.md, section 4: IV(25d call) − IV(25d put); venue deltas as stated.
 */
export function riskReversals(quotes: ChainQuotes): RiskReversals {
  const { t, expiry } = quotes;
  const at: number[] = [];
  const value: number[] = [];
  for (let from = 0; from < t.length;) {
    let to = from;
    while (to < t.length && t[to] === t[from]) to++;
    const chosen = nearestExpiry(expiry, from, to, t[from]);
    const reversal = volatilityAt(quotes, from, to, chosen, 1) - volatilityAt(quotes, from, to, chosen, -1);
    if (!Number.isNaN(reversal)) {
      at.push(t[from]);
      value.push(reversal);
    }
    from = to;
  }
  return { t: Float64Array.from(at), value: Float64Array.from(value) };
}

function nearestExpiry(expiry: Float64Array, from: number, to: number, now: Ms): number {
  let best = NaN;
  for (let i = from; i < to; i++) {
    const tenor = expiry[i] - now;
    if (tenor < SHORTEST || tenor > LONGEST) continue;
    if (!(Math.abs(tenor - TENOR) >= Math.abs(best - now - TENOR))) best = expiry[i];
  }
  return best;
}

/** IV at |delta| 0.25 of one side of an expiry among rows [from, to); NaN when the quotes do not reach around it. */
function volatilityAt(
  { expiry, type, markIv, delta }: ChainQuotes,
  from: number,
  to: number,
  chosen: number,
  side: 1 | -1,
): number {
  let below = -1;
  let above = -1;
  for (let i = from; i < to; i++) {
    const d = Math.abs(delta[i]);
    if (expiry[i] !== chosen || type[i] !== side || !(markIv[i] > 0) || Number.isNaN(d)) continue;
    if (d <= WING && (below < 0 || d > Math.abs(delta[below]))) below = i;
    if (d >= WING && (above < 0 || d < Math.abs(delta[above]))) above = i;
  }
  if (below < 0 || above < 0) return NaN;
  const a = Math.abs(delta[below]);
  const b = Math.abs(delta[above]);
  return a === b ? markIv[below] : markIv[below] + ((WING - a) / (b - a)) * (markIv[above] - markIv[below]);
}
