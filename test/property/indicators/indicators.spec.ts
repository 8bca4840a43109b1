import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atr, AtrStream } from '#core/indicators/atr';
import { ema, EmaStream } from '#core/indicators/ema';
import { macd, MacdStream } from '#core/indicators/macd';
import { REALIZED_VOL_METHODS, realizedVol, RealizedVolStream } from '#core/indicators/realized-vol';
import { rsi, RsiStream } from '#core/indicators/rsi';
import { sma, SmaStream } from '#core/indicators/sma';
import { SlidingMoments, SlidingSum } from '#core/math/sliding';
import type { Bars } from '#core/series/schema';

type Ohlc = Pick<Bars, 'o' | 'h' | 'l' | 'c'>;

const price = fc.double({ min: 0.01, max: 1e6, noNaN: true });
const bar = fc
  .tuple(price, price, price, price)
  .map(([a, b, c, d]) => [a, Math.max(a, b, c, d), Math.min(a, b, c, d), d] as const);
const columns = (rows: readonly (readonly number[])[]): Ohlc => {
  const column = (k: number): Float64Array => Float64Array.from(rows, (row) => row[k]);
  return { o: column(0), h: column(1), l: column(2), c: column(3) };
};
const sound = fc.array(bar, { maxLength: 90 }).map(columns);
/** With holes, in one column or in all. */
const holed = fc
  .array(
    fc.oneof(
      { weight: 12, arbitrary: bar },
      bar.map(([o, h, , c]) => [o, h, NaN, c] as const),
      fc.constant([NaN, NaN, NaN, NaN] as const),
    ),
    { maxLength: 90 },
  ) // prettier-ignore
  .map(columns);
const period = fc.integer({ min: 1, max: 12 });
const periods = fc
  .tuple(period, period, period)
  .map(([a, b, signal]) => ({ fast: Math.min(a, b), slow: Math.max(a, b) + 1, signal }));
const method = fc.constantFrom(...REALIZED_VOL_METHODS);

/** An indicator with its parameters drawn, in both forms. */
const indicator = fc.oneof(
  fc
    .record({ p: period })
    .map(({ p }) => ({ batch: (b: Ohlc) => [sma(b.c, p)], stream: () => streamOf(new SmaStream(p)) })),
  fc
    .record({ p: period })
    .map(({ p }) => ({ batch: (b: Ohlc) => [ema(b.c, p)], stream: () => streamOf(new EmaStream(p)) })),
  fc
    .record({ p: period })
    .map(({ p }) => ({ batch: (b: Ohlc) => [rsi(b.c, p)], stream: () => streamOf(new RsiStream(p)) })),
  fc.record({ p: period }).map(({ p }) => ({
    batch: (b: Ohlc) => [atr(b, p)],
    stream: () => {
      const s = new AtrStream(p);
      return (...[, h, l, c]: Row): number[] => [s.push(h, l, c)];
    },
  })),
  periods.map((p) => ({
    batch: (b: Ohlc) => {
      const out = macd(b.c, p);
      return [out.macd, out.signal, out.histogram];
    },
    stream: () => {
      const s = new MacdStream(p);
      return (...[, , , c]: Row): number[] => Object.values(s.push(c));
    },
  })),
  fc.tuple(method, fc.integer({ min: 2, max: 12 })).map(([m, window]) => {
    const options = { method: m, window, interval: 60_000 };
    return {
      batch: (b: Ohlc) => [realizedVol(b, options)],
      stream: () => {
        const s = new RealizedVolStream(options);
        return (...row: Row): number[] => [s.push(...row)];
      },
    };
  }),
);
type Row = [o: number, h: number, l: number, c: number];
const streamOf =
  (s: { push: (x: number) => number }) =>
  (...[, , , c]: Row): number[] => [s.push(c)];
const cut = (b: Ohlc, to: number): Ohlc => ({
  o: b.o.slice(0, to),
  h: b.h.slice(0, to),
  l: b.l.slice(0, to),
  c: b.c.slice(0, to),
});

describe('every indicator', () => {
  it('gives the same bits in batch and in stream, holes or not', () =>
    fc.assert(
      fc.property(indicator, holed, ({ batch, stream }, bars) => {
        const out = batch(bars);
        const push = stream();
        for (let i = 0; i < bars.c.length; i++)
          expect(push(bars.o[i], bars.h[i], bars.l[i], bars.c[i]), `row ${i}`).toEqual(out.map((x) => x[i]));
      }),
      { numRuns: 600 },
    ));

  it('never changes what it said when a later bar comes', () =>
    fc.assert(
      fc.property(indicator, holed, fc.nat(90), ({ batch }, bars, length) => {
        const to = Math.min(length, bars.c.length);
        expect(batch(cut(bars, to))).toEqual(batch(bars).map((x) => x.slice(0, to)));
      }),
      { numRuns: 400 },
    ));

  it('writes every row of its output, whatever stood there', () =>
    fc.assert(
      fc.property(holed, period, (b, p) => {
        const dirty = (): Float64Array => new Float64Array(b.c.length).fill(-7);
        expect(sma(b.c, p, dirty())).toEqual(sma(b.c, p));
        expect(ema(b.c, p, dirty())).toEqual(ema(b.c, p));
        expect(rsi(b.c, p, dirty())).toEqual(rsi(b.c, p));
        expect(atr(b, p, dirty())).toEqual(atr(b, p));
        const out = { macd: dirty(), signal: dirty(), histogram: dirty() };
        expect(macd(b.c, { fast: p, slow: p + 3, signal: 2 }, out)).toEqual(
          macd(b.c, { fast: p, slow: p + 3, signal: 2 }),
        );
      }),
    ));
});

