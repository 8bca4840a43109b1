import type { KnownPoints, Signal, StudyMarket } from '#core/evidence/types';
import { EmaStream } from '#core/indicators/ema';
import { MacdStream } from '#core/indicators/macd';
import { RsiStream } from '#core/indicators/rsi';

const HOUR = 3_600_000;
const DAY = 86_400_000;

interface Row {
  readonly t: number;
  readonly known: number;
}
type BarRow = Row & Record<'o' | 'h' | 'l' | 'c' | 'v', number>;

const rowsOf = <K extends string>(
  columns: { readonly [N in K]: Float64Array } & { readonly t: Float64Array },
  interval: number,
): (Row & Record<K, number>)[] =>
  Array.from(
    columns.t,
    (t, i) =>
      ({
        ...Object.fromEntries(Object.entries(columns).map(([name, x]) => [name, (x as Float64Array)[i]])),
        known: t + interval,
      }) as Row & Record<K, number>,
  );

const mean = (x: readonly number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
const sd = (x: readonly number[]): number => Math.sqrt(x.reduce((a, b) => a + (b - mean(x)) ** 2, 0) / (x.length - 1));

/** Signals by their definitions, from the rows that were known at the close of each bar, each bar anew. */
export function naiveSignal(market: StudyMarket, signal: Signal): number[] {
  const all = rowsOf(market.bars.columns, market.bars.interval) as BarRow[];
  return all.map((bar) => {
    const now = bar.known;
    return valueAt(
      market,
      all.filter((b) => b.known <= now),
      signal,
      now,
    );
  });
}

function valueAt(market: StudyMarket, bars: readonly BarRow[], signal: Signal, now: number): number {
  const { interval } = market.bars;
  const bar = bars.at(-1)!;
  switch (signal.name) {
    case 'close':
      return bar.c;
    case 'rsi': {
      const rsi = new RsiStream(signal.period);
      return lastOf(closesOf(bars, interval, signal.interval, now), (c) => rsi.push(c));
    }
    case 'ema': {
      const ema = new EmaStream(signal.period);
      return lastOf(closesOf(bars, interval, signal.interval, now), (c) => ema.push(c));
    }
    case 'macdHistogram': {
      const macd = new MacdStream(signal);
      return lastOf(closesOf(bars, interval, signal.interval, now), (c) => macd.push(c).histogram);
    }
    case 'return': {
      if (signal.over < interval) return NaN;
      const then = bars.filter((b) => b.known <= now - signal.over).at(-1);
      return then && now - signal.over - then.known <= 3 * interval ? 1e4 * Math.log(bar.c / then.c) : NaN;
    }
    case 'drawdown': {
      const inside = bars.filter((b) => b.t >= now - signal.over && !Number.isNaN(b.h));
      if (signal.over < interval || bars[0]!.t > now - signal.over || inside.length === 0) return NaN;
      return 1e4 * Math.log(Math.max(...inside.map((b) => b.h)) / bar.c);
    }
    case 'realizedVol': {
      const n = Math.floor(signal.over / interval);
      const closes = bars.slice(-n - 1).map((b) => b.c);
      if (n < 2 || closes.length < n + 1) return NaN;
      return sd(closes.slice(1).map((c, i) => Math.log(c / closes[i]!))) * Math.sqrt((365 * DAY) / interval);
    }
    case 'volumeZ': {
      const n = Math.floor(signal.over / interval);
      const before = bars.slice(0, -1).map((b) => b.v).filter((v) => !Number.isNaN(v)).slice(-n); // prettier-ignore
      return n < 2 || before.length < n || sd(before) === 0 ? NaN : (bar.v - mean(before)) / sd(before);
    }
    case 'liquidations':
      return liquidated(market, signal.side, now - signal.over, now);
    case 'oiChange': {
      const { oi } = market;
      if (!oi || signal.over < Math.max(interval, oi.interval)) return NaN;
      const stale = 3 * Math.max(oi.interval || HOUR, interval);
      const rows = rowsOf(oi.columns, oi.interval) as (Row & { base: number; usd: number })[];
      const at = (t: number) => rows.filter((r) => r.known <= t && r.known >= t - stale).at(-1);
      const before = at(now - signal.over);
      const after = at(now);
      if (!before || !after || before === after) return NaN;
      const inBase = after.base / before.base - 1;
      return Number.isNaN(inBase) ? after.usd / before.usd - 1 : inBase;
    }
    case 'funding':
      return point(market.funding && { known: market.funding.t, value: market.funding.rate }, now, DAY);
    case 'volatilityIndex':
      return point(market.volatility, now, 4 * DAY);
    default:
      return point(market[signal.name], now, 4 * DAY);
  }
}

function point(of: KnownPoints | undefined, now: number, stale: number): number {
  const i = of ? of.known.findLastIndex((k) => k <= now) : -1;
  return i >= 0 && of!.known[i]! >= now - stale ? of!.value[i]! : NaN;
}

/** Closes of the higher bars that had ended by `now`, built from the base bars known then; a missing close is left out. */
function closesOf(bars: readonly BarRow[], base: number, higher: number, now: number): number[] {
  if (higher % base !== 0) return [];
  if (higher === base) return bars.map((b) => b.c);
  const closes = new Map<number, number>();
  for (const b of bars) {
    const open = Math.floor(b.t / higher) * higher;
    if (open + higher > now) continue;
    closes.set(open, Number.isNaN(b.c) ? (closes.get(open) ?? NaN) : b.c);
  }
  const last = Math.max(...closes.keys()) + higher;
  return now - last > 3 * higher ? [] : [...closes.values()];
}

function lastOf(closes: readonly number[], push: (close: number) => number): number {
  return closes.reduce((_, close) => push(close), NaN);
}

function liquidated(market: StudyMarket, side: 'long' | 'short', from: number, now: number): number {
  const { liquidations } = market;
  if (!liquidations || liquidations.until < now) return NaN;
  const { series } = liquidations;
  const first = series.columns.t[0];
  if (first === undefined || first > from) return NaN;
  let sum = 0;
  for (let k = 0; k < series.columns.t.length; k++) {
    const t = series.columns.t[k]!;
    if (series.kind === 'buckets') {
      if (series.interval > now - from) return NaN;
      if (t < from || t + series.interval > now) continue;
      if (!(series.columns.long[k]! >= 0 && series.columns.short[k]! >= 0)) return NaN;
      sum += series.columns[side][k]!;
    } else if (t >= from && t < now && series.columns.side[k] === (side === 'long' ? 1 : -1)) {
      const { notional, price, quantity } = series.columns;
      const usd = Number.isNaN(notional[k]) ? price[k]! * quantity[k]! : notional[k]!;
      if (usd > 0) sum += usd;
    }
  }
  return market.bars.interval > now - from ? NaN : sum;
}

export const CLOSE_ENOUGH = (a: number, b: number): boolean =>
  Object.is(a, b) || Math.abs(a - b) <= 1e-9 * (1 + Math.abs(b));
