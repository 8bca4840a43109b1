import type { StoreReader } from '../store/api';
import type { SeriesId } from '../store/types';

/**
 * The last few results of one computation in this thread, by what went into it.
 * Hand out copies: a reply moves its buffers to the caller.
 */
export class Kept<V> {
  readonly #values = new Map<string, V>();
  readonly #most: number;

  constructor(most = 4) {
    this.#most = most;
  }

  get(key: string, compute: () => V): V {
    const value = this.#values.has(key) ? this.#values.get(key)! : compute();
    this.#values.delete(key); // the order of the map is the order of use
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#most && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}

/** Names the rows of these series as they are now. */
export const revisionsOf = (reader: StoreReader, ids: readonly (SeriesId | undefined)[]): string =>
  JSON.stringify(ids.map((id) => (id === undefined ? null : [id, reader.getSeries(id)?.revision])));
