import type { Bars, Columns } from '../series/schema';
import type { Ms } from '../time/ms';
import type { CohortSide, CohortWatcher } from './cohort-side';
import { CohortStream, DEFAULT_COHORT_SETTINGS, type CohortSettings } from './cohort-stream';
import { lastKnown } from './describe';
import type { CascadeEvent, Side, Timed } from './types';

export interface CohortInput {
  readonly bars: Timed<Pick<Bars, 't' | 'h' | 'l' | 'c' | 'v'>>;
  readonly oi: Timed<Columns<'oi'>>;
  /** Without it break-evens hold entry and fees alone. */
  readonly funding?: Columns<'funding'> | undefined;
  /** Bars that end later are not read. */
  readonly asOf?: Ms | undefined;
}

/** Cohorts that are still open, by ascending entry. Columns of one length. */
export interface OpenCohorts {
  /** End of the bar over which it opened [ms]; the first one holds all that stood open before the data. */
  readonly opened: Float64Array;
  readonly entry: Float64Array;
  /** What is left of it [base units]. */
  readonly base: Float64Array;
}

/** Columns are aligned with the bars: each row as known at the bar's end. NaN before the first reading and from `asOf` on. */
export interface OpenInterestCohorts {
  /** Open interest that the cohorts add up to, of longs as of shorts [base units]. */
  readonly openInterest: Float64Array;
  /** Survivors' break-even of each side [quote]: mean entry by amount, with funding paid since opening and fees both ways. */
  readonly longBreakEven: Float64Array;
  readonly shortBreakEven: Float64Array;
  /** What is open at the last row. */
  readonly longs: OpenCohorts;
  readonly shorts: OpenCohorts;
}

/**
 * Open interest as cohorts: a rise over a bar opens one at that bar's volume-weighted price, longs and shorts alike; a fall closes as
 * the settings say.
 *
 * A bar's price is (h + l + c)/3. Where open interest is read less often than bars come, its change belongs to all the bars since
 * the last reading, at their mean price by volume (the plain mean without volumes). The first reading counts as opened at
 * its own bar: what it cost is not known. Open interest stated in USD alone is divided by the bar's close. A settlement is paid on
 * the last close by all who are open at its instant; one that no row states is not counted.
 * Causal: a row never changes by what comes later. O(n log n).
 * @source method.md, section 2.
 */
export function openInterestCohorts(
  input: CohortInput,
  settings: CohortSettings = DEFAULT_COHORT_SETTINGS,
): OpenInterestCohorts {
  const { columns, interval } = input.bars;
  const column = (): Float64Array => new Float64Array(columns.t.length).fill(NaN);
  const [openInterest, longBreakEven, shortBreakEven] = [column(), column(), column()];
  const walk = new CohortWalk(input, settings);
  for (let i = 0; walk.step(); i++) {
    openInterest[i] = walk.cohorts.openInterest;
    longBreakEven[i] = walk.cohorts.breakEven('long');
    shortBreakEven[i] = walk.cohorts.breakEven('short');
  }
  const list = (side: CohortSide): OpenCohorts => openCohorts(side, (row) => columns.t[row] + interval);
  return {
    openInterest,
    longBreakEven,
    shortBreakEven,
    longs: list(walk.cohorts.longs),
    shorts: list(walk.cohorts.shorts),
  };
}

/** How far an event reset the break-even of its side's survivors: the figure known at the start, and at the decision. */
export interface BreakEvenReset {
  readonly before: number;
  readonly after: number;
  /** 10⁴·ln(after/before): negative when it was reset lower. */
  readonly changeBp: number;
}

/**
 * @param cohorts of the same bars.
 * @param staleIntervals a bar tells of an instant for this many of its intervals.
 */
export function breakEvenReset(
  { side, start, decision }: Pick<CascadeEvent, 'side' | 'start' | 'decision'>,
  cohorts: Pick<OpenInterestCohorts, 'longBreakEven' | 'shortBreakEven'>,
  bars: Timed<{ readonly t: Float64Array }>,
  staleIntervals = 3,
): BreakEvenReset {
  const column = side === 'long' ? cohorts.longBreakEven : cohorts.shortBreakEven;
  const age = staleIntervals * bars.interval;
  const [i, j] = [lastKnown(bars, start, start - age), lastKnown(bars, decision, Math.max(start + 1, decision - age))];
  const before = i < 0 ? NaN : column[i];
  const after = j < 0 ? NaN : column[j];
  return { before, after, changeBp: 1e4 * Math.log(after / before) };
}

/** Takes bars, readings and settlements in the order in which they were known. */
export class CohortWalk {
  readonly cohorts: CohortStream;
  private readonly input: CohortInput;
  private bar = 0;
  private reading = 0;
  private settlement = 0;

  constructor(input: CohortInput, settings: CohortSettings, watchers?: Readonly<Record<Side, CohortWatcher>>) {
    this.input = input;
    this.cohorts = new CohortStream(settings, watchers);
  }

  /** Takes the next bar, and all that was known by its end. @returns false when there is none left to read. */
  step(): boolean {
    const { bars, asOf = Infinity } = this.input;
    const i = this.bar;
    if (i === bars.columns.t.length || bars.columns.t[i] + bars.interval > asOf) return false;
    const { t, h, l, c, v } = bars.columns;
    const end = t[i] + bars.interval;
    this.settleWhile((at) => at < end); // on the close before
    this.cohorts.push(h[i], l[i], c[i], v[i], this.readBy(end, c[i]));
    this.settleWhile((at) => at === end);
    this.bar++;
    return true;
  }

  private settleWhile(isDue: (at: Ms) => boolean): void {
    const { funding } = this.input;
    if (!funding) return;
    for (; this.settlement < funding.t.length && isDue(funding.t[this.settlement]); this.settlement++)
      this.cohorts.settle(funding.rate[this.settlement]);
  }

  /** The last new reading known by then [base units], NaN without one. */
  private readBy(end: Ms, close: number): number {
    const { columns, interval } = this.input.oi;
    let latest = NaN;
    for (; this.reading < columns.t.length && columns.t[this.reading] + interval <= end; this.reading++) {
      const { base, usd } = columns;
      const found = Number.isNaN(base[this.reading]) ? usd[this.reading] / close : base[this.reading];
      if (!Number.isNaN(found)) latest = found;
    }
    return latest;
  }
}

function openCohorts(side: CohortSide, openedAt: (row: number) => Ms): OpenCohorts {
  const rows: (readonly [opened: Ms, entry: number, base: number])[] = [];
  side.forEach((entry, amount, row) => rows.push([openedAt(row), entry, amount]));
  rows.sort((a, b) => a[1] - b[1] || a[0] - b[0]);
  const column = (k: 0 | 1 | 2): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { opened: column(0), entry: column(1), base: column(2) };
}
