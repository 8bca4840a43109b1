import type { Rng } from '../random/rng';
import type { CohortBook } from './cohort-book';
import { MECHANICS, type MarketParameters } from './parameters';
import { BLOCK_MINUTES } from './volatility';

const DAY_SHARE = BLOCK_MINUTES / 1_440;
const ROUNDS = BLOCK_MINUTES / 5;
/** Opened for each unit of background closures expected: most of the reckless get away. */
const RECKLESS = 3.5;

/** How crowds open and close positions: one step per block of minutes. */
export class LeverageCrowd {
  /** Positions of both sides that no price in reach liquidates [base units]. */
  passive: number;
  /** Mood, unit deviation: > 0 leans long. */
  private mood: number;
  /** Exponentially weighted return of the last days and of the last hours [log]. */
  trend = 0;
  pulse = 0;
  private readonly moodKeep = 2 ** (-DAY_SHARE / 7);
  private readonly trendKeep = 2 ** (-DAY_SHARE / 3);
  private readonly pulseKeep = 2 ** (-DAY_SHARE / 0.4);
  private readonly rng: Rng;
  private readonly longs: CohortBook;
  private readonly shorts: CohortBook;
  private readonly market: MarketParameters;

  constructor(rng: Rng, longs: CohortBook, shorts: CohortBook, market: MarketParameters) {
    this.rng = rng;
    this.longs = longs;
    this.shorts = shorts;
    this.market = market;
    this.mood = rng.normal();
    this.passive = (0.5 * market.openInterestUsd) / market.startPrice;
    this.warm(Math.log(market.startPrice));
  }

  /** Base units of all open contracts. */
  get openInterest(): number {
    return this.passive + this.longs.total + this.shorts.total;
  }

  /** −1 all short … +1 all long. */
  get imbalance(): number {
    const { longs, shorts } = this;
    return (longs.total - shorts.total) / (longs.total + shorts.total + 1e-12);
  }

  /** @param moved return over the block [log]. @param funding the current rate per 8 h: a crowd that pays opens less. */
  step(logPrice: number, moved: number, funding: number): void {
    const { rng } = this;
    this.mood = this.moodKeep * this.mood + Math.sqrt(1 - this.moodKeep ** 2) * rng.normal();
    this.trend = this.trendKeep * this.trend + moved;
    this.pulse = this.pulseKeep * this.pulse + moved;
    const lean = 0.55 * this.mood + Math.max(-0.6, Math.min(0.6, 5 * this.trend)) - 500 * funding;
    const size = this.market.openInterestUsd / Math.exp(logPrice);
    this.openSide(this.longs, logPrice, size, MECHANICS.openedLong * Math.exp(lean));
    this.openSide(this.shorts, logPrice, size, MECHANICS.openedShort * Math.exp(-lean));
    const closed = MECHANICS.closedByChoice * DAY_SHARE;
    this.longs.shrink(closed);
    this.shorts.shrink(closed);
    this.passive += (0.5 * size - this.passive) * DAY_SHARE * 0.1 * (1 + 0.5 * rng.normal());
  }

  /**
   * Those in danger who have the time add margin or cut.
   * @param minutes since the last call. @param alarm volatility relative to its mean: the wilder, the earlier they act.
   */
  attend(logPrice: number, minutes: number, alarm: number): void {
    const { rng, longs, shorts } = this;
    const zone = MECHANICS.attentionZone * this.market.totalVolatility * Math.min(2.5, Math.max(0.8, alarm ** 0.7));
    const share = 1 - Math.exp(-MECHANICS.attentionRate * minutes);
    longs.attend(logPrice, zone, share, MECHANICS.addedMargin, zone * 1.2 * rng.uniform32());
    shorts.attend(logPrice, zone, share, MECHANICS.addedMargin, zone * 1.2 * rng.uniform32());
  }

  private openSide(book: CohortBook, logPrice: number, size: number, perDay: number): void {
    const { rng, market } = this;
    const volatility = market.totalVolatility;
    const distance = Math.min(0.4, (0.035 + 0.07 * Math.exp(0.6 * rng.normal())) * volatility);
    book.open(logPrice, distance, size * perDay * DAY_SHARE * rng.exponential());
    // The reckless few at 50 to 125 times: the background of liquidations.
    const reckless = ((market.backgroundUsd / market.openInterestUsd) * RECKLESS * size * DAY_SHARE) / ROUNDS;
    for (let round = 0; round < ROUNDS; round++)
      book.open(logPrice, (0.0003 + 0.0025 * rng.uniform32()) * volatility, reckless * rng.exponential());
  }

  /** Books as after weeks of trading. */
  private warm(logPrice: number): void {
    const { rng, market } = this;
    const size = market.openInterestUsd / market.startPrice;
    const rounds = 400;
    for (const [book, perDay] of [
      [this.longs, MECHANICS.openedLong],
      [this.shorts, MECHANICS.openedShort],
    ] as const) {
      for (let i = 0; i < rounds; i++) {
        const distance = (0.06 + 0.08 * Math.exp(0.5 * rng.normal())) * market.totalVolatility;
        book.open(logPrice, Math.min(0.4, distance), (size * perDay) / MECHANICS.closedByChoice / rounds);
      }
    }
  }
}
