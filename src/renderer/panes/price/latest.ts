import type { Ms } from '#core/time/ms';

export interface LatestOptions<T> {
  readonly fetch: () => Promise<T | null>;
  /** Instant by which an answer was known. */
  readonly knownAt: (value: T) => Ms;
  /** An answer came, or a request failed. */
  readonly onChange: () => void;
}

/**
 * One answer about the present of the clock. While the clock runs on, the answer of a moment ago stays; what the clock has
 * been set back before is dropped at once. One request at a time: a running clock asks faster than it is answered.
 */
export class Latest<T> {
  readonly #options: LatestOptions<T>;
  #isBusy = false;
  #isStale = true;
  /** An answer that was known later than this is of no use any more. */
  #limit: Ms = Infinity;
  /** Undefined before the first answer, null when nothing is stored. */
  value: T | null | undefined;
  error: string | undefined;

  constructor(options: LatestOptions<T>) {
    this.#options = options;
  }

  want(): void {
    if (this.#isStale && !this.#isBusy && this.error === undefined) void this.#request();
  }

  /** @param after nothing known by then has changed; undefined: everything may have */
  invalidate(after?: Ms): void {
    this.#isStale = true;
    this.#limit = Math.min(this.#limit, after ?? -Infinity);
    if (after === undefined) this.error = undefined;
    if (this.value === null || (this.value && !(this.#options.knownAt(this.value) <= this.#limit)))
      this.value = undefined;
  }

  async #request(): Promise<void> {
    const { fetch, knownAt, onChange } = this.#options;
    this.#isBusy = true;
    this.#isStale = false;
    this.#limit = Infinity;
    try {
      const answer = await fetch();
      const isSound = this.#limit === Infinity || (answer !== null && knownAt(answer) <= this.#limit);
      if (isSound) this.value = answer;
    } catch (cause) {
      if (this.#limit === Infinity) this.error = cause instanceof Error ? cause.message : String(cause);
    }
    this.#isBusy = false;
    onChange();
  }
}
