import type { CohortWatcher } from './cohort-side';

/** One leverage: where it is liquidated relative to its entry [log], and its share of the open interest. */
export interface LevelOffset {
  readonly log: number;
  readonly share: number;
}

/**
 * Estimated liquidation levels of one side, in base units by price bin. Bin b holds the prices p with ⌊ln(p)/width⌋ = b. Places run
 * the way that danger comes: a market at a place has touched that one and all above.
 */
export class LevelMap implements CohortWatcher {
  /** Bins first … first + size − 1. */
  readonly first: number;
  readonly size: number;
  private readonly sign: 1 | -1;
  private readonly width: number;
  private readonly offsets: readonly LevelOffset[];
  private readonly mass: Float64Array;
  private scale = 1;
  /** No mass above this place. */
  private top = -1;
  /** Time of the last touch of each place; a cohort opened before it has no level there any more. */
  private readonly touched: Float64Array;

  /** @param sign +1 longs, −1 shorts. Prices and levels beyond the bins count as in the outermost. */
  constructor(sign: 1 | -1, offsets: readonly LevelOffset[], width: number, first: number, size: number) {
    this.sign = sign;
    this.offsets = offsets;
    this.width = width;
    this.first = first;
    this.size = size;
    this.mass = new Float64Array(size);
    this.touched = new Float64Array(size).fill(-1);
  }

  opened(entry: number, amount: number): void {
    const log = Math.log(entry);
    for (const offset of this.offsets) {
      const place = this.placeOf(log + offset.log);
      this.mass[place] += (amount * offset.share) / this.scale;
      if (place > this.top) this.top = place;
    }
  }

  closed(entry: number, amount: number, row: number): void {
    const log = Math.log(entry);
    for (const offset of this.offsets) {
      const place = this.placeOf(log + offset.log);
      if (this.touched[place] > openTime(row)) continue;
      this.mass[place] = Math.max(0, this.mass[place] - (amount * offset.share) / this.scale);
    }
  }

  shrunk(keep: number): void {
    this.scale *= keep;
    if (this.scale >= 1e-100) return;
    for (let place = 0; place <= this.top; place++) this.mass[place] *= this.scale;
    this.scale = 1;
  }

  /** The market reaches a price during bar `row`: before its cohort opens, or after. */
  touch(price: number, row: number, isAfterOpening: boolean): void {
    if (!(price > 0)) return;
    const from = this.placeOf(Math.log(price));
    for (; this.top >= from; this.top--) {
      this.mass[this.top] = 0;
      this.touched[this.top] = openTime(row) + (isAfterOpening ? 1 : -1);
    }
  }

  /** Base units whose level lies in a bin. */
  amountIn(bin: number): number {
    const place = this.sign > 0 ? bin - this.first : this.first + this.size - 1 - bin;
    return place >= 0 && place < this.size ? this.mass[place] * this.scale : 0;
  }

  private placeOf(log: number): number {
    const bin = Math.floor(log / this.width) - this.first;
    const place = this.sign > 0 ? bin : this.size - 1 - bin;
    return Math.min(this.size - 1, Math.max(0, place));
  }
}

/** Each bar has three instants: its extremes, the opening of its cohort, its close. */
function openTime(row: number): number {
  return 3 * row + 1;
}
