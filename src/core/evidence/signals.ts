import { ema } from '../indicators/ema';
import { macd } from '../indicators/macd';
import { realizedVol } from '../indicators/realized-vol';
import { rsi } from '../indicators/rsi';
import { SlidingMoments } from '../math/sliding';
import { WindowSum } from '../math/window-sum';
import type { Side } from '../liquidations/types';
import { RollingMax } from '../stats/rolling-extreme';
import { formatInterval } from '../time/interval';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '../time/ms';
import { FUNDING_STALE, oiChangeBetween, POINT_STALE, pointsAtCloses, staleAfter } from './as-of';
import { coarsestFor } from './coarsest';
import { canGather, onHigher } from './higher';
import type { Economy, KnownPoints, Signal, StudyMarket } from './types';

export type SignalUnit =
  'price' | 'index0To100' | 'bp' | 'volatilityPerYear' | 'sigmas' | 'usd' | 'share' | 'fundingRate' | 'points';
type Need = Exclude<keyof StudyMarket, 'instrument' | 'coverage' | 'positions' | 'refused' | Economy>;

/** One row of the table that the rule builder and the documentation read. */
export interface SignalInfo<N extends Signal['name'] = Signal['name']> {
  readonly title: string;
  readonly unit: SignalUnit;
  readonly definition: string;
  /** Series without which it is unknown. */
  readonly needs: readonly Need[];
  readonly defaults: Extract<Signal, { readonly name: N }>;
}

/** Every signal. What a definition says of a bar holds at its close. */
export const SIGNALS: { readonly [N in Signal['name']]: SignalInfo<N> } = {
  close: {
    title: 'Close',
    unit: 'price',
    definition: 'The close of the bar.',
    needs: ['bars'],
    defaults: { name: 'close' },
  },
  rsi: {
    title: 'Relative strength index',
    unit: 'index0To100',
    definition:
      'Wilder’s relative strength index at the last closed bar of the interval, never the one still forming. Unknown when that bar closed more than three intervals ago.',
    needs: ['bars'],
    defaults: { name: 'rsi', period: 14, interval: MS_PER_HOUR },
  },
  macdHistogram: {
    title: 'MACD histogram',
    unit: 'price',
    definition: 'MACD line less its signal line, at the last closed bar of the interval; unknown as the RSI is.',
    needs: ['bars'],
    defaults: { name: 'macdHistogram', fast: 12, slow: 26, signal: 9, interval: MS_PER_HOUR },
  },
  ema: {
    title: 'Exponential average',
    unit: 'price',
    definition:
      'Exponential moving average of the close at the last closed bar of the interval; unknown as the RSI is.',
    needs: ['bars'],
    defaults: { name: 'ema', period: 20, interval: MS_PER_HOUR },
  },
  return: {
    title: 'Return',
    unit: 'bp',
    definition:
      'Log return from the last close known at the beginning of the span, which may have been three bars old then, to the close.',
    needs: ['bars'],
    defaults: { name: 'return', over: MS_PER_HOUR },
  },
  drawdown: {
    title: 'Drawdown',
    unit: 'bp',
    definition:
      'How far the close lies below the highest high of the bars inside the trailing span, as a log ratio; 0 at the high. Unknown where the bars do not reach back that far.',
    needs: ['bars'],
    defaults: { name: 'drawdown', over: MS_PER_DAY },
  },
  realizedVol: {
    title: 'Realised volatility',
    unit: 'volatilityPerYear',
    definition: 'Close to close over as many bars as the trailing span has, per year of 365 days.',
    needs: ['bars'],
    defaults: { name: 'realizedVol', over: MS_PER_DAY },
  },
  volumeZ: {
    title: 'Volume score',
    unit: 'sigmas',
    definition:
      'Volume of the bar less the mean of the bars before it, in their standard deviations; as many bars as the trailing span has. Unknown where it did not vary.',
    needs: ['bars'],
    defaults: { name: 'volumeZ', over: 7 * MS_PER_DAY },
  },
  liquidations: {
    title: 'Liquidations',
    unit: 'usd',
    definition:
      'Sum of the liquidations of one side over the trailing span. Unknown before the series reaches back that far, after the feed ended, and where a bucket of the span is missing its figure.',
    needs: ['bars', 'liquidations'],
    defaults: { name: 'liquidations', side: 'long', over: MS_PER_HOUR },
  },
  oiChange: {
    title: 'Change of open interest',
    unit: 'share',
    definition:
      'Open interest now over open interest at the beginning of the span, less one; in base units when they are known, else in USD. A reading holds for three of its intervals, a snapshot for three hours.',
    needs: ['bars', 'oi'],
    defaults: { name: 'oiChange', over: MS_PER_HOUR },
  },
  funding: {
    title: 'Funding rate',
    unit: 'fundingRate',
    definition: 'Rate of the last settlement, as a fraction per funding interval; unknown a day after it.',
    needs: ['bars', 'funding'],
    defaults: { name: 'funding' },
  },
  volatilityIndex: {
    title: 'Volatility index',
    unit: 'volatilityPerYear',
    definition: 'Last known implied-volatility index of the asset; unknown when it is more than four days old.',
    needs: ['bars', 'volatility'],
    defaults: { name: 'volatilityIndex' },
  },
  termSlope: {
    title: 'Volatility term slope',
    unit: 'share',
    definition:
      'Front implied volatility over the back one, less one: above 0 the curve is inverted. Unknown when more than four days old.',
    needs: ['bars', 'termSlope'],
    defaults: { name: 'termSlope' },
  },
  skew: {
    title: 'Risk reversal',
    unit: 'volatilityPerYear',
    definition:
      'Implied volatility of the 25-delta call less that of the 25-delta put: the more below 0, the dearer the puts. Unknown when more than four days old.',
    needs: ['bars', 'skew'],
    defaults: { name: 'skew' },
  },
  breadth: {
    title: 'Advance-decline line',
    unit: 'points',
    definition: 'Advance-decline line of the basket; unknown when more than four days old.',
    needs: ['bars', 'breadth'],
    defaults: { name: 'breadth' },
  },
};

