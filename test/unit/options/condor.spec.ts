import { describe, expect, it } from 'vitest';
import { normCdf } from '#core/math/special';
import { lastSnapshot } from '#core/options/chain';
import { CNDR, condorOf, type Condor, type CondorSettings } from '#core/options/condor';
import { condorReport } from '#core/options/condor-report';
import { DERIBIT_FEES } from '#core/options/fees';
import { callDelta, probabilityAbove, smilesOf } from '#core/options/smile';
import { sviVariance } from '#core/options/svi';
import { Rng } from '#core/random/rng';
import { value } from '../../support/options/black';
import { chainOf, sampleChain, type Row } from '../../support/options/chains';

const settings: CondorSettings = { ...CNDR, decayDays: 7, fees: DERIBIT_FEES };
const FREE = { ...DERIBIT_FEES, option: 0 };
const snapshot = lastSnapshot(sampleChain(), { settlement: 'coin', rate: 0, within: 60_000 })!;
const smiles = smilesOf(snapshot);
const condors = smiles.map((smile) => condorOf(smile, settings)!);

/** Thirty days at one volatility, without spreads, a strike a unit. */
const flat = (() => {
  const rows = Array.from({ length: 101 }, (_, i) => 50 + i).flatMap((strike) =>
    ([-1, 1] as const).map((type): Row => {
      const premium = value(type, 100, strike, 30 / 365, 0.6);
      return { strike, type, bid: premium, ask: premium, underlying: 100, index: 100 };
    }),
  );
  return smilesOf(lastSnapshot(chainOf(rows), { settlement: 'quote', rate: 0, within: 60_000 })!)[0]!;
})();

describe('probabilityAbove', () => {
  it('is minus the slope of the call in its strike', () => {
    for (const { fit } of smiles)
      for (const k of [-0.4, -0.1, 0, 0.05, 0.3]) {
        const call = (x: number): number => {
          const s = Math.sqrt(sviVariance(fit!.svi, x));
          return normCdf(-x / s + s / 2) - Math.exp(x) * normCdf(-x / s - s / 2);
        };
        const h = 1e-5;
        const slope = (call(k + h) - call(k - h)) / (Math.exp(k + h) - Math.exp(k - h));
        expect(probabilityAbove(fit!.svi, k)).toBeCloseTo(-slope, 6);
      }
  });
});

