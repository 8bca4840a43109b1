import type { SeriesKey } from '#main/store/types';
import type { Batch } from '../csv/scan';
import type { BoundSeries } from '../plan/bind';

/** Rows that are passed over, and rows whose instrument is empty. */
export const PASSED = -1, NAMELESS = -2; // prettier-ignore
const UNKNOWN = -3;

/**
 * Tells which series each row belongs to. Texts were numbered while scanning; a combination of numbers is looked up
 * once and remembered, so that no text is made per row.
 */
export class Groups {
  readonly keys: SeriesKey[] = [];
  /** The series of all rows, when no column tells it; known once rows were assigned. */
  only = UNKNOWN;
  private readonly byName = new Map<string, number>();
  private readonly pairs: Map<number, number>[];
  private readonly ids: Int32Array;
  private readonly series: BoundSeries;
  private readonly batch: Batch;
  private readonly texts: (slot: number) => readonly string[];

  constructor(series: BoundSeries, batch: Batch, texts: (slot: number) => readonly string[]) {
    this.series = series;
    this.batch = batch;
    this.texts = texts;
    this.ids = new Int32Array(batch.capacity);
    this.pairs = series.tagSlots.map(() => new Map<number, number>());
  }

  /** Index into `keys` for each row, or `PASSED` or `NAMELESS`. */
  assign(): Int32Array {
    const { ids, batch, series } = this;
    const slots = series.tagSlots;
    if (slots.length === 0) {
      if (this.only === UNKNOWN) ids.fill((this.only = this.resolve([])));
      return ids;
    }
    for (let i = 0; i < batch.rows; i++) ids[i] = i > 0 && this.sameTags(i) ? ids[i - 1]! : this.lookUp(i);
    return ids;
  }

  private sameTags(row: number): boolean {
    for (const slot of this.series.tagSlots) {
      const at = slot * this.batch.capacity + row;
      if (this.batch.tags[at] !== this.batch.tags[at - 1]) return false;
    }
    return true;
  }

  /** One map per level: (combination so far, next number) → number of the longer combination; the last gives the series. */
  private lookUp(row: number): number {
    const slots = this.series.tagSlots;
    let combination = 0;
    for (let level = 0; level < slots.length; level++) {
      const key = combination * 2 ** 26 + this.batch.tags[slots[level]! * this.batch.capacity + row]!;
      const pairs = this.pairs[level]!;
      let next = pairs.get(key);
      if (next === undefined) {
        const last = level === slots.length - 1;
        next = last
          ? this.resolve(slots.map((slot) => this.texts(slot)[this.batch.tags[slot * this.batch.capacity + row]!]!))
          : pairs.size;
        pairs.set(key, next);
      }
      combination = next;
    }
    return combination;
  }

  private resolve(cells: readonly string[]): number {
    const key = this.series.keyOf(cells);
    if (!key) return PASSED;
    if (key.instrument === '') return NAMELESS;
    const name = `${key.instrument}\n${key.source}\n${key.field}`;
    let id = this.byName.get(name);
    if (id === undefined) this.byName.set(name, (id = this.keys.push(key) - 1));
    return id;
  }
}