const SERIES_TITLES: { readonly [N in Need]: string } = {
  bars: 'bars',
  liquidations: 'liquidations',
  oi: 'open interest',
  funding: 'funding',
  volatility: 'an implied-volatility index',
  termSlope: 'the volatility term structure',
  skew: 'the 25-delta risk reversal',
  breadth: 'the advance-decline line of a basket',
};

/** Why a signal is unknown on the whole of a market, as the data that is missing; '' when it is not. */
export function signalLacks(market: StudyMarket, signal: Signal): string {
  const missing = SIGNALS[signal.name].needs.find((need) => market[need] === undefined);
  if (missing) return SERIES_TITLES[missing];
  const { bars } = market;
  if ('interval' in signal && !canGather(bars, signal.interval))
    return `bars of which ${formatInterval(signal.interval)} is a multiple (there are bars of ${formatInterval(bars.interval)})`;
  if (!('over' in signal)) return '';
  const coarsest = coarsestFor(signal);
  if (bars.interval > coarsest) return `bars of ${formatInterval(coarsest)} or finer`;
  const finer = (interval: Ms): string =>
    signal.over < interval ? `${SERIES_TITLES[SIGNALS[signal.name].needs[1]]} per ${formatInterval(signal.over)}` : '';
  if (signal.name === 'oiChange') return finer(market.oi!.interval);
  const liquidations = market.liquidations?.series;
  return signal.name === 'liquidations' && liquidations?.kind === 'buckets' ? finer(liquidations.interval) : '';
}

/**
 * A signal as it was known at the close of every bar.
 * @returns shape (bars), in the unit of {@link SIGNALS}; NaN where unknown: everywhere when {@link signalLacks} something.
 * @throws {RangeError} a period that its indicator refuses
 */
export function evaluateSignal(market: StudyMarket, signal: Signal): Float64Array {
  const { bars } = market;
  const { columns, interval } = bars;
  if (signalLacks(market, signal) !== '') return new Float64Array(columns.t.length).fill(NaN);
  const barsIn = (over: Ms): number => Math.floor(over / interval);
  switch (signal.name) {
    case 'close':
      return columns.c.slice();
    case 'rsi':
      return onHigher(bars, signal.interval, (c) => rsi(c, signal.period));
    case 'ema':
      return onHigher(bars, signal.interval, (c) => ema(c, signal.period));
    case 'macdHistogram':
      return onHigher(bars, signal.interval, (c) => macd(c, signal).histogram);
    case 'return':
      return returns(market, signal.over);
    case 'drawdown':
      return drawdowns(market, signal.over);
    case 'realizedVol':
      return realizedVol(columns, { method: 'close', window: barsIn(signal.over), interval });
    case 'volumeZ':
      return volumeScores(columns.v, barsIn(signal.over));
    case 'liquidations':
      return liquidationSums(market, signal.side, signal.over);
    case 'oiChange':
      return oiChanges(market, signal.over);
    case 'funding':
      return pointsAtCloses({ known: market.funding!.t, value: market.funding!.rate }, bars, FUNDING_STALE);
    case 'volatilityIndex':
      return points(market.volatility!);
    case 'termSlope':
    case 'skew':
    case 'breadth':
      return points(market[signal.name]!);
  }
  function points(of: KnownPoints): Float64Array {
    return pointsAtCloses(of, bars, POINT_STALE);
  }
}