describe('condorOf', () => {
  it('takes the strikes nearest to 0.20 and 0.05 delta', () => {
    smiles.forEach(({ ladder, forward, fit }, j) => {
      const { strikes, deltas } = condors[j]!;
      const delta = (strike: number): number => callDelta(fit!.svi, Math.log(strike / forward.value));
      const far = (strike: number, side: number, wanted: number): number => Math.abs((side > 0 ? delta(strike) : 1 - delta(strike)) - wanted); // prettier-ignore
      const puts = [...ladder.strike].filter((k, i) => k < forward.value && ladder.put.bid[i]! > 0);
      const calls = [...ladder.strike].filter((k, i) => k >= forward.value && ladder.call.bid[i]! > 0);
      for (const k of puts) expect(far(strikes[1], -1, 0.2)).toBeLessThanOrEqual(far(k, -1, 0.2));
      for (const k of calls) expect(far(strikes[2], 1, 0.2)).toBeLessThanOrEqual(far(k, 1, 0.2));
      for (const k of puts.filter((x) => x < strikes[1])) expect(far(strikes[0], -1, 0.05)).toBeLessThanOrEqual(far(k, -1, 0.05)); // prettier-ignore
      for (const k of calls.filter((x) => x > strikes[2])) expect(far(strikes[3], 1, 0.05)).toBeLessThanOrEqual(far(k, 1, 0.05)); // prettier-ignore
      expect(deltas[1]).toBeCloseTo(delta(strikes[1]) - 1, 12);
      expect(deltas[2]).toBeCloseTo(delta(strikes[2]), 12);
    });
  });

  it('takes wings by their width', () => {
    const { strikes } = condorOf(flat, { ...settings, wing: { width: 7 } })!;
    expect([strikes[1] - strikes[0], strikes[3] - strikes[2]]).toEqual([7, 7]);
  });

  it('loses at most the widest wing less its credit, which costs and fees make smaller', () => {
    for (const { strikes, credit, creditMid, maxLoss, breakEvens, margin } of condors) {
      const widest = Math.max(strikes[1] - strikes[0], strikes[3] - strikes[2]);
      expect(maxLoss).toBeCloseTo(widest - credit, 6);
      expect(breakEvens[0]).toBeCloseTo(strikes[1] - credit, 4);
      expect(breakEvens[1]).toBeCloseTo(strikes[2] + credit, 4);
      expect(credit).toBeLessThan(creditMid);
      expect(margin).toBeGreaterThan(0);
    }
  });

  it('is worth nothing in a market at fair prices, and its odds are those of the distribution', () => {
    const { riskNeutral, breakEvens, credit, creditMid, deltas } = condorOf(flat, { ...settings, fees: FREE })!;
    expect(Math.abs(riskNeutral.expected)).toBeLessThanOrEqual(2e-3);
    expect(credit).toBeCloseTo(creditMid, 12);
    const s = 0.6 * Math.sqrt(30 / 365);
    const below = (price: number): number => normCdf(Math.log(price / 100) / s + s / 2);
    expect(riskNeutral.profit).toBeCloseTo(below(breakEvens[1]!) - below(breakEvens[0]!), 4);
    expect(deltas[1]).toBeCloseTo(-0.2, 1);
  });

  it('agrees with itself when the past has the distribution of the smile', () => {
    const rng = new Rng(5);
    const returns = Float64Array.from({ length: 5_000 }, () => (0.6 / Math.sqrt(365)) * rng.normal());
    const past = { returns, rng: new Rng(6), draws: 20_000, block: 1 };
    const { riskNeutral, history } = condorOf(flat, { ...settings, fees: FREE }, past)!;
    expect(Math.abs(history.profit - riskNeutral.profit)).toBeLessThanOrEqual(0.015);
    expect(Math.abs(history.expected)).toBeLessThanOrEqual(0.1);
  });

  it('has no history from too few days, and no decay past the expiry', () => {
    const past = { returns: new Float64Array(59), rng: new Rng(1), draws: 10, block: 1 };
    expect(condorOf(flat, settings, past)!.history).toEqual({ profit: NaN, expected: NaN });
    expect(condorOf(flat, { ...settings, decayDays: 30 })!.decay).toBeNaN();
  });

  it('loses extrinsic value day by day', () => {
    const decay = [1, 7, 15, 29].map((decayDays) => condorOf(flat, { ...settings, decayDays })!.decay);
    expect(decay).toEqual([...decay].sort((a, b) => a - b));
    expect(decay[0]).toBeGreaterThan(0);
    expect(decay[3]).toBeLessThan(1);
    const { strikes } = condorOf(flat, settings)!;
    const worth = (days: number): number => [-1, 1, 1, -1].reduce((sum, sign, j) => sum + sign * value(j < 2 ? -1 : 1, 100, strikes[j]!, days / 365, 0.6), 0); // prettier-ignore
    expect(decay[1]).toBeCloseTo(1 - worth(23) / worth(30), 2);
  });

  it('does not move with the unit of money', () => {
    const scaled = lastSnapshot(sampleChain(1, { index: 600 }), { settlement: 'coin', rate: 0, within: 60_000 })!;
    const other = smilesOf(scaled).map((smile) => condorOf(smile, settings)!);
    other.forEach((one, j) => {
      expect(one.credit / condors[j]!.credit).toBeCloseTo(0.01, 6);
      expect(one.maxLoss / condors[j]!.maxLoss).toBeCloseTo(0.01, 6);
      expect(one.riskNeutral.profit).toBeCloseTo(condors[j]!.riskNeutral.profit, 4);
    });
  });
});

describe('condorReport', () => {
  it('has each expiry once, with a condor or without, the same for the same seed', () => {
    const returns = Float64Array.from({ length: 300 }, (_, i) => Math.sin(i) / 50);
    const report = (seed: number) => condorReport(snapshot, settings, returns, seed);
    const { condors: found, without } = report(1);
    expect([...found.map((one: Condor) => one.expiry), ...without].sort()).toEqual(snapshot.ladders.map(({ expiry }) => expiry)); // prettier-ignore
    expect(report(1)).toEqual(report(1));
    expect(report(1).condors.map(({ history }) => history)).not.toEqual(
      report(2).condors.map(({ history }) => history),
    );
  });
});
