import type { Ms } from '../time/ms';
import { DEFAULT_COHORT_SETTINGS, type CohortSettings } from './cohort-stream';
import { CohortWalk, type CohortInput } from './cohorts';
import { LevelMap, type LevelOffset } from './level-map';

/** Every number of the estimated liquidation levels (method.md, section 2). */
export interface LevelSettings {
  /** How the positions of every cohort are levered; weights count relative to their sum. Default 5, 10, 25, 50 and 100 times, alike. */
  readonly leverage: readonly { readonly times: number; readonly weight: number }[];
  /** Maintenance margin, fraction of the notional. Default 0.005. */
  readonly maintenanceMargin: number;
  /** Width of a price bin [bp of the price]. Default 20. */
  readonly binBp: number;
  readonly cohorts: CohortSettings;
}

export const DEFAULT_LEVEL_SETTINGS: LevelSettings = {
  leverage: [5, 10, 25, 50, 100].map((times) => ({ times, weight: 1 })),
  maintenanceMargin: 0.005,
  binBp: 20,
  cohorts: DEFAULT_COHORT_SETTINGS,
};

/** Estimated notional by price bin, ascending; bins below and above hold nothing. Columns of one length. */
export interface LiquidationLevels {
  /** End of the last bar that was read; NaN without one. */
  readonly t: Ms;
  /** Lower edge of each bin [quote]; its upper edge is that times e^(binBp/10⁴). */
  readonly price: Float64Array;
  /** USD of longs and of shorts whose level is estimated to lie in the bin. */
  readonly long: Float64Array;
  readonly short: Float64Array;
}

/**
 * An estimate of where liquidations would start, as of the last bar that ended by `input.asOf`: the open cohorts of
 * {@link openInterestCohorts} spread over a leverage mix. Long level = entry · (1 − 1/L + m), short level = entry · (1 + 1/L − m), m the
 * maintenance margin. A level that the market has touched since its cohort opened is gone, to the bin: by the low (high) of a later
 * bar, or by the close of its own. The cohort's other levels stay; open interest alone tells when the cohort closes.
 * @throws {RangeError} the mix is empty, a weight is negative, a leverage is not above 1 or its margin is not above the maintenance margin,
 *   or the bin is not wide.
 * @source method.md, section 2.
 */
export function liquidationLevels(
  input: CohortInput,
  settings: LevelSettings = DEFAULT_LEVEL_SETTINGS,
): LiquidationLevels {
  const walk = new LevelWalk(input, settings);
  while (walk.step());
  const { longs, shorts, width } = walk;
  const bins: number[] = [];
  for (let bin = longs.first; bin < longs.first + longs.size; bin++)
    if (longs.amountIn(bin) > 0 || shorts.amountIn(bin) > 0) bins.push(bin);
  const n = bins.length === 0 ? 0 : bins[bins.length - 1] - bins[0] + 1;
  const column = (at: (bin: number) => number): Float64Array =>
    Float64Array.from({ length: n }, (_, i) => at(bins[0] + i));
  const usd = (map: LevelMap) => (bin: number) => map.amountIn(bin) * Math.exp((bin + 0.5) * width);
  return {
    t: walk.t,
    price: column((bin) => Math.exp(bin * width)),
    long: column(usd(longs)),
    short: column(usd(shorts)),
  };
}

/** The two maps, bar by bar. */
export class LevelWalk {
  readonly longs: LevelMap;
  readonly shorts: LevelMap;
  /** Width of a bin [log]. */
  readonly width: number;
  /** Row of the last bar that was read, −1 before. */
  row = -1;
  private readonly input: CohortInput;
  private readonly walk: CohortWalk;

  constructor(input: CohortInput, settings: LevelSettings) {
    this.input = input;
    this.width = settings.binBp / 1e4;
    const [long, short] = [offsetsOf(settings, 1), offsetsOf(settings, -1)];
    const { first, size } = span(input, [...long, ...short], this.width);
    this.longs = new LevelMap(1, long, this.width, first, size);
    this.shorts = new LevelMap(-1, short, this.width, first, size);
    this.walk = new CohortWalk(input, settings.cohorts, { long: this.longs, short: this.shorts });
  }

  /** End of the last bar that was read. */
  get t(): Ms {
    const { columns, interval } = this.input.bars;
    return this.row < 0 ? NaN : columns.t[this.row] + interval;
  }

  /** Base units; NaN before the first reading. */
  get openInterest(): number {
    return this.walk.cohorts.openInterest;
  }

  /** @returns false when no bar is left to read. */
  step(): boolean {
    const { columns, interval } = this.input.bars;
    const row = this.row + 1;
    if (row === columns.t.length || columns.t[row] + interval > (this.input.asOf ?? Infinity)) return false;
    this.longs.touch(columns.l[row], row, false);
    this.shorts.touch(columns.h[row], row, false);
    this.walk.step();
    this.longs.touch(columns.c[row], row, true);
    this.shorts.touch(columns.c[row], row, true);
    this.row = row;
    return true;
  }
}

function offsetsOf({ leverage, maintenanceMargin }: LevelSettings, sign: 1 | -1): LevelOffset[] {
  const total = leverage.reduce((sum, { weight }) => sum + weight, 0);
  if (!(total > 0)) throw new RangeError(`leverage mix of weight ${total}`);
  return leverage.map(({ times, weight }) => {
    if (!(times > 1 && 1 / times > maintenanceMargin && maintenanceMargin >= 0 && weight >= 0))
      throw new RangeError(`leverage=${times} weight=${weight} maintenanceMargin=${maintenanceMargin}`);
    return { log: Math.log(1 - sign * (1 / times - maintenanceMargin)), share: weight / total };
  });
}

/** Bins for every level that these bars can give. */
function span({ bars }: CohortInput, offsets: readonly LevelOffset[], width: number): { first: number; size: number } {
  if (!(width > 0 && width < Infinity)) throw new RangeError(`binBp=${width * 1e4}`);
  let low = Infinity;
  let high = -Infinity;
  const { h, l, c } = bars.columns;
  for (const column of [h, l, c])
    // a close may lie beyond the extremes of a bar that contradicts itself
    for (const x of column) {
      if (x > 0 && x < low) low = x;
      if (x > high && x < Infinity) high = x;
    }
  if (!(low <= high)) return { first: 0, size: 1 };
  const logs = offsets.map(({ log }) => log);
  const first = Math.floor((Math.log(low) + Math.min(...logs)) / width) - 1;
  return { first, size: Math.floor((Math.log(high) + Math.max(...logs)) / width) + 2 - first };
}
