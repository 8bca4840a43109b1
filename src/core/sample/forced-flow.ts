import type { Rng } from '../random/rng';
import { MS_PER_MINUTE, type Ms } from '../time/ms';
import { BIN_WIDTH, type CohortBook } from './cohort-book';
import { MECHANICS } from './parameters';
import type { PrintTape } from './print-tape';

const STEPS = 12; // of 5 s in a minute
const STEP_MS = MS_PER_MINUTE / STEPS;
const PRINTS_PER_STEP = 5;
/** After this long without the engine a new burst begins. */
const QUIET: Ms = 30 * MS_PER_MINUTE;

/** What the price process remembers from minute to minute. */
export interface PriceState {
  logPrice: number;
  /** Part of the log price that forced closures left and that will revert. */
  displacement: number;
  /** Log price minus what it would be but for the forced closures of the last hour or so. */
  memory: number;
  /** Share of the calm depth that the makers still show, 0 … 1. */
  depth: number;
  /** Extra volatility left by forced closures, relative. */
  heat: number;
}

/** Extremes of one simulated minute [log]. */
export interface MinuteRange {
  low: number;
  high: number;
}

/** Closures that wait for the engine, first in first out. */
interface Queue {
  readonly amounts: number[];
  readonly parents: number[];
  head: number;
  /** Base units waiting. */
  waiting: number;
  /** Rows of the latest closures that were executed: candidates for having caused the next. */
  causeFrom: number;
  causeTo: number;
}

const emptyQueue = (): Queue => ({ amounts: [], parents: [], head: 0, waiting: 0, causeFrom: -1, causeTo: -1 });

interface ForcedFlowSetup {
  readonly state: PriceState;
  readonly longs: CohortBook;
  readonly shorts: CohortBook;
  readonly tape: PrintTape;
  readonly rng: Rng;
  /** Money that moves the price by 1 %, calm [USD]. */
  readonly depthUsd: number;
  /** Mean size of a closed position [USD]. */
  readonly positionUsd: number;
  readonly toPrice: (logPrice: number) => number;
}

/**
 * The liquidation engine and what it does to the price. A minute is walked in steps of 5 s: positions whose liquidation price
 * is passed join a queue; the engine sells it off at a bounded rate into a book whose makers withdraw as the flow goes on;
 * the impact moves the price, which passes further liquidation prices. A closure is *caused* by another when its level would
 * not have been passed but for the impact of earlier closures; the cause is drawn by size among the latest executed ones.
 */
export class ForcedFlow {
  private readonly setup: ForcedFlowSetup;
  private readonly queues = [emptyQueue(), emptyQueue()] as const;
  /** Part of the impact of the current burst that reverts: nobody knows it while it lasts. */
  private reverting = 0;
  private lastBusy: Ms = 0;
  private readonly stepKeep = 2 ** (-1 / (MECHANICS.recoveryHalfLife * STEPS));
  private readonly depthKeep = 2 ** (-1 / (MECHANICS.depthHalfLife * STEPS));
  private readonly memoryKeep = 2 ** (-1 / (MECHANICS.memoryHalfLife * STEPS));

  constructor(setup: ForcedFlowSetup) {
    this.setup = setup;
  }

  /** Whether closures are waiting. */
  get active(): boolean {
    return this.queues[0].waiting > 0 || this.queues[1].waiting > 0;
  }

  /**
   * One minute with the engine at work.
   * @param drift outside move over the minute [log]. @param sigma its volatility [per √minute].
   * @param calm share of the depth that outside volatility alone leaves. @param range receives the extremes.
   * @returns USD of forced closures.
   */
  minute(t: Ms, drift: number, sigma: number, calm: number, range: MinuteRange): number {
    const { state, rng } = this.setup;
    range.low = range.high = state.logPrice;
    if (t - this.lastBusy > QUIET) this.reverting = 0.06 + 0.8 * rng.uniform32() ** 2;
    this.lastBusy = t;
    const stepSigma = sigma / Math.sqrt(STEPS);
    let usd = 0;
    for (let step = 0; step < STEPS; step++) {
      const back = state.displacement * (1 - this.stepKeep);
      state.displacement -= back;
      state.logPrice += drift / STEPS + stepSigma * rng.normal() - back;
      state.memory *= this.memoryKeep;
      state.depth += (1 - state.depth) * (1 - this.depthKeep);
      this.stretch(range);
      const at = t + step * STEP_MS;
      usd += this.side(0, this.setup.longs, 1, at, calm);
      this.stretch(range);
      usd += this.side(1, this.setup.shorts, -1, at + STEP_MS / 2, calm);
      this.stretch(range);
    }
    return usd;
  }

