import type { Rng } from '../random/rng';
import { emptyColumns, type Bars, type Columns } from '../series/schema';
import { BackgroundPrinter } from './background';
import { BarRecorder, tickRounder } from './bar-recorder';
import { CohortBook } from './cohort-book';
import type { ExogenousPath } from './exogenous';
import { ForcedFlow, type PriceState } from './forced-flow';
import { FundingClock } from './funding';
import { LeverageCrowd } from './leverage';
import { BLOCK_MS, emptyBlockPath, MinuteWalk } from './minute-walk';
import { MECHANICS, type MarketParameters } from './parameters';
import { PrintTape } from './print-tape';
import { minuteTime, SAMPLE_MINUTES, SAMPLE_START } from './timeline';
import { BLOCK_MINUTES, BLOCKS, ROOT_MINUTE, WEEK_PROFILE, weekBlock } from './volatility';
import { VolumeModel } from './volume';

/** The leader's path, which every other market feels. */
export interface LeaderPath {
  /** Log return of each minute, shape (SAMPLE_MINUTES). */
  readonly returns: Float32Array;
  /** Log volatility relative to its mean, per block. */
  readonly logVolatility: Float32Array;
}

interface SimulationInput {
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

/** Open interest is taken, and traders in danger look at their screens, this often. */
const LOOK_MINUTES = 5;
/** Pull of the price to its anchor a year. */
const PULL = 1.6;
const MINUTES_PER_YEAR = 525_600;
/** Volatility of the leader that its followers expect within a minute [1/√yr]. */
const LEADER_VOLATILITY = 0.45;

/** Runs one market minute by minute, in blocks of 15: path, then what crowds and venues make of it. */
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
  const growth = (Math.log(market.anchorPrice) - startLog) / SAMPLE_MINUTES;
  const middle = startLog + 0.5 * growth * SAMPLE_MINUTES;
  const state: PriceState = { logPrice: startLog, displacement: 0, memory: 0, depth: 1, heat: 0 };
  const longs = new CohortBook(1, middle);
  const shorts = new CohortBook(-1, middle);
  const tape = new PrintTape();
  const flow = new ForcedFlow({
    ...{ state, longs, shorts, tape, toPrice },
    rng: rng.fork('flow'),
    depthUsd: MECHANICS.depth * market.openInterestUsd,
    positionUsd: MECHANICS.position * market.openInterestUsd,
  });
  const background = new BackgroundPrinter(rng.fork('background'), tape, flow, toPrice, market.backgroundUsd);
  const crowd = new LeverageCrowd(rng.fork('crowd'), longs, shorts, market);
  const funding = new FundingClock(rng.fork('funding'));
  const bars = new BarRecorder(toPrice);
  const volume = new VolumeModel(rng.fork('activity'), market);
  const beta = leader ? market.beta : 0;
  const walk = new MinuteWalk({
    ...{ state, longs, shorts, flow, background, beta },
    noise: rng.fork('noise'),
    absorbedUsd: MECHANICS.absorbed * market.openInterestUsd,
    drift: exogenous.drift,
    leader: leader?.returns,
    leaderSpread: (beta * LEADER_VOLATILITY * ROOT_MINUTE) ** 2,
  });
  const openInterest = emptyColumns('oi', SAMPLE_MINUTES / LOOK_MINUTES);
  const returns = new Float32Array(SAMPLE_MINUTES);
  const heat = new Float32Array(BLOCKS);
  const trend = new Float32Array(BLOCKS);
  const path = emptyBlockPath();
  const firstBlock = SAMPLE_START / BLOCK_MS;

  for (let block = 0; block < BLOCKS; block++) {
    const profile = WEEK_PROFILE[weekBlock(firstBlock + block)];
    const relative = Math.exp(logVolatility[block] + exogenous.kick[block]);
    const weather = {
      sigma: market.volatility * ROOT_MINUTE * profile * relative,
      calm: Math.min(1.2, Math.max(0.3, relative ** -0.6)),
      anchor: startLog + growth * block * BLOCK_MINUTES,
      pull: PULL / MINUTES_PER_YEAR,
      growth,
    };
    for (let within = 0; within < BLOCK_MINUTES; within += LOOK_MINUTES) {
      const i = (block * BLOCK_MINUTES + within) / LOOK_MINUTES;
      if (i > 0) crowd.attend(state.logPrice, LOOK_MINUTES, relative * (1 + state.heat));
      openInterest.t[i] = minuteTime(i * LOOK_MINUTES);
      openInterest.base[i] = Math.round(crowd.openInterest / market.volumeStep) * market.volumeStep;
      openInterest.usd[i] = Math.round(openInterest.base[i] * Math.exp(state.logPrice));
      walk.run(block, within, within + LOOK_MINUTES, weather, path);
    }
    const first = block * BLOCK_MINUTES;
    for (let i = 0; i < BLOCK_MINUTES; i++) returns[first + i] = path.close[i] - path.open[i];
    bars.add(first, path, volume.block(path, weather.sigma, profile * Math.sqrt(relative), state.heat));
    const moved = path.close[BLOCK_MINUTES - 1] - path.open[0];
    crowd.step(state.logPrice, moved, funding.rate);
    funding.step(block, crowd.imbalance, crowd.pulse, state.displacement);
    heat[block] = state.heat;
    trend[block] = crowd.pulse;
  }
  const { hours, minutes } = bars;
  return { hours, minutes, tape, openInterest, funding: funding.columns(), returns, heat, trend };
}
