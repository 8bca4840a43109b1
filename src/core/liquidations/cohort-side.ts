/** Positions opened over one bar. */
interface Cohort {
  readonly entry: number;
  /** Row of the bar over which it opened. */
  readonly row: number;
  /** Funding that one unit had paid since the beginning of the data by then: not paid by this cohort. */
  readonly funding: number;
  /** The smallest closes first, of equal ones the oldest. */
  readonly key: number;
  /** Base units before `scale`. */
  mass: number;
}

/** Told what becomes of the cohorts of one side. Amounts in base units. */
export interface CohortWatcher {
  opened(entry: number, amount: number, row: number): void;
  closed(entry: number, amount: number, row: number): void;
  /** Every cohort keeps this share. */
  shrunk(keep: number): void;
}

/**
 * The open positions of one side, a cohort per bar, in a heap ordered by who closes first. Exact: no cohort is rounded to a price.
 * Opening and closing cost O(log n), shrinking all O(1): its factor is applied lazily.
 */
export class CohortSide {
  private readonly heap: Cohort[] = [];
  private scale = 1;
  private mass = 0;
  private entryMass = 0;
  private fundingMass = 0;
  private readonly keyOf: (entry: number, row: number) => number;
  private readonly watcher: CohortWatcher | undefined;

  constructor(keyOf: (entry: number, row: number) => number, watcher?: CohortWatcher) {
    this.keyOf = keyOf;
    this.watcher = watcher;
  }

  /** Base units open. */
  get total(): number {
    return this.mass * this.scale;
  }

  /** By amount; NaN when nothing is open. */
  get meanEntry(): number {
    return this.entryMass / this.mass;
  }

  /** What one unit had paid in funding when it opened, by amount; NaN when nothing is open. */
  get meanFunding(): number {
    return this.fundingMass / this.mass;
  }

  open(entry: number, amount: number, row: number, funding: number): void {
    const cohort = { entry, row, funding, key: this.keyOf(entry, row), mass: amount / this.scale };
    this.add(cohort, cohort.mass);
    this.rise(cohort);
    this.watcher?.opened(entry, amount, row);
  }

  /** Closes this amount in the order of the heap. */
  closeFirst(amount: number): void {
    let left = amount / this.scale;
    while (left > 0 && this.heap.length > 0) {
      const first = this.heap[0];
      const mass = Math.min(left, first.mass);
      this.add(first, -mass);
      left -= mass;
      first.mass -= mass;
      if (first.mass === 0) this.sink();
      this.watcher?.closed(first.entry, mass * this.scale, first.row);
    }
    if (this.heap.length === 0) this.empty();
  }

  /** Closes this amount, of every cohort the same share. */
  closeEvenly(amount: number): void {
    const keep = this.total > amount ? 1 - amount / this.total : 0;
    this.watcher?.shrunk(keep);
    if (keep === 0) return this.empty();
    this.scale *= keep;
    if (this.scale < 1e-100) this.normalise();
  }

  /** Calls for every cohort, in no order. */
  forEach(visit: (entry: number, amount: number, row: number) => void): void {
    for (const { entry, mass, row } of this.heap) visit(entry, mass * this.scale, row);
  }

  private empty(): void {
    this.heap.length = 0;
    this.scale = 1;
    this.mass = this.entryMass = this.fundingMass = 0;
  }

  private normalise(): void {
    this.mass = this.entryMass = this.fundingMass = 0;
    for (const cohort of this.heap) {
      cohort.mass *= this.scale;
      this.add(cohort, cohort.mass);
    }
    this.scale = 1;
  }

  private add({ entry, funding }: Cohort, mass: number): void {
    this.mass += mass;
    this.entryMass += mass * entry;
    this.fundingMass += mass * funding;
  }

  private rise(cohort: Cohort): void {
    const { heap } = this;
    let i = heap.push(cohort) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!isBefore(cohort, heap[parent])) break;
      heap[i] = heap[parent];
      i = parent;
    }
    heap[i] = cohort;
  }

  /** Takes the first one out. */
  private sink(): void {
    const { heap } = this;
    const last = heap.pop()!;
    const n = heap.length;
    if (n === 0) return;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child + 1 < n && isBefore(heap[child + 1], heap[child])) child++;
      if (child >= n || !isBefore(heap[child], last)) break;
      heap[i] = heap[child];
      i = child;
    }
    heap[i] = last;
  }
}

function isBefore(a: Cohort, b: Cohort): boolean {
  return a.key < b.key || (a.key === b.key && a.row < b.row);
}