  /** Row of a closure that could have caused one now, −1 when there was none. */
  causeOf(side: 1 | -1): number {
    const { causeFrom, causeTo } = this.queues[side === 1 ? 0 : 1];
    if (causeTo <= causeFrom) return -1;
    const { tape, rng } = this.setup;
    let total = 0;
    for (let row = causeFrom; row < causeTo; row++) total += tape.notionalAt(row);
    let left = rng.uniform32() * total;
    for (let row = causeFrom; row < causeTo; row++) {
      left -= tape.notionalAt(row);
      if (left < 0) return row;
    }
    return causeTo - 1;
  }

  /** Whether a level is passed only because earlier closures moved the price. */
  passedByFeedback(side: 1 | -1, bin: number, book: CohortBook): boolean {
    const { state } = this.setup;
    return book.binOf(state.logPrice - state.memory) > bin && -side * state.memory > BIN_WIDTH / 4;
  }

  private stretch(range: MinuteRange): void {
    const { logPrice } = this.setup.state;
    if (logPrice < range.low) range.low = logPrice;
    else if (logPrice > range.high) range.high = logPrice;
  }

  private side(index: 0 | 1, book: CohortBook, sign: 1 | -1, t: Ms, calm: number): number {
    const queue = this.queues[index];
    const bin = book.binOf(this.setup.state.logPrice);
    while (book.reaches(bin)) {
      const level = book.next;
      const amount = book.take();
      if (amount <= 0) continue;
      const parent = this.passedByFeedback(sign, level, book) ? this.causeOf(sign) : -1;
      queue.amounts.push(amount);
      queue.parents.push(parent);
      queue.waiting += amount;
    }
    return queue.waiting > 0 ? this.execute(queue, sign, t, calm) : 0;
  }

  /** Sells one step's worth of the queue: prints, impact, withdrawal of depth. */
  private execute(queue: Queue, sign: 1 | -1, t: Ms, calm: number): number {
    const { state, tape, rng, depthUsd, toPrice } = this.setup;
    const before = state.logPrice;
    const spot = Math.exp(before);
    const limit = ((MECHANICS.engineRate * depthUsd) / STEPS) * (0.5 + rng.uniform32());
    let flow = Math.min(queue.waiting * spot, limit);
    if (queue.waiting * spot - flow < 0.05 * limit) flow = queue.waiting * spot; // no crumbs
    const value = 1 + (state.memory / MECHANICS.valueScale) ** 2;
    const depth = depthUsd * Math.max(MECHANICS.depthFloor, state.depth * calm) * value;
    const impact = (-sign * 0.01 * flow) / depth;
    state.logPrice += impact;
    state.displacement += impact * this.reverting;
    state.memory += impact;
    state.depth = Math.max(MECHANICS.depthFloor, state.depth * Math.exp((-14 * flow) / depthUsd));
    state.heat = Math.min(2, state.heat + 22 * Math.abs(impact));

    const count = 1 + Math.min(PRINTS_PER_STEP - 1, Math.floor(flow / this.setup.positionUsd));
    queue.causeFrom = tape.length;
    let left = flow / spot;
    for (let i = 0; i < count; i++) {
      const share = i === count - 1 ? 1 : Math.exp(0.9 * rng.normal() - 0.4) / (count - i);
      const part = left * Math.min(1, share);
      if (part <= 0) continue;
      left -= part;
      const price = toPrice(before + (impact * (i + rng.uniform32())) / count);
      const at = t + ((i + rng.uniform32()) / count) * (STEP_MS / 2 - 10);
      tape.add(at, sign, price, part, queue.parents[queue.head] ?? -1, true);
      this.consume(queue, part);
    }
    queue.causeTo = tape.length;
    if (flow >= queue.waiting * spot) this.clear(queue);
    return flow;
  }

  private consume(queue: Queue, amount: number): void {
    queue.waiting -= amount;
    let left = amount;
    while (left > 0 && queue.head < queue.amounts.length) {
      const first = queue.amounts[queue.head];
      if (first > left) {
        queue.amounts[queue.head] = first - left;
        return;
      }
      left -= first;
      queue.head++;
    }
    if (queue.head >= queue.amounts.length || queue.waiting <= 1e-9 * amount) this.clear(queue);
  }

  private clear(queue: Queue): void {
    queue.amounts.length = 0;
    queue.parents.length = 0;
    queue.head = 0;
    queue.waiting = 0;
  }
}
