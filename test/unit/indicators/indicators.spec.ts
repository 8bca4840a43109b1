import { describe, expect, it } from 'vitest';
import { atr } from '#core/indicators/atr';
import { ema } from '#core/indicators/ema';
import { macd } from '#core/indicators/macd';
import { realizedVol, type RealizedVolMethod } from '#core/indicators/realized-vol';
import { rsi } from '#core/indicators/rsi';
import { sma } from '#core/indicators/sma';
import type { Bars } from '#core/series/schema';
import { MS_PER_DAY } from '#core/time/ms';

const of = (...x: number[]): Float64Array => Float64Array.from(x);
const count = (x: Float64Array): number => x.filter((value) => !Number.isNaN(value)).length;
const ramp = (n: number, start = 100, step = 1): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => start + i * step);
const flat = (n: number, price = 100): Float64Array => new Float64Array(n).fill(price);
const ohlc = (x: Float64Array): Pick<Bars, 'o' | 'h' | 'l' | 'c'> => ({ o: x, h: x, l: x, c: x });

describe('by hand', () => {
  it('SMA', () => {
    expect(sma(of(1, 2, 3, 4, 10), 3)).toEqual(of(NaN, NaN, 2, 3, 17 / 3));
  });

  it('EMA starts at the mean of the first values', () => {
    expect(ema(of(1, 2, 3, 7, 7), 3)).toEqual(of(NaN, NaN, 2, 4.5, 5.75));
  });

  it('RSI', () => {
    // changes +2 −1 | +1: means 1 and 0.5; then (1 + 1)/2 = 1 and 0.25
    expect([...rsi(of(10, 12, 11, 12), 2)]).toEqual([NaN, NaN, expect.closeTo(100 / 1.5, 12), 80]);
  });

  it('ATR', () => {
    const bars = { h: of(10, 12, 20, 15), l: of(8, 11, 15, 14), c: of(9, 11, 16, 15) };
    // ranges from bar 1 on: 12 − 9 = 3, 20 − 11 = 9, 16 − 14 = 2
    expect(atr(bars, 2)).toEqual(of(NaN, NaN, 6, 4));
  });

  it('MACD begins both averages where the slow one has its first value', () => {
    const { macd: line, signal, histogram } = macd(of(0, 0, 3, 9, 3), { fast: 2, slow: 3, signal: 2 });
    // index 2: fast (0 + 3)/2 = 1.5, slow 1. index 3: fast 1.5 + 7.5·⅔ = 6.5, slow 5. index 4: fast 6.5 − 3.5·⅔, slow 4.
    expect(line[2]).toBe(0.5);
    expect(line[3]).toBe(1.5);
    expect(line[4]).toBeCloseTo(6.5 - 7 / 3 - 4, 12);
    expect([signal[2], signal[3], histogram[3]]).toEqual([NaN, 1, 0.5]);
    expect(signal[4]).toBeCloseTo(1 + (line[4] - 1) * (2 / 3), 12);
    expect(histogram[4]).toBe(line[4] - signal[4]);
  });

  it('realised volatility by the day is that of 365 days', () => {
    const e = Math.E;
    const bars = { o: of(1, 1, 1), h: of(e, e, e), l: of(1, 1, 1), c: of(1, e, 1) };
    const of2 = (method: RealizedVolMethod, window: number): number =>
      realizedVol(bars, { method, window, interval: MS_PER_DAY })[2];
    expect(of2('close', 2)).toBeCloseTo(Math.sqrt(2 * 365), 10); // returns +1 and −1
    expect(of2('parkinson', 3)).toBeCloseTo(Math.sqrt(365 / (4 * Math.LN2)), 10);
    expect(of2('garman-klass', 3)).toBeCloseTo(Math.sqrt(365 * (0.5 - (2 * Math.LN2 - 1) / 3)), 10);
    const k = 0.34 / (1.34 + 3); // overnight 0, −1; open to close 1, 0; Rogers–Satchell 0, 1
    expect(of2('yang-zhang', 2)).toBeCloseTo(Math.sqrt(365 * (0.5 + k * 0.5 + (1 - k) * 0.5)), 10);
  });
});

