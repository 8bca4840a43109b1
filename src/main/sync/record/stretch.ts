import type { Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';

/**
 * The time during which one line missed nothing: from the confirmed subscription to the last instant that the venue
 * vouched for, less what it may still have held back. Kept by our clock, told by the venue's, because that is what prints are stamped by.
 */
export class Stretch {
  private begun = Number.NaN;
  private last = Number.NaN;
  private told = Number.NaN;
  private readonly delay: Ms;

  /** @param delay see `Feed.delay` */
  constructor(delay: Ms) {
    this.delay = delay;
  }

  /** By our clock; NaN before the subscription was confirmed. */
  get from(): Ms {
    return this.begun;
  }
  /** Up to where nothing is missing, by our clock. */
  get to(): Ms {
    return this.last - this.delay;
  }

  begin(at: Ms): void {
    this.begun = at;
    this.last = at;
  }

  /** What the venue had to say by then has come. */
  word(at: Ms): void {
    if (at > this.last) this.last = at; // a clock that was set back takes nothing away
  }

  /** What was added since the last call, by the venue's clock; undefined when nothing was. */
  take(skew: Ms): Range | undefined {
    const from = Number.isNaN(this.told) ? Math.ceil(this.begun + skew) : this.told;
    const to = Math.floor(this.to + skew);
    if (!(to > from)) return undefined;
    this.told = to;
    return { from, to };
  }
}
