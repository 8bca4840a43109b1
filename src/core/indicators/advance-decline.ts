/** Columns of one length, a row per instant of the grid. */
export interface AdvanceDecline {
  /** Sum of advancers minus decliners so far. NaN in a row without any member; the sum goes on after it. */
  readonly line: Float64Array;
  /** (A − D) / (A + D), −1 … 1. NaN where nothing advanced or declined. */
  readonly normalised: Float64Array;
  /** Members with a close in the row, those in their first bar included. */
  readonly members: Float64Array;
}
export type AdvanceDeclineRow = { readonly [K in keyof AdvanceDecline]: number };

/**
 * Advance-decline line of a basket. A member advances when its close is above its own last close before, however many rows ago
 * that was; unchanged is neither. It is counted from its first close on and not in rows where it has none, so that the basket
 * of an instant is the one that existed then.
 * @param closes one column per member, shape (n) each; NaN where a member has no bar.
 * @param out    destinations, shape (n) each.
 * @throws {RangeError} Shapes differ.
 * @source method.md, section 1.
 */
export function advanceDecline(
  closes: readonly Float64Array[],
  out: AdvanceDecline = emptyAdvanceDecline(closes.length === 0 ? 0 : closes[0].length),
): AdvanceDecline {
  const { line, normalised, members } = out;
  const n = line.length;
  for (const x of [...closes, normalised, members])
    if (x.length !== n) throw new RangeError(`shapes ${n}, ${x.length}`);
  line.fill(0); // advancers − decliners of the row, and the number of both, until all members are counted
  normalised.fill(0);
  members.fill(0);
  for (const close of closes) {
    let before = Number.NaN;
    for (let i = 0; i < n; i++) {
      const x = close[i];
      if (x !== x) continue;
      members[i]++;
      if (x !== before && before === before) {
        line[i] += x > before ? 1 : -1;
        normalised[i]++;
      }
      before = x;
    }
  }
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const net = line[i];
    sum += net;
    normalised[i] = net / normalised[i];
    line[i] = members[i] > 0 ? sum : Number.NaN;
  }
  return out;
}

/** {@link advanceDecline} one row at a time. */
export class AdvanceDeclineStream {
  private readonly before: Float64Array;
  private sum = 0;

  constructor(members: number) {
    this.before = new Float64Array(members).fill(Number.NaN);
  }

  /** @param closes one per member, in the same order every time; NaN where it has no bar. */
  push(closes: ArrayLike<number>): AdvanceDeclineRow {
    const { before } = this;
    if (closes.length !== before.length) throw new RangeError(`shapes ${before.length}, ${closes.length}`);
    let up = 0;
    let down = 0;
    let members = 0;
    for (let k = 0; k < before.length; k++) {
      const x = closes[k];
      if (x !== x) continue;
      members++;
      if (x > before[k]) up++;
      else if (x < before[k]) down++;
      before[k] = x;
    }
    this.sum += up - down;
    return { line: members > 0 ? this.sum : Number.NaN, normalised: (up - down) / (up + down), members };
  }
}

/**
 * Closes of several members on one grid.
 * @param members bars of each, ascending, each stamp once.
 * @param grid    stamps wanted [ms], ascending: those of the price that the line is set against. Default: every stamp that
 *                any member has.
 * @returns `t`, the grid, and a column per member: its close at the very stamp, NaN where it has none.
 */
export function alignCloses(
  members: readonly { readonly t: Float64Array; readonly c: Float64Array }[],
  grid?: Float64Array,
): { readonly t: Float64Array; readonly closes: Float64Array[] } {
  const t = grid ?? Float64Array.from(new Set(members.flatMap((member) => [...member.t]))).sort();
  const closes = members.map((member) => {
    let row = 0;
    return t.map((at) => {
      while (row < member.t.length && member.t[row] < at) row++;
      return member.t[row] === at ? member.c[row] : Number.NaN;
    });
  });
  return { t, closes };
}

function emptyAdvanceDecline(n: number): AdvanceDecline {
  return { line: new Float64Array(n), normalised: new Float64Array(n), members: new Float64Array(n) };
}
