import type { Rng } from '../random/rng';
import { MS_PER_MINUTE, MS_PER_YEAR } from '../time/ms';
import { SAMPLE_MINUTES } from './timeline';

/** Volatility is redrawn once per block of minutes. */
export const BLOCK_MINUTES = 15;
export const BLOCKS = SAMPLE_MINUTES / BLOCK_MINUTES;
const BLOCKS_PER_WEEK = (7 * 1_440) / BLOCK_MINUTES;

/** √(one minute in years). */
export const ROOT_MINUTE = Math.sqrt(MS_PER_MINUTE / MS_PER_YEAR);

/** Half-life [days] and standard deviation of each component of log volatility: clustering from hours to months. */
const COMPONENTS: readonly (readonly [days: number, deviation: number])[] = [
  [0.1, 0.2],
  [0.8, 0.26],
  [8, 0.28],
  [80, 0.22],
];

/** Log volatility relative to its mean level, per block, shape (BLOCKS): a sum of Ornstein-Uhlenbeck processes. */
export function logVolatility(rng: Rng): Float32Array {
  const path = new Float32Array(BLOCKS);
  for (const [days, deviation] of COMPONENTS) {
    const keep = 2 ** (-BLOCK_MINUTES / (days * 1_440));
    const kick = deviation * Math.sqrt(1 - keep * keep);
    let state = deviation * rng.normal();
    for (let i = 0; i < BLOCKS; i++) {
      state = keep * state + kick * rng.normal();
      path[i] += state;
    }
  }
  return path;
}

/** Activity by time of the week, mean about 1: busy from 13 to 21 h UTC, quiet at weekends. Shape (blocks of a week from Thursday). */
export const WEEK_PROFILE: Float64Array = Float64Array.from({ length: BLOCKS_PER_WEEK }, (_, block) => {
  const hour = (block * BLOCK_MINUTES) / 60;
  const day = (4 + Math.floor(hour / 24)) % 7; // epoch day 0 was a Thursday
  const daily = 1 + 0.22 * Math.cos(((hour - 16) / 24) * 2 * Math.PI);
  return daily * (day === 0 || day === 6 ? 0.78 : 1.06);
});

/** Index into `WEEK_PROFILE` of a block counted from the epoch. */
export const weekBlock = (blocksSinceEpoch: number): number => blocksSinceEpoch % BLOCKS_PER_WEEK;
