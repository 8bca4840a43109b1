/** Open interest in USD over open interest in coins is a price: it does not jump twentyfold from one row to the next. */
const FACTOR = 20;
const REACH = 2;

/** Finds rows whose implied price disagrees with most of its neighbours in the same series. Keeps a few rows between batches. */
export class ImpliedPriceGuard {
  private readonly last = new Map<number, number[]>();

  /** @returns 1 for each row whose units are mixed up. */
  mark(base: Float64Array, usd: Float64Array, series: Int32Array, rows: number): Uint8Array {
    const marks = new Uint8Array(rows);
    const rowsOf = new Map<number, number[]>();
    for (let i = 0; i < rows; i++) {
      if (!(base[i]! > 0 && usd[i]! > 0)) continue;
      const list = rowsOf.get(series[i]!);
      if (list) list.push(i);
      else rowsOf.set(series[i]!, [i]);
    }
    for (const [id, list] of rowsOf) this.markSeries(id, list, (i) => usd[i]! / base[i]!, marks);
    return marks;
  }

  private markSeries(id: number, list: readonly number[], priceOf: (row: number) => number, marks: Uint8Array): void {
    const before = this.last.get(id) ?? [];
    const prices = [...before, ...list.map(priceOf)];
    const good: number[] = [];
    for (let k = before.length; k < prices.length; k++) {
      let far = 0, near = 0; // prettier-ignore
      for (let j = Math.max(0, k - REACH); j <= Math.min(prices.length - 1, k + REACH); j++) {
        if (j === k) continue;
        const ratio = prices[k]! / prices[j]!;
        if (ratio > FACTOR || ratio < 1 / FACTOR) far++;
        else near++;
      }
      if (far > near && far + near > 1) marks[list[k - before.length]!] = 1;
      else good.push(prices[k]!);
    }
    this.last.set(id, [...before, ...good].slice(-REACH));
  }
}
