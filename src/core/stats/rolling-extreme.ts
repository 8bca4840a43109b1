/**
 * Largest of the recent values, with its key: a monotonic queue, O(1) amortised. Keys (times, indices) ascend.
 * On ties the latest wins.
 */
export class RollingMax {
  private keys: number[] = [];
  private values: number[] = [];
  private head = 0;

  push(key: number, value: number): void {
    while (this.values.length > this.head && this.values[this.values.length - 1] <= value) {
      this.keys.pop();
      this.values.pop();
    }
    this.keys.push(key);
    this.values.push(value);
  }

  /** Forgets what has a key below this. */
  dropBefore(key: number): void {
    while (this.head < this.keys.length && this.keys[this.head] < key) this.head++;
    if (this.head > 1_024 && this.head * 2 > this.keys.length) {
      this.keys = this.keys.slice(this.head);
      this.values = this.values.slice(this.head);
      this.head = 0;
    }
  }

  /** NaN when empty. */
  get value(): number {
    return this.head < this.values.length ? this.values[this.head] : NaN;
  }

  /** Key of `value`, NaN when empty. */
  get key(): number {
    return this.head < this.keys.length ? this.keys[this.head] : NaN;
  }
}
