/** Width of a bin of liquidation prices [log]. */
export const BIN_WIDTH = 0.001;
const BINS = 8_000;

/**
 * Positions of one side of a leveraged market, binned by the price at which they are liquidated. Amounts in base units.
 * Levels are `sign · log(price)` relative to an origin, so that for both sides danger comes from above the book:
 * a position is liquidated when the level of the market falls to its bin.
 */
export class CohortBook {
  private readonly mass = new Float64Array(BINS);
  /** Lazily applied to all bins: positions closed by choice. */
  private scale = 1;
  private scaledTotal = 0;
  /** No mass above this bin. */
  private top = 0;
  private readonly sign: 1 | -1;
  private readonly origin: number;

  /** @param sign +1 for longs, −1 for shorts. @param logPrice roughly the middle of all prices to come. */
  constructor(sign: 1 | -1, logPrice: number) {
    this.sign = sign;
    this.origin = sign * logPrice - (BINS / 2) * BIN_WIDTH;
  }

  /** Base units of all positions. */
  get total(): number {
    return this.scaledTotal * this.scale;
  }

  /** Bin of a log price; positions in it are liquidated once the market's level is in it or below. */
  binOf(logPrice: number): number {
    const bin = Math.floor((this.sign * logPrice - this.origin) / BIN_WIDTH);
    return bin < 0 ? 0 : bin >= BINS ? BINS - 1 : bin;
  }

  /** Log price of a bin's edge on the market's side. */
  priceOf(bin: number): number {
    return this.sign * (this.origin + (bin + 1) * BIN_WIDTH);
  }

  /** Opens positions whose liquidation lies `distance` [log, > 0] away from the price. */
  open(logPrice: number, distance: number, amount: number): void {
    const bin = this.binOf(logPrice - this.sign * distance);
    const scaled = amount / this.scale;
    this.mass[bin] += scaled;
    this.scaledTotal += scaled;
    if (bin > this.top) this.top = bin;
  }

  /** Whether a market at `bin` has positions to liquidate, or bins to look through. */
  reaches(bin: number): boolean {
    return this.top >= bin;
  }

  /** Base units at or above `bin`: what a market there would liquidate. */
  massFrom(bin: number): number {
    let scaled = 0;
    for (let i = this.top; i >= bin; i--) scaled += this.mass[i];
    return scaled * this.scale;
  }

  /** Takes the amount out of the highest bin at or above `bin`. @returns 0 when that bin was empty; call while `reaches`. */
  take(): number {
    const scaled = this.mass[this.top];
    this.mass[this.top] = 0;
    this.scaledTotal -= scaled;
    this.top--;
    return scaled * this.scale;
  }

  /** The bin that `take` empties next. */
  get next(): number {
    return this.top;
  }

  /** All positions shrink by a share, by their owners' choice. */
  shrink(share: number): void {
    this.scale *= 1 - share;
    if (this.scale < 1e-100) this.normalise();
  }

  /**
   * A share of the positions within `zone` [log] of the price acts: owners who see it coming cut, or add margin, which moves
   * their liquidation to `beyond` [log] behind the zone.
   * @param added part of those who act that adds margin; the others close.
   */
  attend(logPrice: number, zone: number, share: number, added: number, beyond: number): void {
    const from = this.binOf(logPrice - this.sign * zone);
    if (from > this.top) return;
    const keep = 1 - share;
    let acting = 0;
    for (let bin = this.top; bin >= from; bin--) {
      acting += this.mass[bin];
      this.mass[bin] *= keep;
    }
    acting *= share;
    this.mass[this.binOf(logPrice - this.sign * (zone + beyond))] += added * acting;
    this.scaledTotal -= (1 - added) * acting;
  }

  private normalise(): void {
    let total = 0;
    for (let bin = 0; bin < BINS; bin++) total += this.mass[bin] *= this.scale;
    this.scaledTotal = total;
    this.scale = 1;
  }
}