function returns({ bars: { columns, interval } }: StudyMarket, over: Ms): Float64Array {
  const { t, c } = columns;
  const stale = staleAfter(interval, interval);
  const out = new Float64Array(t.length).fill(NaN);
  let next = 0; // first bar not known at the beginning of the span
  for (let i = 0; i < t.length; i++) {
    const then = t[i] + interval - over;
    while (t[next] + interval <= then) next++;
    if (next > 0 && t[next - 1] + interval >= then - stale) out[i] = 1e4 * Math.log(c[i] / c[next - 1]);
  }
  return out;
}

function drawdowns({ bars: { columns, interval } }: StudyMarket, over: Ms): Float64Array {
  const { t, h, c } = columns;
  const out = new Float64Array(t.length).fill(NaN);
  const highs = new RollingMax();
  for (let i = 0; i < t.length; i++) {
    const from = t[i] + interval - over;
    highs.dropBefore(from);
    if (!Number.isNaN(h[i])) highs.push(t[i], h[i]);
    if (t[0] <= from) out[i] = 1e4 * Math.log(highs.value / c[i]);
  }
  return out;
}

function volumeScores(v: Float64Array, window: number): Float64Array {
  const before = new SlidingMoments(window);
  const out = new Float64Array(v.length).fill(NaN);
  for (let i = 0; i < v.length; i++) {
    if (Number.isNaN(v[i])) continue;
    const sd = Math.sqrt(before.sampleVariance);
    if (before.count === window && sd > 0) out[i] = (v[i] - before.mean) / sd;
    before.push(v[i]);
  }
  return out;
}

/** Spans are half-open, [close − over, close): a print at the very close is known then, and counts in the next span. */
function liquidationSums({ bars, liquidations }: StudyMarket, side: Side, over: Ms): Float64Array {
  const { series, until } = liquidations!;
  const { t } = series.columns;
  const interval = series.kind === 'buckets' ? series.interval : 0;
  const usd = series.kind === 'buckets' ? series.columns[side].map(known) : printAmounts(series.columns, side);
  const unknown = series.kind === 'buckets' ? unknownBuckets(series.columns) : new Float64Array(t.length);
  const sums = new WindowSum(usd);
  const holes = new WindowSum(unknown);
  const out = new Float64Array(bars.columns.t.length).fill(NaN);
  let from = 0;
  let to = 0;
  for (let i = 0; i < out.length; i++) {
    const now = bars.columns.t[i] + bars.interval;
    while (to < t.length && (interval > 0 ? t[to] + interval <= now : t[to] < now)) to++;
    while (from < to && t[from] < now - over) from++;
    const sum = sums.over(from, to);
    const isWhole = holes.over(from, to) === 0;
    if (isWhole && t[0] <= now - over && now <= until) out[i] = sum;
  }
  return out;
}

const known = (usd: number): number => (usd >= 0 ? usd : 0);

/** As the detector's grid counts: price × quantity where the notional is missing, nothing where both are. */
function printAmounts(columns: PrintColumns, side: Side): Float64Array {
  const sign = side === 'long' ? 1 : -1;
  return columns.notional.map((notional, k) => {
    const usd = Number.isNaN(notional) ? columns.price[k] * columns.quantity[k] : notional;
    return columns.side[k] * sign > 0 && usd > 0 ? usd : 0;
  });
}
type PrintColumns = Extract<NonNullable<StudyMarket['liquidations']>['series'], { kind: 'prints' }>['columns'];

function unknownBuckets({ long, short }: { readonly long: Float64Array; readonly short: Float64Array }): Float64Array {
  return long.map((usd, k) => (usd >= 0 && short[k] >= 0 ? 0 : 1));
}

function oiChanges({ bars, oi }: StudyMarket, over: Ms): Float64Array {
  const { columns, interval } = oi!;
  const { t } = columns;
  const stale = staleAfter(interval, bars.interval);
  const out = new Float64Array(bars.columns.t.length).fill(NaN);
  let before = 0; // first rows not known at the beginning of the span, and at its end
  let after = 0;
  for (let i = 0; i < out.length; i++) {
    const now = bars.columns.t[i] + bars.interval;
    while (before < t.length && t[before] + interval <= now - over) before++;
    while (after < t.length && t[after] + interval <= now) after++;
    if (before === 0 || before === after) continue;
    const isFresh = t[before - 1] + interval >= now - over - stale && t[after - 1] + interval >= now - stale;
    if (isFresh) out[i] = oiChangeBetween(columns, before - 1, after - 1);
  }
  return out;
}
