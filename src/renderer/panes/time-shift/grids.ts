import type { Instance, TimeShiftResult } from '#core/timeshift/types';
import type { TextGrid } from '#shared/csv';
import { exactTime } from '../../lib/format';

/** For files: every digit, nothing where nothing is known. */
const exact = (value: number | undefined): string => (value !== undefined && Number.isFinite(value) ? String(value) : ''); // prettier-ignore

/** Log returns from the price of t = 0: the present and every analog, a column each. */
export function pathGrid({ grid, present, analogs }: TimeShiftResult): TextGrid {
  const lines: readonly Instance[] = [...(present ? [present] : []), ...analogs];
  const named = lines.map((one) => `${one === present ? 'present ' : ''}${exactTime(one.t0)}`);
  return [
    ['offset ms', ...named],
    ...Array.from(grid, (offset, i) => [String(offset), ...lines.map(({ path }) => exact(path[i]))]),
  ];
}

/** Quantiles of the fan as log returns, with how many analogs are behind each offset. */
export function fanGrid({ grid, fan }: TimeShiftResult): TextGrid {
  return [
    ['offset ms', 'n', ...fan.quantiles.map((q) => `quantile ${q}`)],
    ...Array.from(grid, (offset, i) => [String(offset), exact(fan.n[i]), ...fan.rows.map((row) => exact(row[i]))]),
  ];
}

export function coverageGrid({ coverage }: TimeShiftResult): TextGrid {
  return [
    ['horizon ms', 'n', 'in 50', 'in 50 lo', 'in 50 hi', 'in 90', 'in 90 lo', 'in 90 hi'],
    ...coverage.map(({ h, n, in50, in90 }) => [h, n, in50.share, in50.lo, in50.hi, in90.share, in90.lo, in90.hi].map(exact)), // prettier-ignore
  ];
}
