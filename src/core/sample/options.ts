import type { Rng } from '../random/rng';
import { lowerBound } from '../series/search';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '../time/ms';
import { optionChain, type ChainInput } from './option-chain';
import { sampleSeries } from './series';
import type { SimulatedMarket } from './simulate';
import { SAMPLE_END, SAMPLE_START } from './timeline';
import type { SampleInstrument, SampleSeries } from './types';
import { BLOCK_MINUTES } from './volatility';
import { hourlyIndex, impliedVolatility } from './volatility-index';

const CHAIN_DAYS = 365;
const SETTLEMENTS_PER_YEAR = 3 * 365;
const WEEK_OF_SETTLEMENTS = 21;

/** The volatility index (hourly) and the option chain (daily at 00:00 UTC over the last year) of a market that has options. */
export function optionSeries(
  rng: Rng,
  { id, base, volatilityIndex = '' }: SampleInstrument,
  market: SimulatedMarket,
  totalVolatility: number,
  logVolatility: Float32Array,
): SampleSeries[] {
  const { heat, trend, hours, funding } = market;
  const path = impliedVolatility(rng.fork('index'), { totalVolatility, logVolatility, heat, trend });
  const snapshots: ChainInput[] = [];
  for (let t = SAMPLE_END - CHAIN_DAYS * MS_PER_DAY; t < SAMPLE_END; t += MS_PER_DAY) {
    const block = (t - SAMPLE_START) / (BLOCK_MINUTES * MS_PER_MINUTE) - 1; // the last one that is over
    const settled = lowerBound(funding.t, t + 1);
    let rate = 0;
    for (let i = settled - WEEK_OF_SETTLEMENTS; i < settled; i++) rate += funding.rate[i] / WEEK_OF_SETTLEMENTS;
    snapshots.push({
      t,
      index: hours.o[(t - SAMPLE_START) / MS_PER_HOUR],
      level: path[block],
      mean: totalVolatility * 1.14,
      rho: Math.max(-0.5, Math.min(0.1, -0.14 + 1.5 * trend[block])),
      carry: Math.max(-0.1, Math.min(0.25, 0.025 + 0.4 * rate * SETTLEMENTS_PER_YEAR)),
      stress: Math.min(1, heat[block]),
    });
  }
  const chain = optionChain(rng.fork('chain'), snapshots);
  return [
    sampleSeries({
      ...{ instrument: volatilityIndex, kind: 'vol', interval: MS_PER_HOUR, knownLag: MS_PER_HOUR, unit: 'fraction' },
      columns: { ...hourlyIndex(path) },
    }),
    sampleSeries({ instrument: id, kind: 'chain', interval: 0, knownLag: 0, unit: base, columns: { ...chain } }),
  ];
}
