import { MS_PER_DAY, type Ms } from '../time/ms';

/**
 * Column layouts of stored series. The first column is always `t` (epoch ms). All columns of a block have one length and
 * are sorted by the key. `NaN` is a missing value.
 *
 * - `bars`: t = open of the bar; prices in quote currency; v in base units unless the series says `volumeUnit: 'quote'`.
 * - `prints`: one forced closure a row; side +1 = a long was closed, −1 = a short; notional in USD.
 * - `buckets`: liquidations summed per interval, USD closed by side; t = open of the bucket.
 * - `oi`: open interest in base units and in USD (either may be NaN).
 * - `funding`: rate as a fraction per funding interval (0.0001 = 0.01 %), t = settlement.
 * - `vol`: a volatility index as decimal per year (0.65 = 65 %), t = open of its bar; o, h, l may be NaN.
 * - `chain`: option quotes; t = capture; type +1 call, −1 put; premiums in the unit the series names; iv as decimals.
 * - `metric`: any other dated figure.
 */
export const SHAPES = {
  bars: { columns: ['t', 'o', 'h', 'l', 'c', 'v'], key: ['t'] },
  prints: { columns: ['t', 'side', 'price', 'quantity', 'notional'], key: ['t', 'side', 'price', 'quantity', 'notional'] },
  buckets: { columns: ['t', 'long', 'short'], key: ['t'] },
  oi: { columns: ['t', 'base', 'usd'], key: ['t'] },
  funding: { columns: ['t', 'rate'], key: ['t'] },
  vol: { columns: ['t', 'o', 'h', 'l', 'c'], key: ['t'] },
  chain: {
    columns: [
      't', 'expiry', 'strike', 'type', 'bid', 'ask', 'mark', 'bidSize', 'askSize', 'bidIv', 'askIv', 'markIv',
      'delta', 'gamma', 'vega', 'theta', 'rho', 'openInterest', 'volume', 'underlying', 'index',
    ],
    key: ['t', 'expiry', 'strike', 'type'],
  },
  metric: { columns: ['t', 'value'], key: ['t'] },
} as const satisfies Record<string, { columns: readonly ['t', ...string[]]; key: readonly string[] }>; // prettier-ignore

export type Shape = keyof typeof SHAPES;
export type ColumnName<S extends Shape> = (typeof SHAPES)[S]['columns'][number];
/** Columns of one shape, all of one length. */
export type Columns<S extends Shape> = { readonly [C in ColumnName<S>]: Float64Array };
/** Columns whose shape is known at run time only. */
export type AnyColumns = { readonly t: Float64Array; readonly [column: string]: Float64Array };

export type Bars = Columns<'bars'>;
export type Prints = Columns<'prints'>;
export type LiquidationBuckets = Columns<'buckets'>;

/** What a user calls a series. `macro` rests in its own table, because a release has a period and a vintage. */
export const SERIES_KINDS = ['bars', 'liquidations', 'oi', 'funding', 'chain', 'vol', 'macro', 'metric'] as const;
export type SeriesKind = (typeof SERIES_KINDS)[number];

/** How much of what happened a liquidation series holds (method.md, section 2). */
export const COVERAGES = ['complete', 'throttled', 'aggregated', 'proxy', 'snapshots'] as const;
export type Coverage = (typeof COVERAGES)[number];

/** Liquidations come as single prints (interval 0) or as sums per interval. */
export function shapeOf(kind: Exclude<SeriesKind, 'macro'>, interval: Ms): Shape {
  if (kind === 'liquidations') return interval === 0 ? 'prints' : 'buckets';
  return kind;
}

const ROWS_PER_CHUNK = 10_080; // a week of minutes

/**
 * Time span of one stored chunk: chunk k covers [k·span, (k+1)·span). Boundaries depend on time alone, so the bytes at
 * rest are the same whatever the order or the interruptions in which rows arrived.
 */
export function chunkSpan(shape: Shape, interval: Ms): Ms {
  if (interval > 0) return interval * ROWS_PER_CHUNK;
  return shape === 'prints' || shape === 'chain' ? MS_PER_DAY : 420 * MS_PER_DAY;
}

export function emptyColumns<S extends Shape>(shape: S, rows = 0): Columns<S> {
  const columns: Record<string, Float64Array> = {};
  for (const name of SHAPES[shape].columns) columns[name] = new Float64Array(rows);
  return columns as Columns<S>;
}
