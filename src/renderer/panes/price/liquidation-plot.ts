import type { Columns } from '#core/series/schema';
import type { CoverageSpanInfo } from '#shared/market';
import { slotAt, type Axis } from './axis';

/** Liquidations per slot, USD: NaN where no bucket begins. */
export interface AlignedLiquidations {
  readonly long: Float64Array;
  readonly short: Float64Array;
}

/** Puts each bucket on the slot that holds its start; buckets finer than the slots add up. */
export function alignLiquidations(axis: Axis, { t, long, short }: Columns<'buckets'>): AlignedLiquidations {
  const out = { long: new Float64Array(axis.t.length).fill(NaN), short: new Float64Array(axis.t.length).fill(NaN) };
  for (let k = 0; k < t.length; k++) {
    const slot = Math.floor(slotAt(axis, t[k]!) + 0.5);
    if (slot < 0 || slot >= axis.t.length) continue;
    add(out.long, slot, long[k]!);
    add(out.short, slot, short[k]!);
  }
  return out;
}

function add(column: Float64Array, slot: number, value: number): void {
  if (value !== value) return;
  const before = column[slot]!;
  column[slot] = before === before ? before + value : value;
}

/** The side with less still gets this share of the height, so that zero never sticks to an edge. */
const LEAST_SHARE = 0.14;

/**
 * Range of a mirrored axis: shorts closed stand above zero, longs closed hang below it, on one scale.
 * @returns undefined when both are empty
 */
export function mirroredRange(mostShort: number, mostLong: number): { min: number; max: number } | undefined {
  const up = Math.max(0, mostShort);
  const down = Math.max(0, mostLong);
  const total = up + down;
  if (!(total > 0)) return undefined;
  const least = (Math.max(up, down) * LEAST_SHARE) / (1 - LEAST_SHARE);
  return { min: -Math.max(down, least), max: Math.max(up, least) };
}

/** Coverage that holds at an instant. */
export function coverageAt(spans: readonly CoverageSpanInfo[], t: number): CoverageSpanInfo['coverage'] | undefined {
  return spans.findLast((span) => span.from <= t)?.coverage ?? spans[0]?.coverage;
}
