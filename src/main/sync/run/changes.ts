import type { ItemChange } from '../sync-protocol';

/** So often a second at most is told what has changed. */
const EVERY_MS = 200;

/** Gathers what changes of the items and tells it together. */
export class Changes {
  private readonly tell: (changes: [item: number, change: ItemChange][]) => void;
  private pending = new Map<number, ItemChange>();
  private timer: NodeJS.Timeout | undefined;

  constructor(tell: (changes: [item: number, change: ItemChange][]) => void) {
    this.tell = tell;
  }

  add(item: number, change: ItemChange): void {
    this.pending.set(item, { ...this.pending.get(item), ...change });
    this.timer ??= setTimeout(() => this.flush(), EVERY_MS);
  }

  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.pending.size > 0) this.tell([...this.pending]);
    this.pending = new Map();
  }
}
