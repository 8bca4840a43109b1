import type { Ladder } from './chain';
import { impliedVol } from './implied-vol';
import type { SmilePoints } from './svi';

/** Why a quote is not in the smile. */
export const LEFT_OUT = ['inTheMoney', 'noBid', 'noAsk', 'crossed', 'wide', 'noVolatility'] as const;
export type LeftOut = (typeof LEFT_OUT)[number];

/** Out-of-the-money quotes of one expiry as volatilities; shapes (n), ascending by strike. */
export interface SmileQuotes extends SmilePoints {
  readonly strike: Float64Array;
  /** Volatilities of the bid and of the ask; `iv` is that of the middle of the two prices. */
  readonly bidIv: Float64Array;
  readonly askIv: Float64Array;
  /** +1 call, −1 put. */
  readonly type: Float64Array;
  /** With the quotes that are in, they are all rows of the expiry. */
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

export interface QuoteFilter {
  /** Widest (ask − bid) / middle of a premium. */
  readonly widest: number;
}

export const DEFAULT_QUOTE_FILTER: QuoteFilter = { widest: 0.5 };

/**
 * The smile that is quoted: calls at and above the forward, puts below it, each with what was left out and why.
 * @param forward of the same expiry [quote currency], > 0.
 */
export function smileQuotes(
  ladder: Ladder,
  forward: number,
  { widest }: QuoteFilter = DEFAULT_QUOTE_FILTER,
): SmileQuotes {
  const { strike, call, put, tau, settlement, discount } = ladder;
  const leftOut = Object.fromEntries(LEFT_OUT.map((why) => [why, 0])) as Record<LeftOut, number>;
  const unit = settlement === 'coin' ? forward : 1 / discount;
  const rows: (readonly [strike: number, type: number, iv: number, bidIv: number, askIv: number])[] = [];
  for (let i = 0; i < strike.length; i++) {
    const type = strike[i] >= forward ? 1 : -1;
    const { listed, bid, ask } = type > 0 ? call : put;
    if (!listed[i]) continue;
    const volatility = (premium: number): number => {
      const found = impliedVol(type > 0 ? 'call' : 'put', forward, strike[i], tau, premium * unit);
      return typeof found === 'number' ? found : NaN;
    };
    const why = refuse(bid[i], ask[i], widest);
    if (why) {
      leftOut[why]++;
      continue;
    }
    const found = [strike[i], type, volatility((bid[i] + ask[i]) / 2), volatility(bid[i]), volatility(ask[i])] as const;
    if (found.every((x) => !Number.isNaN(x))) rows.push(found);
    else leftOut.noVolatility++;
  }
  const quoted = rows.length + LEFT_OUT.reduce((sum, why) => sum + leftOut[why], 0);
  leftOut.inTheMoney = ladder.rows - quoted;
  const column = (f: (row: (typeof rows)[number]) => number): Float64Array => Float64Array.from(rows, f);
  return {
    strike: column(([x]) => x),
    k: column(([x]) => Math.log(x / forward)),
    type: column(([, x]) => x),
    iv: column(([, , x]) => x),
    bidIv: column(([, , , x]) => x),
    askIv: column(([, , , , x]) => x),
    spread: column(([, , , bid, ask]) => ask - bid),
    leftOut,
  };
}

function refuse(bid: number, ask: number, widest: number): LeftOut | undefined {
  if (Number.isNaN(bid)) return 'noBid';
  if (Number.isNaN(ask)) return 'noAsk';
  if (bid > ask) return 'crossed';
  return ask - bid > (widest * (ask + bid)) / 2 ? 'wide' : undefined;
}
