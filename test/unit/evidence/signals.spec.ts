import { describe, expect, it } from 'vitest';
import { evaluateSignal, signalLacks, SIGNALS } from '#core/evidence/signals';
import type { Signal, StudyMarket } from '#core/evidence/types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const f = (...x: number[]): Float64Array => Float64Array.of(...x);

/** Hourly bars with these closes; all other columns are the close. */
function hourly(...c: number[]): StudyMarket {
  const x = Float64Array.from(c);
  const t = x.map((_, i) => i * HOUR);
  return { instrument: 'X', bars: { columns: { t, o: x, h: x, l: x, c: x, v: x }, interval: HOUR } };
}
const values = (market: StudyMarket, signal: Signal): number[] =>
  [...evaluateSignal(market, signal)].map((x) => Math.round(x * 1e6) / 1e6);

describe('evaluateSignal', () => {
  it('measures a return from the last close known at the beginning of the span', () => {
    const market = hourly(100, 110, 99);
    expect(values(market, { name: 'return', over: HOUR })).toEqual([NaN, 953.101798, -1053.605157]);
    expect(values(market, { name: 'return', over: 1.5 * HOUR })).toEqual([NaN, NaN, -100.503359]);
    expect(values(market, { name: 'return', over: 2 * HOUR })).toEqual([NaN, NaN, -100.503359]);
  });

  it('measures a drawdown from the highest high inside the span', () => {
    expect(values(hourly(100, 110, 99), { name: 'drawdown', over: 2 * HOUR })).toEqual([NaN, 0, 1053.605157]);
  });

  it('scores a volume against the bars before it', () => {
    expect(values(hourly(1, 3, 7, 7), { name: 'volumeZ', over: 2 * HOUR })).toEqual([NaN, NaN, 3.535534, 0.707107]);
  });

  it('reads a higher timeframe only once it has closed', () => {
    const market = hourly(1, 2, 3, 4, 5, 6, 7);
    expect(values(market, { name: 'ema', period: 1, interval: 2 * HOUR })).toEqual([NaN, 2, 2, 4, 4, 6, 6]);
  });

  it('sums liquidations of one side in the half-open span, while the feed is alive', () => {
    const columns = {
      ...{ t: f(0, HOUR, 2 * HOUR - 1), side: f(1, -1, 1), price: f(2, 2, 2), quantity: f(3, 3, 3) },
      notional: f(10, 20, NaN),
    };
    const market: StudyMarket = {
      ...hourly(1, 1, 1, 1),
      liquidations: { series: { kind: 'prints', columns }, until: 3 * HOUR },
    };
    expect(values(market, { name: 'liquidations', side: 'long', over: HOUR })).toEqual([10, 6, 0, NaN]);
    expect(values(market, { name: 'liquidations', side: 'long', over: 2 * HOUR })).toEqual([NaN, 16, 6, NaN]);
    expect(values(market, { name: 'liquidations', side: 'short', over: HOUR })).toEqual([0, 20, 0, NaN]);
  });

  it('does not know a sum with a missing bucket, and knows the next one again', () => {
    const columns = { t: f(0, HOUR, 3 * HOUR), long: f(5, NaN, 7), short: f(0, 0, 0) };
    const market: StudyMarket = {
      ...hourly(1, 1, 1, 1),
      liquidations: { series: { kind: 'buckets', columns, interval: HOUR }, until: 9 * HOUR },
    };
    expect(values(market, { name: 'liquidations', side: 'long', over: HOUR })).toEqual([5, NaN, 0, 7]);
  });

  it('measures open interest in base units when both ends have them, else in USD', () => {
    const columns = { t: f(0, HOUR, 2 * HOUR), base: f(100, 90, NaN), usd: f(50, 10, 30) };
    const market = { ...hourly(1, 1, 1), oi: { columns, interval: HOUR } };
    expect(values(market, { name: 'oiChange', over: HOUR })).toEqual([NaN, -0.1, 2]);
  });

  it('lets an open interest hold for three intervals, a funding rate for a day, an index for four', () => {
    const market = {
      ...hourly(...new Array<number>(100).fill(1)),
      oi: { columns: { t: f(0, HOUR, 7 * HOUR), base: f(100, 90, 45), usd: f(1, 1, 1) }, interval: HOUR },
      funding: { t: f(HOUR), rate: f(-2e-4) },
      skew: { known: f(HOUR), value: f(-0.1) },
    };
    const oi = values(market, { name: 'oiChange', over: 3 * HOUR });
    expect([oi[3], oi[4], oi[7], oi[8]]).toEqual([-0.1, NaN, -0.5, NaN]);
    const funding = evaluateSignal(market, { name: 'funding' });
    expect([funding[0], funding[24], funding[25]]).toEqual([-2e-4, -2e-4, NaN]);
    const skew = evaluateSignal(market, { name: 'skew' });
    expect([skew[0], skew[96], skew[97]]).toEqual([-0.1, -0.1, NaN]);
  });
});

describe('signalLacks', () => {
  it('names the missing series, for each signal that needs more than bars', () => {
    for (const { defaults, needs } of Object.values(SIGNALS))
      expect(signalLacks(hourly(1), defaults) === '', defaults.name).toBe(needs.length === 1);
    expect(signalLacks(hourly(1), { name: 'oiChange', over: HOUR })).toBe('open interest');
  });

  it('names the bars that would do', () => {
    expect(signalLacks(hourly(1), { name: 'rsi', period: 14, interval: HOUR / 4 })).toBe(
      'bars of which 15m is a multiple (there are bars of 1h)',
    );
    expect(signalLacks(hourly(1), { name: 'rsi', period: 14, interval: 1.5 * HOUR })).toContain('90m');
    expect(signalLacks(hourly(1), { name: 'return', over: HOUR / 2 })).toBe('bars of 30m or finer');
    expect(signalLacks(hourly(1), { name: 'realizedVol', over: HOUR })).toBe('bars of 30m or finer');
    const oi = { columns: { t: f(0), base: f(1), usd: f(1) }, interval: DAY };
    expect(signalLacks({ ...hourly(1), oi }, { name: 'oiChange', over: HOUR })).toBe('open interest per 1h');
  });
});
