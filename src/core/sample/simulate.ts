import type { Rng } from '../random/rng';
import { emptyColumns, type Bars, type Columns } from '../series/schema';
import { MS_PER_MINUTE } from '../time/ms';
import { BackgroundPrinter } from './background';
import { BarRecorder, tickRounder } from './bar-recorder';
import { CohortBook } from './cohort-book';
import type { ExogenousPath } from './exogenous';
import { ForcedFlow, type MinuteRange, type PriceState } from './forced-flow';
import { FundingClock } from './funding';
import { LeverageCrowd } from './leverage';
import { MECHANICS, type MarketParameters } from './parameters';
import { PrintTape } from './print-tape';
import { SAMPLE_MINUTES, SAMPLE_START } from './timeline';
import { BLOCK_MINUTES, BLOCKS, ROOT_MINUTE, WEEK_PROFILE, weekBlock } from './volatility';

/** The leader's path, which every other market feels. */
export interface LeaderPath {
  /** Log return of each minute, shape (SAMPLE_MINUTES). */
  readonly returns: Float32Array;
  /** Log volatility relative to its mean, per block. */
  readonly logVolatility: Float32Array;
}

export interface SimulationInput {
  readonly rng: Rng;
  readonly market: MarketParameters;
  readonly tickSize: number;
  readonly exogenous: ExogenousPath;
  /** Log volatility of this market, per block, without the kicks of news. */
  readonly logVolatility: Float32Array;
  readonly leader: LeaderPath | undefined;
}

export interface SimulatedMarket {
  readonly hours: Bars;
  readonly minutes: Bars;
  readonly tape: PrintTape;
  /** Base units and USD every 5 minutes over the whole span. */
  readonly openInterest: Columns<'oi'>;
  readonly funding: Columns<'funding'>;
  /** Log return of each minute, shape (SAMPLE_MINUTES). */
  readonly returns: Float32Array;
  /** Extra volatility left by forced closures, and the return of the last hours, at the end of each block. */
  readonly heat: Float32Array;
  readonly trend: Float32Array;
}

const OI_MINUTES = 5;
/** Pull of the price to its anchor a year. */
const PULL = 1.6;