describe('laws', () => {
  const present = (x: Float64Array): number[] => [...x].filter((value) => !Number.isNaN(value));

  it('0 ≤ RSI ≤ 100, and RSI of the mirror image is 100 − RSI', () =>
    fc.assert(
      fc.property(sound, period, ({ c }, p) => {
        const out = rsi(c, p);
        for (const x of present(out)) expect(x >= 0 && x <= 100).toBe(true);
        rsi(c.map((x) => -x), p).forEach((x, i) => expect(Number.isNaN(x) ? out[i] : x + out[i]).toEqual(Number.isNaN(x) ? NaN : expect.closeTo(100, 9))); // prettier-ignore
      }),
    ));

  it('RSI does not depend on the unit of the price', () =>
    fc.assert(
      fc.property(sound, period, fc.integer({ min: -300, max: 300 }), ({ c }, p, exponent) => {
        expect(
          rsi(
            c.map((x) => x * 2 ** exponent),
            p,
          ),
        ).toEqual(rsi(c, p)); // a power of two: to the bit
      }),
    ));

  it('averages lie within the prices they average, and scale with them', () =>
    fc.assert(
      fc.property(sound, period, ({ c }, p) => {
        for (const average of [sma, ema]) {
          const out = average(c, p);
          for (let i = 0; i < c.length; i++) {
            if (Number.isNaN(out[i])) continue;
            const seen = average === sma ? c.subarray(i + 1 - p, i + 1) : c.subarray(0, i + 1);
            const rounding = 1e-14 * Math.max(...seen);
            expect(out[i]).toBeGreaterThanOrEqual(Math.min(...seen) - rounding);
            expect(out[i]).toBeLessThanOrEqual(Math.max(...seen) + rounding);
          }
          expect(
            average(
              c.map((x) => x * 4),
              p,
            ),
          ).toEqual(out.map((x) => x * 4));
        }
      }),
    ));

  it('ATR is at least the least high − low, and never negative', () =>
    fc.assert(
      fc.property(sound, period, (b, p) => {
        const least = Math.min(...b.h.map((h, i) => h - b.l[i]));
        for (const x of present(atr(b, p))) expect(x).toBeGreaterThanOrEqual(least * (1 - 1e-12));
      }),
    ));

  it('realised volatility is ≥ 0, does not depend on the unit of the price, and grows with √time', () =>
    fc.assert(
      fc.property(sound, method, fc.integer({ min: 2, max: 12 }), (b, m, window) => {
        const out = realizedVol(b, { method: m, window, interval: 60_000 });
        expect(
          out.subarray(window).every((x) => x >= 0),
          'a sound bar has a variance',
        ).toBe(true);
        const scaled = {
          o: b.o.map((x) => x * 8),
          h: b.h.map((x) => x * 8),
          l: b.l.map((x) => x * 8),
          c: b.c.map((x) => x * 8),
        };
        expect(realizedVol(scaled, { method: m, window, interval: 60_000 })).toEqual(out);
        realizedVol(b, { method: m, window, interval: 15_000 }).forEach((x, i) => {
          if (!Number.isNaN(x)) expect(Math.abs(x - 2 * out[i])).toBeLessThanOrEqual(1e-12 * x);
        });
      }),
    ));
});

describe('sliding sums', () => {
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  it('are what adding and averaging the window anew gives', () =>
    fc.assert(
      fc.property(fc.array(value, { maxLength: 80 }), fc.integer({ min: 1, max: 15 }), (x, window) => {
        const sum = new SlidingSum(window);
        const moments = new SlidingMoments(window);
        x.forEach((value, i) => {
          sum.push(value);
          moments.push(value);
          const last = x.slice(Math.max(0, i + 1 - window), i + 1);
          const scale = last.reduce((a, b) => a + Math.abs(b), 1e-300);
          const total = last.reduce((a, b) => a + b, 0);
          const mean = total / last.length;
          const squares = last.reduce((a, b) => a + (b - mean) ** 2, 0);
          expect([sum.count, moments.count]).toEqual([last.length, last.length]);
          expect(Math.abs(sum.sum - total)).toBeLessThanOrEqual(1e-14 * scale);
          expect(Math.abs(moments.mean - mean)).toBeLessThanOrEqual(1e-14 * scale);
          expect(Math.abs(moments.squares - squares)).toBeLessThanOrEqual(1e-13 * scale * scale + 1e-300);
        });
      }),
      { numRuns: 300 },
    ));
});
