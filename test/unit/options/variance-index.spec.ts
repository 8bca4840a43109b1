import { describe, expect, it } from 'vitest';
import { lastSnapshot, type Ladder } from '#core/options/chain';
import { stripVariance, varianceIndex, type StripVariance } from '#core/options/variance-index';
import { value } from '../../support/options/black';
import { chainOf, type Row } from '../../support/options/chains';

const YEAR = 365;
/** A strip without a spread, priced at one volatility. */
function flatStrip(from: number, to: number, step: number, { forward = 100, days = 30, iv = 0.6, coin = false, rate = 0 } = {}): Ladder {
  const rows: Row[] = [];
  const unit = coin ? 1 / forward : Math.exp((-rate * days) / YEAR);
  for (let strike = from; strike <= to + 1e-9; strike += step)
    for (const type of [-1, 1] as const) {
      const premium = value(type, forward, strike, days / YEAR, iv) * unit;
      rows.push({ strike, type, days, bid: premium, ask: premium });
    }
  return lastSnapshot(chainOf(rows), { settlement: coin ? 'coin' : 'quote', rate, within: 60_000 })!.ladders[0]!;
} // prettier-ignore
/** Raw SVI of a flat smile. */
const flat = (iv: number, days = 30) => ({ a: (iv * iv * days) / YEAR, b: 0, rho: 0, m: 0, sigma: 0.1 });

describe('stripVariance', () => {
  it('is the square of the volatility of a flat smile on a dense strip', () => {
    expect(stripVariance(flatStrip(20, 400, 0.25), 100)!.quoted).toBeCloseTo(0.36, 4);
  });

  it('is the same for coin premiums and under a discount', () => {
    const plain = stripVariance(flatStrip(60, 160, 2.5), 100)!.quoted;
    expect(stripVariance(flatStrip(60, 160, 2.5, { coin: true }), 100)!.quoted).toBeCloseTo(plain, 10);
    expect(stripVariance(flatStrip(60, 160, 2.5, { rate: 0.1 }), 100)!.quoted).toBeCloseTo(plain, 10);
  });

  it('is the sum of the methodology, by hand', () => {
    const rows: Row[] = [
      { strike: 90, type: -1, bid: 1, ask: 1.2 },
      { strike: 90, type: 1, bid: 11, ask: 11.5 },
      { strike: 100, type: -1, bid: 4, ask: 4.4 },
      { strike: 100, type: 1, bid: 5, ask: 5.4 },
      { strike: 105, type: -1, bid: 6.8, ask: 7 },
      { strike: 105, type: 1, bid: 2.6, ask: 3 },
      { strike: 120, type: 1, bid: 0.4, ask: 0.6 },
    ];
    const { ladders } = lastSnapshot(chainOf(rows), { settlement: 'quote', rate: 0, within: 60_000 })!;
    const tau = 30 / YEAR;
    const sum =
      (10 / 90 ** 2) * 1.1 + (7.5 / 100 ** 2) * ((4.2 + 5.2) / 2) + (10 / 105 ** 2) * 2.8 + (15 / 120 ** 2) * 0.5;
    const found = stripVariance(ladders[0]!, 101)!;
    expect(found).toMatchObject({ k0: 100, strikes: 4 });
    expect(found.quoted).toBeCloseTo((2 * sum) / tau - 0.01 ** 2 / tau, 12);
    expect(found.variance).toBe(found.quoted);
  });

  it('stops at two zero bids in a row, and leaves out one', () => {
    const bids = (zero: readonly number[]): Ladder => {
      const ladder = flatStrip(60, 150, 5);
      const blank = (column: Float64Array): Float64Array => column.map((x, i) => (zero.includes(ladder.strike[i]!) ? NaN : x)); // prettier-ignore
      return { ...ladder, call: { ...ladder.call, bid: blank(ladder.call.bid) } };
    };
    expect(stripVariance(bids([]), 100)!.strikes).toBe(19);
    expect(stripVariance(bids([120]), 100)!.strikes).toBe(18);
    expect(stripVariance(bids([120, 130]), 100)!.strikes).toBe(17);
    expect(stripVariance(bids([120, 125]), 100)!.strikes).toBe(12);
  });

  it.each([
    [60, 160, 2.5],
    [85, 115, 2.5],
    [90, 105, 1],
  ])('puts back from the smile what a strip from %s to %s lacks', (from, to, step) => {
    const ladder = flatStrip(from, to, step);
    const { quoted, variance } = stripVariance(ladder, 100, flat(0.6))!;
    expect(quoted).toBeLessThan(variance);
    expect(Math.abs(Math.sqrt(variance) - 0.6)).toBeLessThanOrEqual(2e-3);
  });

  it('has none without both sides at K0, or from two strikes', () => {
    expect(stripVariance(flatStrip(105, 150, 5), 100)).toBeUndefined();
    expect(stripVariance(flatStrip(100, 105, 5), 102)).toBeUndefined();
  });
});

describe('varianceIndex', () => {
  const strip = (tau: number, variance: number): StripVariance => ({
    tau,
    variance,
    quoted: variance,
    k0: 1,
    strikes: 9,
  });

  it('gives the figure of the example in the VIX white paper', () => {
    // Near term 35,924 minutes and variance 0.01846292, next term 46,394 minutes and 0.01882101: 13.69 points.
    const strips = [strip(35_924 / 525_600, 0.01846292), strip(46_394 / 525_600, 0.01882101)];
    expect((100 * varianceIndex(strips)!.value).toFixed(2)).toBe('13.69');
  });

  it('takes the two expiries around the maturity, one alone on its day, and none outside', () => {
    const strips = [strip(5 / YEAR, 0.9), strip(20 / YEAR, 0.4), strip(30 / YEAR, 0.3), strip(60 / YEAR, 0.2)];
    expect(varianceIndex(strips)!.value).toBeCloseTo(Math.sqrt(0.3), 12);
    expect(varianceIndex(strips, 40)).toMatchObject({ near: strips[2], next: strips[3] });
    expect(varianceIndex(strips, 3)).toBeUndefined();
    expect(varianceIndex(strips, 61)).toBeUndefined();
  });
});