describe('a flat market', () => {
  it('has an RSI of 50 until something moves, exactly', () => {
    expect(rsi(flat(40), 14).subarray(14)).toEqual(flat(26, 50));
    expect(rsi(of(5, 5, 5, 6, 6), 2)).toEqual(of(NaN, NaN, 50, 100, 100));
  });

  it('has no MACD, no range and no volatility, exactly', () => {
    const price = flat(60, 61_234.56);
    const out = macd(price);
    expect(out.macd.subarray(25)).toEqual(flat(35, 0));
    expect(out.histogram.subarray(33)).toEqual(flat(27, 0));
    expect(atr({ h: price, l: price, c: price }, 5).subarray(5)).toEqual(flat(55, 0));
    for (const method of ['close', 'parkinson', 'garman-klass', 'yang-zhang'] as const)
      expect(realizedVol(ohlc(price), { method, window: 7, interval: MS_PER_DAY }).subarray(7)).toEqual(flat(53, 0));
  });
});

describe('a market in one direction', () => {
  it('has an RSI of 100 or 0', () => {
    expect(rsi(ramp(30), 14).subarray(14)).toEqual(flat(16, 100));
    expect(rsi(ramp(30, 100, -1), 14).subarray(14)).toEqual(flat(16, 0));
  });

  it('has no close-to-close volatility when every return is the same', () => {
    const price = Float64Array.from({ length: 400 }, (_, i) => 2 ** (i - 200));
    const out = realizedVol(ohlc(price), { method: 'close', window: 20, interval: MS_PER_DAY });
    expect(out.subarray(20)).toEqual(flat(380, 0));
  });
});

const every: readonly (readonly [name: string, run: (x: Float64Array) => Float64Array, warmUp: number])[] = [
  ['sma', (x) => sma(x, 5), 4],
  ['ema', (x) => ema(x, 5), 4],
  ['rsi', (x) => rsi(x, 5), 5],
  ['atr', (x) => atr({ h: x, l: x, c: x }, 5), 5],
  ['macd', (x) => macd(x, { fast: 2, slow: 5, signal: 3 }).macd, 4],
  ['macd signal', (x) => macd(x, { fast: 2, slow: 5, signal: 3 }).signal, 6],
  ['close', (x) => realizedVol(ohlc(x), { method: 'close', window: 5, interval: 1 }), 5],
  ['parkinson', (x) => realizedVol(ohlc(x), { method: 'parkinson', window: 5, interval: 1 }), 4],
  ['garman-klass', (x) => realizedVol(ohlc(x), { method: 'garman-klass', window: 5, interval: 1 }), 4],
  ['yang-zhang', (x) => realizedVol(ohlc(x), { method: 'yang-zhang', window: 5, interval: 1 }), 5],
];

describe.each(every)('%s', (_, run, warmUp) => {
  const price = Float64Array.from({ length: 40 }, (_, i) => 100 + 7 * Math.sin(i) + i);

  it('takes an empty series', () => expect(run(of())).toEqual(of()));

  it('is NaN all through a series that is too short, and has one value when it is just long enough', () => {
    expect(count(run(price.subarray(0, warmUp)))).toBe(0);
    expect(count(run(price.subarray(0, warmUp + 1)))).toBe(1);
  });

  it('starts after leading NaN as if they were not there', () => {
    const padded = Float64Array.from([NaN, NaN, NaN, ...price]);
    expect(run(padded).subarray(3)).toEqual(run(price));
  });

  it('starts afresh after a NaN inside, so that a hole costs one warm-up', () => {
    const holed = price.slice();
    holed[20] = NaN;
    const out = run(holed);
    expect(out.subarray(0, 20)).toEqual(run(price).subarray(0, 20));
    expect(out[20]).toBeNaN();
    expect(out.subarray(21)).toEqual(run(price.slice(21)));
    expect(count(out)).toBe(40 - 1 - 2 * warmUp);
  });

  it('is NaN where all is', () => expect(count(run(flat(30, NaN)))).toBe(0));

  it('is finite for prices near the ends of what a double holds', () => {
    for (const scale of [1e-300, 1e300]) {
      const out = run(price.map((x) => x * scale * 0.001));
      expect(out.subarray(warmUp).every(Number.isFinite), `scale ${scale}`).toBe(true);
    }
  });
});

