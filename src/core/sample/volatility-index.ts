import type { Rng } from '../random/rng';
import { emptyColumns, type Columns } from '../series/schema';
import { MS_PER_HOUR } from '../time/ms';
import { SAMPLE_START } from './timeline';
import { BLOCK_MINUTES, BLOCKS } from './volatility';

const BLOCKS_PER_HOUR = 60 / BLOCK_MINUTES;
const SLOW_DAYS = 6;

interface IndexInput {
  /** Volatility of all moves together [1/√yr]. */
  readonly totalVolatility: number;
  /** Log volatility with the kicks of news, per block. */
  readonly logVolatility: Float32Array;
  /** Extra volatility left by forced closures, per block. */
  readonly heat: Float32Array;
  /** Return of the last hours, per block [log]. */
  readonly trend: Float32Array;
}

/**
 * What option traders pay for 30 days of volatility, per block [1/√yr], shape (BLOCKS): mostly the slow part of volatility, some of
 * the fast, a premium, and more of all after falls. Causal: block i uses blocks up to i.
 */
export function impliedVolatility(rng: Rng, { totalVolatility, logVolatility, heat, trend }: IndexInput): Float32Array {
  const path = new Float32Array(BLOCKS);
  const keep = 2 ** (-BLOCK_MINUTES / (SLOW_DAYS * 1_440));
  let slow = 0;
  let wander = 0;
  for (let i = 0; i < BLOCKS; i++) {
    slow = keep * slow + (1 - keep) * logVolatility[i];
    wander = 0.998 * wander + 0.0015 * rng.normal();
    const fear = Math.max(-0.08, Math.min(0.35, -1.6 * trend[i]));
    const log = 0.13 + 0.62 * slow + 0.14 * logVolatility[i] + 0.06 * heat[i] + fear + wander;
    path[i] = totalVolatility * Math.exp(log);
  }
  return path;
}

/** Hourly bars of an index given per block; the first block of an hour opens it. Decimals per year. */
export function hourlyIndex(path: Float32Array): Columns<'vol'> {
  const columns = emptyColumns('vol', BLOCKS / BLOCKS_PER_HOUR);
  const at = (block: number): number => Math.round(path[block] * 1e6) / 1e6;
  for (let i = 0; i < columns.t.length; i++) {
    const from = i * BLOCKS_PER_HOUR;
    let high = at(from);
    let low = high;
    for (let block = from; block < from + BLOCKS_PER_HOUR; block++) {
      high = Math.max(high, at(block));
      low = Math.min(low, at(block));
    }
    columns.t[i] = SAMPLE_START + i * MS_PER_HOUR;
    columns.o[i] = at(from);
    columns.h[i] = high;
    columns.l[i] = low;
    columns.c[i] = at(from + BLOCKS_PER_HOUR - 1);
  }
  return columns;
}
