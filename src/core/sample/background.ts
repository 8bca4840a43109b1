import type { Rng } from '../random/rng';
import { MS_PER_MINUTE, type Ms } from '../time/ms';
import type { CohortBook } from './cohort-book';
import type { ForcedFlow, MinuteRange } from './forced-flow';
import type { PrintTape } from './print-tape';
import { MINUTE_START } from './timeline';

/** Mean closures a day and side. Before the era of minutes, closures are recorded as fewer, larger ones. */
const PER_DAY_HOURLY = 45;
const PER_DAY_MINUTES = 110;
const MAX_PER_MINUTE = 3;

interface Pending {
  usd: number;
  /** Size of the position whose turn is next [USD]. */
  next: number;
}

/**
 * Closures small enough for the makers to absorb without a trace. Amounts swept from the book gather until they make up the
 * next position; sizes are lognormal.
 */
export class BackgroundPrinter {
  private readonly pending: readonly [Pending, Pending];
  private readonly rng: Rng;
  private readonly tape: PrintTape;
  private readonly flow: ForcedFlow;
  private readonly toPrice: (logPrice: number) => number;
  private readonly usdPerDay: number;

  constructor(rng: Rng, tape: PrintTape, flow: ForcedFlow, toPrice: (logPrice: number) => number, usdPerDay: number) {
    this.rng = rng;
    this.tape = tape;
    this.flow = flow;
    this.toPrice = toPrice;
    this.usdPerDay = usdPerDay;
    this.pending = [
      { usd: 0, next: this.size(0) },
      { usd: 0, next: this.size(0) },
    ];
  }

  /** Closes what the minute's extreme reaches. @param price of the market [quote], for money. */
  sweep(book: CohortBook, side: 1 | -1, bin: number, t: Ms, range: MinuteRange, price: number): void {
    const pending = this.pending[side === 1 ? 0 : 1];
    let level = -1;
    while (book.reaches(bin)) {
      const at = book.next;
      const amount = book.take();
      if (amount <= 0) continue;
      pending.usd += amount * price;
      level = at;
    }
    if (level < 0) return;
    for (let count = 1; pending.usd >= pending.next; count++) {
      const usd = count === MAX_PER_MINUTE ? pending.usd : pending.next;
      const logPrice = Math.min(range.high, Math.max(range.low, book.priceOf(level)));
      const exact = this.toPrice(logPrice);
      const parent = this.flow.passedByFeedback(side, level, book) ? this.flow.causeOf(side) : -1;
      this.tape.add(t + this.rng.uniform32() * (MS_PER_MINUTE - 20), side, exact, usd / exact, parent, false);
      pending.usd -= usd;
      pending.next = this.size(t);
    }
  }

  private size(t: Ms): number {
    const perDay = t < MINUTE_START ? PER_DAY_HOURLY : PER_DAY_MINUTES;
    return (this.usdPerDay / perDay) * Math.exp(0.6 * this.rng.normal() - 0.18);
  }
}
