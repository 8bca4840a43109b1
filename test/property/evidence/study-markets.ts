import type { StudyEvent } from '#core/evidence/types';
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

const HOUR = 3_600_000;
const LENGTHS = [1, 2, 3, 5, 8, 13];

/** Twenty days of hours, two of them with a pause, and events at random whose fields are those of the bars. */
export function eventsInHours(seed: number): { readonly bars: Timed<Bars>; readonly events: readonly StudyEvent[] } {
  const rng = new Rng(seed);
  const pauses = [rng.below(480), rng.below(480)];
  const rows: number[][] = [];
  let x = Math.log(100);
  for (let i = 0; i < 480; i++) {
    const open = x;
    x += 0.01 * rng.normal();
    const edge = 0.003 * rng.exponential();
    if (pauses.some((p) => i >= p && i < p + 5)) continue;
    rows.push(
      [i * HOUR, open, Math.max(open, x) + edge, Math.min(open, x) - edge, x].map((v, k) => (k ? Math.exp(v) : v)),
    );
  }
  const column = (k: number): Float64Array => Float64Array.from(rows, (r) => r[k]!);
  const columns = { t: column(0), o: column(1), h: column(2), l: column(3), c: column(4), v: column(0) };
  const side = rng.uniform() < 0.5 ? 'long' : 'short';
  const events = Array.from({ length: 1 + rng.below(8) }, (): StudyEvent => {
    const decision = (40 + rng.below(430)) * HOUR;
    const start = decision - LENGTHS[rng.below(LENGTHS.length)]! * HOUR;
    const inside = rows.filter((r) => r[0]! + HOUR > start && r[0]! + HOUR <= decision);
    const before = rows.filter((r) => r[0]! + HOUR <= start).at(-1)![4]!;
    const sign = side === 'long' ? 1 : -1;
    const priceExtreme = sign * Math.min(...inside.map((r) => sign * r[side === 'long' ? 3 : 2]!));
    const dropBp = 1e4 * sign * Math.log(before / priceExtreme);
    return {
      instrument: 'X',
      side,
      start,
      end: decision,
      decision,
      priceExtreme,
      dropBp,
      notionalUsd: NaN,
      coverage: null,
    };
  });
  return { bars: { interval: HOUR, columns }, events };
}
