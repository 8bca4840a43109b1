import type { Rng } from '../random/rng';
import type { Columns } from '../series/schema';
import { MS_PER_MINUTE } from '../time/ms';
import { SAMPLE_START } from './timeline';
import { BLOCK_MINUTES, BLOCKS } from './volatility';

const BLOCKS_PER_SETTLEMENT = (8 * 60) / BLOCK_MINUTES;
/** Interest part of a rate, and how far it may make up for the premium. */
const INTEREST = 0.0001;
const CLAMP = 0.0005;
const CAP = 0.0075;

/**
 * Funding every 8 hours: the mean premium of the perpetual plus the clamped interest part, the public formula of the large
 * venues. The premium reflects who crowds the market, the pulse of the last hours and what forced flow displaced.
 */
export class FundingClock {
  private readonly rates: number[] = [];
  private sum = 0;
  private wander = 0;
  private readonly rng: Rng;
  /** The latest rate per 8 h. */
  rate = INTEREST;

  constructor(rng: Rng) {
    this.rng = rng;
  }

  /** End of a block. @param pulse return of the last hours [log]. @param displacement what will revert [log]. */
  step(block: number, imbalance: number, pulse: number, displacement: number): void {
    this.wander = 0.985 * this.wander + 0.00005 * this.rng.normal();
    this.sum += 0.0018 * imbalance + 0.0045 * pulse + 0.03 * displacement + this.wander;
    if ((block + 1) % BLOCKS_PER_SETTLEMENT !== 0) return;
    const premium = this.sum / BLOCKS_PER_SETTLEMENT;
    this.sum = 0;
    const rate = premium + Math.max(-CLAMP, Math.min(CLAMP, INTEREST - premium));
    this.rate = Math.round(Math.max(-CAP, Math.min(CAP, rate)) * 1e8) / 1e8;
    this.rates.push(this.rate);
  }

  /** Settlements in order; the last falls on the end of the sample and is left out. */
  columns(): Columns<'funding'> {
    const n = BLOCKS / BLOCKS_PER_SETTLEMENT - 1;
    const step = BLOCKS_PER_SETTLEMENT * BLOCK_MINUTES * MS_PER_MINUTE;
    return {
      t: Float64Array.from({ length: n }, (_, i) => SAMPLE_START + (i + 1) * step),
      rate: Float64Array.from(this.rates.slice(0, n)),
    };
  }
}
