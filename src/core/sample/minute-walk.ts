import type { Rng } from '../random/rng';
import { MS_PER_MINUTE } from '../time/ms';
import type { BackgroundPrinter } from './background';
import type { CohortBook } from './cohort-book';
import type { ForcedFlow, MinuteRange, PriceState } from './forced-flow';
import { MECHANICS } from './parameters';
import { minuteTime } from './timeline';
import { BLOCK_MINUTES } from './volatility';

const MINUTES_PER_DAY = 1_440;
const BLOCKS_PER_DAY = MINUTES_PER_DAY / BLOCK_MINUTES;

/** Minutes of one block, prices as logs. Index 0 is the block's first minute. */
export interface BlockPath {
  readonly open: Float64Array;
  readonly high: Float64Array;
  readonly low: Float64Array;
  readonly close: Float64Array;
  /** USD that went through the liquidation engine. */
  readonly forcedUsd: Float64Array;
}

export const emptyBlockPath = (): BlockPath => ({
  open: new Float64Array(BLOCK_MINUTES),
  high: new Float64Array(BLOCK_MINUTES),
  low: new Float64Array(BLOCK_MINUTES),
  close: new Float64Array(BLOCK_MINUTES),
  forcedUsd: new Float64Array(BLOCK_MINUTES),
});

interface WalkSetup {
  readonly state: PriceState;
  readonly longs: CohortBook;
  readonly shorts: CohortBook;
  readonly flow: ForcedFlow;
  readonly background: BackgroundPrinter;
  readonly noise: Rng;
  /** Closures a minute that the makers absorb [USD]. */
  readonly absorbedUsd: number;
  /** Outside drift per minute [log], shape (SAMPLE_MINUTES). */
  readonly drift: Float32Array;
  /** The leader's return per minute and the sensitivity to it. */
  readonly leader: Float32Array | undefined;
  readonly beta: number;
  /** Variance within a minute that the leader adds. */
  readonly leaderSpread: number;
}

/** What holds for a whole block. */
interface BlockWeather {
  /** Outside volatility [per √minute]. */
  readonly sigma: number;
  /** Share of depth that this volatility leaves. */
  readonly calm: number;
  /** Level the price is drawn to, with the pull per minute, and its growth per minute [log]. */
  readonly anchor: number;
  readonly pull: number;
  readonly growth: number;
}

/**
 * Walks the price minute by minute. A calm minute is one draw with the extremes of a Brownian bridge; when its reach would liquidate
 * more than the makers absorb, or closures are waiting, the minute is handed to the engine and walked in steps of 5 s.
 */
export class MinuteWalk {
  private readonly setup: WalkSetup;
  private readonly normals = new Float64Array(MINUTES_PER_DAY);
  private readonly lows = new Float64Array(MINUTES_PER_DAY);
  private readonly highs = new Float64Array(MINUTES_PER_DAY);
  private readonly range: MinuteRange = { low: 0, high: 0 };
  private readonly recoveryKeep = 2 ** (-1 / MECHANICS.recoveryHalfLife);
  private readonly depthKeep = 2 ** (-1 / MECHANICS.depthHalfLife);
  private readonly memoryKeep = 2 ** (-1 / MECHANICS.memoryHalfLife);
  private readonly heatKeep = 2 ** (-1 / MECHANICS.heatHalfLife);

  constructor(setup: WalkSetup) {
    this.setup = setup;
  }

  /** Walks minutes [from, to) of a block; call in order. */
  run(block: number, from: number, to: number, weather: BlockWeather, path: BlockPath): void {
    const inDay = (block % BLOCKS_PER_DAY) * BLOCK_MINUTES;
    if (inDay === 0 && from === 0) this.draw();
    const { normals, lows, highs, range } = this;
    const { recoveryKeep, depthKeep, memoryKeep, heatKeep } = this;
    const { state, longs, shorts, flow, absorbedUsd, drift, leader, beta, leaderSpread } = this.setup;
    const { anchor, pull, growth, sigma: outsideSigma } = weather;
    let { logPrice, displacement, memory, depth, heat } = state;
    const first = block * BLOCK_MINUTES;

    for (let within = from; within < to; within++) {
      const open = logPrice;
      const sigma = outsideSigma * (1 + heat);
      const followed = leader === undefined ? 0 : beta * leader[first + within];
      const outside = followed + drift[first + within] + pull * (anchor - open) + growth;
      const back = displacement * (1 - recoveryKeep);
      const move = outside - back + sigma * normals[inDay + within];
      const spread = 2 * (sigma * sigma + leaderSpread);
      let low = open + 0.5 * (move - Math.sqrt(move * move + spread * lows[inDay + within]));
      let high = open + 0.5 * (move + Math.sqrt(move * move + spread * highs[inDay + within]));
      const lowBin = longs.binOf(low);
      const highBin = shorts.binOf(high);
      let engine = flow.active;
      if (!engine && (longs.reaches(lowBin) || shorts.reaches(highBin))) {
        const price = Math.exp(open);
        engine = longs.massFrom(lowBin) * price > absorbedUsd || shorts.massFrom(highBin) * price > absorbedUsd;
        if (!engine) {
          state.logPrice = open;
          state.memory = memory;
          this.sweep(lowBin, highBin, low, high, first + within, price);
        }
      }
      path.forcedUsd[within] = 0;
      if (engine) {
        state.logPrice = logPrice;
        state.displacement = displacement;
        state.memory = memory;
        state.depth = depth;
        state.heat = heat;
        path.forcedUsd[within] = flow.minute(minuteTime(first + within), outside, sigma, weather.calm, range);
        ({ logPrice, displacement, memory, depth, heat } = state);
        low = range.low;
        high = range.high;
      } else {
        logPrice = open + move;
        displacement -= back;
        memory *= memoryKeep;
        depth += (1 - depth) * (1 - depthKeep);
      }
      heat *= heatKeep;
      path.open[within] = open;
      path.low[within] = low;
      path.high[within] = high;
      path.close[within] = logPrice;
    }
    state.logPrice = logPrice;
    state.displacement = displacement;
    state.memory = memory;
    state.depth = depth;
    state.heat = heat;
  }

  /** Noise for a day. */
  private draw(): void {
    const { noise } = this.setup;
    noise.fillNormal(this.normals);
    noise.fillExponential(this.lows);
    noise.fillExponential(this.highs);
  }

  private sweep(lowBin: number, highBin: number, low: number, high: number, minute: number, price: number): void {
    const { background, longs, shorts } = this.setup;
    const { range } = this;
    range.low = low;
    range.high = high;
    const t = minuteTime(minute);
    if (longs.reaches(lowBin)) background.sweep(longs, 1, lowBin, t, range, price);
    if (shorts.reaches(highBin)) background.sweep(shorts, -1, highBin, t, range, price);
  }
}

export const BLOCK_MS = BLOCK_MINUTES * MS_PER_MINUTE;
