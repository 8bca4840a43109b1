import type { Columns } from '../series/schema';
import type { Ms } from '../time/ms';

/** Forced closures in order of time, each with what caused it. Instants are made strictly increasing whole milliseconds. */
export class PrintTape {
  private capacity = 4_096;
  private readonly columns: Record<'t' | 'side' | 'price' | 'quantity' | 'notional', Float64Array> = {
    t: new Float64Array(this.capacity),
    side: new Float64Array(this.capacity),
    price: new Float64Array(this.capacity),
    quantity: new Float64Array(this.capacity),
    notional: new Float64Array(this.capacity),
  };
  private parents = new Int32Array(this.capacity);
  private queued = new Uint8Array(this.capacity);
  private last = 0;
  length = 0;

  /**
   * @param side +1 a long, −1 a short.
   * @param parent row that caused it, −1 for exogenous.
   * @param forced whether it went through the engine's queue: more than the makers absorb.
   * @returns its row.
   */
  add(t: Ms, side: 1 | -1, price: number, quantity: number, parent: number, forced: boolean): number {
    if (this.length === this.capacity) this.grow();
    const row = this.length++;
    const stamp = Math.max(Math.floor(t), this.last + 1);
    this.last = stamp;
    this.columns.t[row] = stamp;
    this.columns.side[row] = side;
    this.columns.price[row] = price;
    this.columns.quantity[row] = quantity;
    this.columns.notional[row] = price * quantity;
    this.parents[row] = parent;
    this.queued[row] = forced ? 1 : 0;
    return row;
  }

  notionalAt(row: number): number {
    return this.columns.notional[row];
  }

  prints(): Columns<'prints'> {
    const { t, side, price, quantity, notional } = this.columns;
    const n = this.length;
    return {
      t: t.slice(0, n),
      side: side.slice(0, n),
      price: price.slice(0, n),
      quantity: quantity.slice(0, n),
      notional: notional.slice(0, n),
    };
  }

  parent(): Int32Array {
    return this.parents.slice(0, this.length);
  }

  /** 1 where the closure went through the engine's queue. */
  forced(): Uint8Array {
    return this.queued.slice(0, this.length);
  }

  private grow(): void {
    this.capacity *= 2;
    for (const name of ['t', 'side', 'price', 'quantity', 'notional'] as const) {
      const wider = new Float64Array(this.capacity);
      wider.set(this.columns[name]);
      this.columns[name] = wider;
    }
    const parents = new Int32Array(this.capacity);
    parents.set(this.parents);
    this.parents = parents;
    const queued = new Uint8Array(this.capacity);
    queued.set(this.queued);
    this.queued = queued;
  }
}
