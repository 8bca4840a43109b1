import { toGrid } from '#core/liquidations/grid';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import type { LiquidationSeries } from '#core/liquidations/types';
import { shapeOf, type AnyColumns, type LiquidationBuckets, type Prints } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import type { StoreReader } from '../../store/api';
import type { ReadRange, SeriesRecord } from '../../store/types';

/** A stored liquidation series in the form the detector takes. */
export function liquidationSeries(series: SeriesRecord, columns: AnyColumns): LiquidationSeries {
  return shapeOf('liquidations', series.interval) === 'prints'
    ? { kind: 'prints', columns: columns as unknown as Prints }
    : { kind: 'buckets', columns: columns as unknown as LiquidationBuckets, interval: series.interval };
}

interface LiquidationsArgs extends ReadRange {
  readonly seriesId: number;
  /** Width of a bucket; the series' own where that is wider. */
  readonly interval: Ms;
}

interface Liquidations {
  readonly interval: Ms;
  readonly buckets: LiquidationBuckets;
}

/** Liquidations summed per interval, empty buckets left out: nothing was recorded in them. */
export function readLiquidations(store: () => StoreReader, args: LiquidationsArgs): Liquidations {
  const { seriesId, interval, ...range } = args;
  const series = store().getSeries(seriesId);
  const columns = store().read(seriesId, range);
  const width = series ? Math.max(interval, Math.ceil(interval / (series.interval || 1)) * series.interval) : interval;
  if (!series || columns.t.length === 0)
    return { interval: width, buckets: { t: new Float64Array(), long: new Float64Array(), short: new Float64Array() } };
  const input = {
    liquidations: liquidationSeries(series, columns),
    // The last bucket may still be filling: it is shown as far as it is known.
    asOf: Math.ceil((columns.t.at(-1)! + Math.max(1, series.interval)) / width) * width + width,
  };
  const grid = toGrid(input, { ...DEFAULT_CASCADE_SETTINGS, gridMs: width });
  const filled: number[] = [];
  for (let i = 0; i < grid.size; i++) if (grid.long[i]! > 0 || grid.short[i]! > 0) filled.push(i);
  const pick = (value: (i: number) => number): Float64Array => Float64Array.from(filled, value);
  return {
    interval: grid.binMs,
    buckets: {
      t: pick((i) => grid.origin + i * grid.binMs),
      long: pick((i) => grid.long[i]!),
      short: pick((i) => grid.short[i]!),
    },
  };
}
