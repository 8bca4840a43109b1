import { swingLows, SwingLowStream } from './swings';

/**
 * Divergence of a price and a line (advance-decline, RSI …): at a swing low that is below the swing low before it, the line
 * stands no lower than it stood there. The mirror image at highs: both with the opposite sign.
 * @param price lows or closes, shape (n).
 * @param line  shape (n), read at the rows of the swing lows.
 * @param k     values on each side of a swing low, ≥ 1.
 * @param out   destination, shape (n), none of the inputs.
 * @returns `out`: at the row where a swing low becomes known (k after it) 1 when it diverges and 0 when it does not; NaN in all
 *   other rows, at the first swing low, and where the line is NaN at one of the two.
 * @throws {RangeError} k is no whole number ≥ 1, or shapes differ.
 * @source method.md, section 1.
 */
export function divergence(
  price: Float64Array,
  line: Float64Array,
  k = 5,
  out: Float64Array = new Float64Array(price.length),
): Float64Array {
  if (line.length !== price.length || out.length !== price.length)
    throw new RangeError(`shapes ${price.length}, ${line.length}, ${out.length}`);
  const lows = swingLows(price, k);
  let before = -1;
  for (let i = 0; i < out.length; i++) {
    const low = lows[i];
    out[i] = low === before || before < 0 ? Number.NaN : verdict(price[before], price[low], line[before], line[low]);
    before = low;
  }
  return out;
}

function verdict(priceBefore: number, price: number, lineBefore: number, line: number): number {
  if (lineBefore !== lineBefore || line !== line) return Number.NaN;
  return price < priceBefore && line >= lineBefore ? 1 : 0;
}

/** {@link divergence} one row at a time. */
export class DivergenceStream {
  private readonly swings: SwingLowStream;
  /** The last k + 1 rows of price and line. */
  private readonly prices: Float64Array;
  private readonly lines: Float64Array;
  private row = -1;
  private low = -1;
  private lowPrice = Number.NaN;
  private lowLine = Number.NaN;

  constructor(k = 5) {
    this.swings = new SwingLowStream(k);
    this.prices = new Float64Array(k + 1);
    this.lines = new Float64Array(k + 1);
  }

  push(price: number, line: number): number {
    const size = this.prices.length;
    const slot = ++this.row % size;
    this.prices[slot] = price;
    this.lines[slot] = line;
    const low = this.swings.push(price);
    if (low === this.low) return Number.NaN;
    const isFirst = this.low < 0;
    const priceThen = this.prices[low % size];
    const lineThen = this.lines[low % size];
    const out = isFirst ? Number.NaN : verdict(this.lowPrice, priceThen, this.lowLine, lineThen);
    this.low = low;
    this.lowPrice = priceThen;
    this.lowLine = lineThen;
    return out;
  }
}
