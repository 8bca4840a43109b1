const FAN_OUT = 16;

/**
 * Minima of a column in blocks of 16, of those in blocks of 16, and so on: the least of any range, and the first value below
 * a level, in O(log n) instead of a scan. Sign −1 gives the same of the column turned over.
 */
export class BlockMinima {
  /** Level 0: the values; each level holds the minima of the blocks of the one before. The last has at most 16. */
  private readonly levels: Float64Array[];

  /** @param values shape (n), no NaN. Sign +1 keeps it, without a copy. */
  constructor(values: Float64Array, sign: 1 | -1) {
    this.levels = [sign === 1 ? values : values.map((x) => -x)];
    for (let column = this.levels[0]; column.length > FAN_OUT;) {
      column = blockMinima(column);
      this.levels.push(column);
    }
  }

  /** Least of [from, to); Infinity when that is empty. */
  least(from: number, to: number): number {
    let best = Infinity;
    let lo = from;
    let hi = to;
    const top = this.levels.length - 1;
    for (let depth = 0; lo < hi; depth++) {
      const column = this.levels[depth];
      while (lo < hi && (lo % FAN_OUT !== 0 || depth === top)) best = Math.min(best, column[lo++]);
      while (lo < hi && hi % FAN_OUT !== 0) best = Math.min(best, column[--hi]);
      lo /= FAN_OUT;
      hi /= FAN_OUT;
    }
    return best;
  }

  /** Index of the first value of [from, to) that is below the level; `to` when none is. */
  firstBelow(level: number, from: number, to: number): number {
    const top = this.levels.length - 1;
    let depth = 0;
    let size = 1; // values that one entry at this depth stands for
    let i = from;
    while (i * size < to) {
      if (this.levels[depth][i] < level) {
        if (depth === 0) return i;
        depth--;
        size /= FAN_OUT;
        i *= FAN_OUT;
        continue;
      }
      i++;
      while (i % FAN_OUT === 0 && depth < top) {
        depth++;
        size *= FAN_OUT;
        i /= FAN_OUT;
      }
    }
    return to;
  }
}

function blockMinima(column: Float64Array): Float64Array {
  const out = new Float64Array(Math.ceil(column.length / FAN_OUT));
  for (let block = 0, i = 0; block < out.length; block++) {
    let best = Infinity;
    for (const end = Math.min(i + FAN_OUT, column.length); i < end; i++) if (column[i] < best) best = column[i];
    out[block] = best;
  }
  return out;
}
