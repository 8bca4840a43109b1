import { describe, expect, it } from 'vitest';
import { normCdf } from '#core/math/special';
import { lastSnapshot } from '#core/options/chain';
import { moneynessAtDelta, smilesOf } from '#core/options/smile';
import { surfaceOf, wingsAt, wingsOf, type Wings } from '#core/options/surface';
import { sviVariance } from '#core/options/svi';
import { smileVolatility } from '#core/sample/surface';
import { chainOf, sampleChain, SAMPLE_STATE } from '../../support/options/chains';

const snapshot = lastSnapshot(sampleChain(), { settlement: 'coin', rate: 0, within: 60_000 })!;
const smiles = smilesOf(snapshot);
const YEAR = 365;
const wings = (days: number, iv: number): Wings => ({
  tau: days / YEAR,
  atm: iv,
  call25: iv - 0.02,
  put25: iv + 0.04,
  riskReversal: -0.06,
  butterfly: 0.01,
  extrapolated: false,
  flagged: false,
});

describe('smilesOf', () => {
  it('finds the smile that the sample market was priced with, within half of what is quoted', () => {
    expect(smiles).toHaveLength(6);
    for (const { quotes, fit, ladder } of smiles) {
      quotes.strike.forEach((strike, i) => {
        const truth = smileVolatility(SAMPLE_STATE, Math.log(strike / ladder.underlying), ladder.tau);
        const fitted = Math.sqrt(sviVariance(fit!.svi, quotes.k[i]!) / ladder.tau);
        expect(Math.abs(fitted - truth)).toBeLessThanOrEqual(0.5 * quotes.spread[i]! + 0.003);
      });
    }
  });

  it('keeps an expiry without a fit, and drops one without a forward', () => {
    const thin = lastSnapshot(
      chainOf([
        { strike: 90, type: -1, bid: 1, ask: 2, underlying: 100 },
        { strike: 90, type: -1, bid: 1, ask: 2, days: 60 },
      ]),
      { settlement: 'quote', rate: 0, within: 60_000 },
    )!;
    const found = smilesOf(thin);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ fit: undefined, butterfly: undefined, calendar: undefined });
    expect(wingsOf(found[0]!)).toBeUndefined();
  });
});

describe('moneynessAtDelta', () => {
  it.each([0.05, 0.25, 0.5, 0.75, 0.95])('is where N(d1) is %s', (delta) => {
    for (const { fit } of smiles) {
      const k = moneynessAtDelta(fit!.svi, delta);
      const s = Math.sqrt(sviVariance(fit!.svi, k));
      expect(normCdf(-k / s + s / 2)).toBeCloseTo(delta, 10);
    }
  });

  it('has no place where total variance is not positive', () => {
    expect(moneynessAtDelta({ a: -1, b: 0.1, rho: 0, m: 0, sigma: 0.1 }, 0.25)).toBeNaN();
  });
});

describe('wingsAt', () => {
  const expiries = [wings(10, 0.8), wings(40, 0.5)];

  it('is linear in total variance, point by point', () => {
    const at = wingsAt(expiries, 30 / YEAR);
    const between = (a: number, b: number): number => Math.sqrt(((1 / 3) * a * a * 10 + (2 / 3) * b * b * 40) / 30);
    expect(at.atm).toBeCloseTo(between(0.8, 0.5), 12);
    expect(at.call25).toBeCloseTo(between(0.78, 0.48), 12);
    expect(at.put25).toBeCloseTo(between(0.84, 0.54), 12);
    expect(at.riskReversal).toBeCloseTo(at.call25 - at.put25, 12);
    expect(at.butterfly).toBeCloseTo((at.call25 + at.put25) / 2 - at.atm, 12);
  });

  it('is an expiry itself on its day, and nothing outside them', () => {
    expect(wingsAt(expiries, 10 / YEAR).atm).toBeCloseTo(0.8, 12);
    expect(wingsAt(expiries, 40 / YEAR).atm).toBeCloseTo(0.5, 12);
    for (const days of [9, 41]) expect(wingsAt(expiries, days / YEAR)).toMatchObject({ atm: NaN, riskReversal: NaN });
    expect(wingsAt([], 0.1).atm).toBeNaN();
  });

  it('passes on what is wrong with either side', () => {
    const flagged = [
      { ...expiries[0]!, flagged: true },
      { ...expiries[1]!, extrapolated: true },
    ];
    expect(wingsAt(flagged, 20 / YEAR)).toMatchObject({ flagged: true, extrapolated: true });
    expect(wingsAt(flagged, 40 / YEAR)).toMatchObject({ flagged: false, extrapolated: true });
  });
});

describe('surfaceOf', () => {
  it('has the term structure of the sample market', () => {
    const { maturities, slopes } = surfaceOf(smiles);
    const truth = [7, 30, 90, 180].map((days) => smileVolatility(SAMPLE_STATE, 0, days / YEAR));
    maturities.forEach(({ atm }, i) => {
      if (!Number.isNaN(atm)) expect(Math.abs(atm - truth[i]!)).toBeLessThanOrEqual(0.01);
    });
    expect(maturities.filter(({ atm }) => atm > 0).length).toBeGreaterThanOrEqual(3);
    expect(slopes.map(({ front, back }) => [front, back])).toEqual([[7, 30], [30, 90], [90, 180]]); // prettier-ignore
    expect(slopes[0]!.value).toBeCloseTo(maturities[0]!.atm / maturities[1]!.atm - 1, 12);
  });
});