/** Runs one market minute by minute. */
export function simulate({
  rng,
  market,
  tickSize,
  exogenous,
  logVolatility,
  leader,
}: SimulationInput): SimulatedMarket {
  const toPrice = tickRounder(tickSize);
  const startLog = Math.log(market.startPrice);
  const anchorSlope = (Math.log(market.anchorPrice) - startLog) / SAMPLE_MINUTES;
  const middle = startLog + 0.5 * anchorSlope * SAMPLE_MINUTES;
  const state: PriceState = { logPrice: startLog, displacement: 0, memory: 0, depth: 1, heat: 0 };
  const longs = new CohortBook(1, middle);
  const shorts = new CohortBook(-1, middle);
  const tape = new PrintTape();
  const depthUsd = MECHANICS.depth * market.openInterestUsd;
  const absorbedUsd = MECHANICS.absorbed * market.openInterestUsd;
  const flow = new ForcedFlow({
    ...{ state, longs, shorts, tape, depthUsd, toPrice },
    rng: rng.fork('flow'),
    positionUsd: 2e-5 * market.openInterestUsd,
  });
  const background = new BackgroundPrinter(rng.fork('background'), tape, flow, toPrice, market.backgroundUsd);
  const crowd = new LeverageCrowd(rng.fork('crowd'), longs, shorts, market);
  const funding = new FundingClock(rng.fork('funding'));
  const bars = new BarRecorder(toPrice);
  const openInterest = emptyColumns('oi', SAMPLE_MINUTES / OI_MINUTES);
  const returns = new Float32Array(SAMPLE_MINUTES);
  const heat = new Float32Array(BLOCKS);
  const trend = new Float32Array(BLOCKS);

  const noise = rng.fork('noise');
  const activity = rng.fork('activity');
  const { drift, kick } = exogenous;
  const beta = leader ? market.beta : 0;
  const base = market.volatility * ROOT_MINUTE;
  const leaderSpread = (beta * 0.45 * ROOT_MINUTE) ** 2;
  const recoveryKeep = 2 ** (-1 / MECHANICS.recoveryHalfLife);
  const depthKeep = 2 ** (-1 / MECHANICS.depthHalfLife);
  const memoryKeep = 2 ** (-1 / MECHANICS.memoryHalfLife);
  const heatKeep = 2 ** (-1 / MECHANICS.heatHalfLife);
  const pull = PULL / 525_600;
  const volumeUsd = market.turnoverUsd / 1_440;
  const volumeStep = market.volumeStep;
  const firstBlock = SAMPLE_START / (BLOCK_MINUTES * MS_PER_MINUTE);
  const range: MinuteRange = { low: 0, high: 0 };
  let blockOpen = startLog;

  for (let block = 0; block < BLOCKS; block++) {
    const profile = WEEK_PROFILE[weekBlock(firstBlock + block)];
    const relative = Math.exp(logVolatility[block] + kick[block]);
    const blockSigma = base * profile * relative;
    const perUnit = (volumeUsd * profile * Math.sqrt(relative)) / Math.exp(state.logPrice) / volumeStep;
    const calm = Math.min(1.2, Math.max(0.3, relative ** -0.6));

    for (let within = 0; within < BLOCK_MINUTES; within++) {
      const minute = block * BLOCK_MINUTES + within;
      const t = SAMPLE_START + minute * MS_PER_MINUTE;
      if (minute % OI_MINUTES === 0) {
        if (minute > 0) crowd.attend(state.logPrice, OI_MINUTES, relative * (1 + state.heat));
        const i = minute / OI_MINUTES;
        const total = crowd.openInterest;
        openInterest.t[i] = t;
        openInterest.base[i] = Math.round(total / volumeStep) * volumeStep;
        openInterest.usd[i] = Math.round(openInterest.base[i] * Math.exp(state.logPrice));
      }
      const open = state.logPrice;
      const sigma = blockSigma * (1 + state.heat);
      const outside =
        (leader ? beta * leader.returns[minute] : 0) +
        drift[minute] +
        pull * (startLog + anchorSlope * minute - open) +
        anchorSlope;
      let forcedUsd = 0;
      let engine = flow.active;
      if (!engine) {
        const back = state.displacement * (1 - recoveryKeep);
        const move = outside - back + sigma * noise.normal();
        const spread = 2 * (sigma * sigma + leaderSpread);
        range.low = open + 0.5 * (move - Math.sqrt(move * move + spread * noise.exponential()));
        range.high = open + 0.5 * (move + Math.sqrt(move * move + spread * noise.exponential()));
        const lowBin = longs.binOf(range.low);
        const highBin = shorts.binOf(range.high);
        if (longs.reaches(lowBin) || shorts.reaches(highBin)) {
          const price = Math.exp(open);
          engine = longs.massFrom(lowBin) * price > absorbedUsd || shorts.massFrom(highBin) * price > absorbedUsd;
          if (!engine) {
            background.sweep(longs, 1, lowBin, t, range, price);
            background.sweep(shorts, -1, highBin, t, range, price);
          }
        }
        if (!engine) {
          state.logPrice = open + move;
          state.displacement -= back;
          state.memory *= memoryKeep;
          state.depth += (1 - state.depth) * (1 - depthKeep);
        }
      }
      if (engine) forcedUsd = flow.minute(t, outside, sigma, calm, range);
      state.heat *= heatKeep;
      const close = state.logPrice;
      const move = close - open;
      returns[minute] = move;
      const units =
        perUnit *
          (1 + 2 * state.heat) *
          (0.25 + 0.6 * activity.exponential()) *
          (0.7 + (0.3 * move * move) / (sigma * sigma)) +
        (forcedUsd * 2.5) / Math.exp(close) / volumeStep;
      bars.add(minute, open, range.high, range.low, close, Math.round(units) * volumeStep);
    }

    const moved = state.logPrice - blockOpen;
    blockOpen = state.logPrice;
    crowd.step(state.logPrice, moved, funding.rate);
    funding.step(block, crowd.imbalance, crowd.pulse, state.displacement);
    heat[block] = state.heat;
    trend[block] = crowd.pulse;
  }
  return {
    hours: bars.hours,
    minutes: bars.minutes,
    tape,
    openInterest,
    funding: funding.columns(),
    returns,
    heat,
    trend,
  };
}