it('an average has forgotten a huge value once it has left the window', () => {
  const x = ramp(40);
  x[10] = 1e300;
  expect(sma(x, 4).subarray(14)).toEqual(sma(ramp(40), 4).subarray(14));
  const vol = (price: Float64Array): Float64Array =>
    realizedVol(ohlc(price), { method: 'close', window: 4, interval: 1 });
  const [spoilt, clean] = [vol(x), vol(ramp(40))];
  for (let i = 15; i < 40; i++) expect(spoilt[i] / clean[i]).toBeCloseTo(1, 12);
});

it('volatility treats a price that is not positive as missing', () => {
  const price = ramp(30);
  price[12] = 0;
  price[20] = -1;
  const out = realizedVol(ohlc(price), { method: 'parkinson', window: 3, interval: 1 });
  expect([...out.keys()].filter((i) => Number.isNaN(out[i]))).toEqual([0, 1, 12, 13, 14, 20, 21, 22]);
});

it('close-to-close volatility reads closes alone', () => {
  const c = ramp(30);
  const blank = flat(30, NaN);
  const options = { method: 'close', window: 5, interval: 1 } as const;
  expect(realizedVol({ o: blank, h: blank, l: blank, c }, options)).toEqual(realizedVol(ohlc(c), options));
});

describe('misuse', () => {
  const x = ramp(10);
  it.each<[string, () => unknown]>([
    ['period=0', () => sma(x, 0)],
    ['period=0', () => ema(x, 0)],
    ['period=1.5', () => rsi(x, 1.5)],
    ['period=NaN', () => atr({ h: x, l: x, c: x }, NaN)],
    ['period=-3', () => rsi(x, -3)],
    ['fast=0', () => macd(x, { fast: 0 })],
    ['signal=0', () => macd(x, { signal: 0 })],
    ['fast=26 is not below slow=26', () => macd(x, { fast: 26 })],
    [
      'window=1, expected a whole number of at least 2',
      () => realizedVol(ohlc(x), { method: 'close', window: 1, interval: 1 }),
    ],
    ['window=1, expected', () => realizedVol(ohlc(x), { method: 'yang-zhang', window: 1, interval: 1 })],
    ['window=0, expected', () => realizedVol(ohlc(x), { method: 'parkinson', window: 0, interval: 1 })],
    ['interval=0', () => realizedVol(ohlc(x), { method: 'parkinson', window: 1, interval: 0 })],
    ['shapes 10, 9', () => sma(x, 2, new Float64Array(9))],
    ['shapes 10, 9', () => ema(x, 2, new Float64Array(9))],
    ['shapes 10, 9', () => rsi(x, 2, new Float64Array(9))],
    ['shapes 9, 10', () => atr({ h: new Float64Array(9), l: x, c: x }, 2)],
    ['shapes 10, 9', () => macd(x, {}, { macd: x.slice(), signal: new Float64Array(9), histogram: x.slice() })],
    [
      'shapes 10, 9',
      () => realizedVol({ ...ohlc(x), h: new Float64Array(9) }, { method: 'close', window: 2, interval: 1 }),
    ],
  ])('%s', (message, run) => {
    expect(run).toThrow(RangeError);
    expect(run).toThrow(message);
  });
});
