import type { Timed } from '#core/liquidations/types';
import { Rng } from '#core/random/rng';
import type { Bars } from '#core/series/schema';

const MINUTE = 60_000;

/** Four hours of minutes about 100: single rows missing or without a price, and one long pause. */
export function holedMinutes(seed: number): Timed<Bars> {
  const rng = new Rng(seed);
  const pause = rng.below(240);
  const length = rng.below(30);
  const missing = rng.uniform() * 0.1;
  const rows: number[][] = [];
  let close = 100;
  for (let i = 0; i < 240; i++) {
    const open = close * Math.exp(0.002 * rng.normal());
    close = open * Math.exp(0.01 * rng.normal());
    const high = Math.max(open, close) * Math.exp(0.003 * rng.exponential());
    const low = Math.min(open, close) * Math.exp(-0.003 * rng.exponential());
    if ((i >= pause && i < pause + length) || rng.uniform() < missing) continue;
    const row = [i * MINUTE, open, high, low, close, 1];
    if (rng.uniform() < missing) row[1 + rng.below(4)] = NaN;
    rows.push(row);
  }
  const column = (k: number): Float64Array => Float64Array.from(rows, (r) => r[k]!);
  return {
    interval: MINUTE,
    columns: { t: column(0), o: column(1), h: column(2), l: column(3), c: column(4), v: column(5) },
  };
}
