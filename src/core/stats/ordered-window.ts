/**
 * A sorted multiset of at most `capacity` numbers with O(1) access by rank and O(√n) insertion, removal and replacement.
 *
 * A tiered vector: blocks of 2^s values, every block but the last full, each a ring with its own head. Moving one value
 * through a full block is one step of its head, so a change touches the two end blocks and one slot of each between.
 * At 10,080 values (a week of minutes) this is an order of magnitude less work than moving a flat sorted array.
 */
export class OrderedWindow {
  readonly capacity: number;
  private readonly slots: Float64Array;
  private readonly heads: Int32Array;
  private readonly shift: number;
  private readonly mask: number;
  private count = 0;

  /** @throws {RangeError} `capacity` is not a positive integer */
  constructor(capacity: number) {
    this.capacity = capacity;
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`capacity=${capacity}`);
    this.shift = Math.max(4, Math.round(Math.log2(Math.sqrt(capacity))));
    this.mask = (1 << this.shift) - 1;
    const blocks = (capacity >>> this.shift) + 1;
    this.slots = new Float64Array(blocks << this.shift);
    this.heads = new Int32Array(blocks);
  }

  get size(): number {
    return this.count;
  }

  clear(): void {
    this.count = 0;
    this.heads.fill(0);
  }

  /** Value of rank i, 0 = smallest. The caller keeps 0 ≤ i < size. */
  at(i: number): number {
    return this.slots[this.slot(i)];
  }

  /** How many values are below x. */
  rankBelow(x: number): number {
    const { slots, heads, shift, mask, count } = this;
    let block = 0;
    for (let n = (count + mask) >>> shift; n > 1;) {
      const half = n >>> 1;
      if (slots[((block + half) << shift) + heads[block + half]] < x) block += half;
      n -= half;
    }
    const base = block << shift;
    const head = heads[block];
    let lo = 0;
    let hi = Math.min(mask + 1, count - base);
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (slots[base + ((head + mid) & mask)] < x) lo = mid + 1;
      else hi = mid;
    }
    return base + lo;
  }

  /** How many values are at or below x. */
  rankAtMost(x: number): number {
    const { slots, heads, shift, mask, count } = this;
    let block = 0;
    for (let n = (count + mask) >>> shift; n > 1;) {
      const half = n >>> 1;
      if (slots[((block + half) << shift) + heads[block + half]] <= x) block += half;
      n -= half;
    }
    const base = block << shift;
    const head = heads[block];
    let lo = 0;
    let hi = Math.min(mask + 1, count - base);
    while (lo < hi) {
      const mid = (lo + hi) >>> 1;
      if (slots[base + ((head + mid) & mask)] <= x) lo = mid + 1;
      else hi = mid;
    }
    return base + lo;
  }

  /** @throws {RangeError} x is NaN, or the window holds `capacity` values */
  insert(x: number): void {
    if (Number.isNaN(x) || this.count === this.capacity) throw new RangeError(`insert ${x} into ${this.count} values`);
    const { shift, mask } = this;
    const p = this.rankAtMost(x);
    const first = p >>> shift;
    const last = this.count >>> shift;
    if (first === last) this.shiftUp(p, this.count, x);
    else {
      let carry = this.at((first << shift) + mask);
      this.shiftUp(p, (first << shift) + mask, x);
      for (let b = first + 1; b <= last; b++) carry = this.enterFront(b, carry);
    }
    this.count++;
  }

  /**
   * Takes `old` out and puts `x` in.
   * @throws {RangeError} x is NaN, or `old` is not held
   */
  replace(old: number, x: number): void {
    if (Number.isNaN(x)) throw new RangeError('replace by NaN');
    const { shift, mask } = this;
    const from = this.rankBelow(old);
    if (from === this.count || this.at(from) !== old) throw new RangeError(`${old} is not in the window`);
    if (old === x) return;
    if (x > old) {
      const to = this.rankBelow(x) - 1;
      const first = from >>> shift;
      const last = to >>> shift;
      if (first === last) return this.shiftDown(from, to, x);
      this.shiftDown(from, (first << shift) + mask, this.at((first + 1) << shift));
      for (let b = first + 1; b < last; b++) this.leaveFront(b, this.at((b + 1) << shift));
      this.shiftDown(last << shift, to, x);
    } else {
      const to = this.rankAtMost(x);
      const first = to >>> shift;
      const last = from >>> shift;
      if (first === last) return this.shiftUp(to, from, x);
      let carry = this.at((first << shift) + mask);
      this.shiftUp(to, (first << shift) + mask, x);
      for (let b = first + 1; b < last; b++) carry = this.enterFront(b, carry);
      this.shiftUp(last << shift, from, carry);
    }
  }

  private slot(i: number): number {
    const b = i >>> this.shift;
    return (b << this.shift) + ((this.heads[b] + i) & this.mask);
  }

  /** Ranks lo…hi−1 of one block move up by one, x enters at lo, the value at hi is lost. */
  private shiftUp(lo: number, hi: number, x: number): void {
    const { slots, mask } = this;
    const base = hi & ~mask;
    const head = this.heads[hi >>> this.shift];
    const bottom = base + ((head + lo) & mask);
    let p = base + ((head + hi) & mask);
    if (p < bottom) {
      for (; p > base; p--) slots[p] = slots[p - 1];
      slots[base] = slots[base + mask];
      p = base + mask;
    }
    for (; p > bottom; p--) slots[p] = slots[p - 1];
    slots[bottom] = x;
  }

  /** Ranks lo+1…hi of one block move down by one, x enters at hi, the value at lo is lost. */
  private shiftDown(lo: number, hi: number, x: number): void {
    const { slots, mask } = this;
    const base = lo & ~mask;
    const head = this.heads[lo >>> this.shift];
    const top = base + ((head + hi) & mask);
    let p = base + ((head + lo) & mask);
    if (p > top) {
      for (; p < base + mask; p++) slots[p] = slots[p + 1];
      slots[p] = slots[base];
      p = base;
    }
    for (; p < top; p++) slots[p] = slots[p + 1];
    slots[top] = x;
  }

  /** x becomes the first value of a block. @returns the value pushed out of its end (meaningless if it was not full) */
  private enterFront(b: number, x: number): number {
    const head = (this.heads[b] - 1) & this.mask;
    const slot = (b << this.shift) + head;
    const out = this.slots[slot];
    this.slots[slot] = x;
    this.heads[b] = head;
    return out;
  }

  /** The first value of a full block leaves, x becomes its last. */
  private leaveFront(b: number, x: number): void {
    const head = this.heads[b];
    this.slots[(b << this.shift) + head] = x;
    this.heads[b] = (head + 1) & this.mask;
  }
}
