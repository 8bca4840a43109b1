import type { Ms } from '#core/time/ms';
import type { Range } from '#core/time/ranges';

/**
 * The time during which one line missed nothing: from the confirmed subscription to the last instant that the venue
 * vouched for, less what it may still have held back. Kept by our clock, told by the venue's, because that is what prints are stamped by.
 */
export class Stretch {
  private begun = Number.NaN;
  private last = Number.NaN;
  /** By the venue's clock: where the first thing that was told begins, and where the last one ends. */
  private opened = Number.NaN;
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
    if (Number.isNaN(this.told)) this.opened = from;
    this.told = to;
    return { from, to };
  }

  /**
   * Goes on where a line ends that missed nothing until this one had begun. Each has told its part by the skew that was known then,
   * which may have changed in between: without this a few milliseconds that both have heard would be told by neither.
   * @returns what is missing between what both have told
   */
  follow(before: Stretch): Range | undefined {
    const from = before.told;
    if (Number.isNaN(from) || !(this.begun <= before.to)) return undefined;
    if (Number.isNaN(this.told)) this.told = from;
    return this.opened > from ? { from, to: this.opened } : undefined;
  }
}
