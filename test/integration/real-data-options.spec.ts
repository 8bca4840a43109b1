import { describe, expect, it } from 'vitest';
import { calendarViolation, butterflyG } from '#core/options/arbitrage';
import { bsm } from '#core/options/black-scholes-merton';
import { black76 } from '#core/options/black76';
import { lastSnapshot } from '#core/options/chain';
import { DERIBIT_FEES } from '#core/options/fees';
import { modelledSvi } from '#core/options/modelled-smile';
import { parityDesk } from '#core/options/parity';
import { smilesOf } from '#core/options/smile';
import { smileReport } from '#core/options/smile-report';
import { MS_PER_YEAR } from '#core/time/ms';
import { sviVariance, sviVolatility } from '#core/options/svi';
import { absent, recordedChain, recordedIndex } from '../support/options/deribit-chain';

const MS_PER_HOUR = 3_600_000;

describe.skipIf(absent)('the recorded BTC chain of 2026-04-28 21:34', () => {
  const snapshot = absent ? undefined : lastSnapshot(recordedChain(), { settlement: 'coin', rate: 0, within: 60_000 });
  const smiles = snapshot ? smilesOf(snapshot) : [];

  it('has seven expiries, every row accounted for', () => {
    expect(smiles).toHaveLength(7);
    expect(smiles.reduce((sum, { ladder }) => sum + ladder.rows, 0)).toBe(233);
    for (const { quotes, ladder } of smiles)
      expect(quotes.k.length + Object.values(quotes.leftOut).reduce((a, b) => a + b, 0)).toBe(ladder.rows);
  });

  it('is fitted within half a volatility point at every liquid strike: quoted no wider than one point', () => {
    const errors = smileReport(snapshot!).expiries.flatMap(({ points }) =>
      points
        .filter(({ bidIv, askIv }) => askIv - bidIv <= 0.01)
        .map(({ fitted, iv }) => Math.abs(fitted - iv)),
    ); // prettier-ignore
    expect(errors.length).toBeGreaterThanOrEqual(25);
    expect(Math.max(...errors)).toBeLessThan(0.005);
  });

  it('lies between bid and ask at nearly every strike, liquid or not', () => {
    const points = smileReport(snapshot!).expiries.flatMap((one) => one.points);
    const inside = points.filter(({ bidIv, askIv, fitted }) => fitted >= bidIv && fitted <= askIv);
    expect(inside.length / points.length).toBeGreaterThanOrEqual(0.95);
  });

  it('has no arbitrage that is not flagged', () => {
    smiles.forEach((smile, i) => {
      const { fit, quotes, ladder } = smile;
      const reach = 3 * Math.sqrt(sviVariance(fit!.svi, 0));
      let least = Infinity;
      for (let k = quotes.k[0]! - reach; k <= quotes.k.at(-1)! + reach; k += 1e-4) least = Math.min(least, butterflyG(fit!.svi, k)); // prettier-ignore
      expect(least < -1e-9, `butterfly of ${ladder.expiry}`).toBe(smile.butterfly !== undefined && smile.butterfly.depth > 1e-9); // prettier-ignore
      const earlier = smiles[i - 1];
      if (!earlier) return;
      let deepest = 0;
      for (let k = quotes.k[0]!; k <= quotes.k.at(-1)!; k += 1e-4) deepest = Math.max(deepest, sviVariance(earlier.fit!.svi, k) - sviVariance(fit!.svi, k)); // prettier-ignore
      if (deepest > 1e-6) expect(smile.calendar, `calendar of ${ladder.expiry}`).toBeDefined();
      const sliceOf = ({ fit: f, quotes: q, ladder: l }: typeof smile) => ({ svi: f!.svi, tau: l.tau, kMin: q.k[0]!, kMax: q.k.at(-1)! }); // prettier-ignore
      expect(smile.calendar).toEqual(calendarViolation(sliceOf(earlier), sliceOf(smile)));
    });
  });

  it('has a 30-day index within 1.5 points of the venue at its last recorded hour, six hours before', () => {
    const { volatilityIndex, t } = smileReport(snapshot!);
    const venue = recordedIndex(t);
    expect(t - venue.t).toBeLessThan(7 * MS_PER_HOUR);
    expect(Math.abs(volatilityIndex.value - venue.value)).toBeLessThan(0.015);
    // The recording lacks the far strikes of the last expiry: without the tails of the smile the index is not one.
    expect(volatilityIndex.quoted).toBeLessThan(volatilityIndex.value);
  });

  it('has the greeks of the venue, to what its rounding and the second of its quote leave open', () => {
    const chain = recordedChain();
    const largest = { delta: 0, gamma: 0, vega: 0, theta: 0, rho: 0 };
    let compared = 0;
    chain.t.forEach((t, i) => {
      const tau = (chain.expiry[i]! - t) / MS_PER_YEAR;
      if (!(chain.markIv[i]! > 0) || tau <= 0) return;
      const [forward, strike, vol] = [chain.underlying[i]!, chain.strike[i]!, chain.markIv[i]!];
      const kind = chain.type[i]! > 0 ? 'call' : 'put';
      const ours = black76(kind, forward, strike, tau, 0, vol);
      // The venue's rho lets the forward grow with the rate, as a spot does.
      const { rho } = bsm(kind, forward, strike, tau, 0, 0, vol);
      const root = Math.sqrt(tau);
      const miss = (of: number, name: keyof typeof largest, unit: number): void => {
        largest[name] = Math.max(largest[name], Math.abs(of - chain[name][i]!) / unit);
      };
      miss(ours.delta, 'delta', 1);
      miss(ours.gamma, 'gamma', 1);
      miss(ours.vega, 'vega', forward * root);
      // Near expiry the venue's theta is no slope: far from the money it is what is left to lose.
      if (tau > 7 / 365) miss(ours.theta, 'theta', (forward * vol) / root / 365);
      miss(rho, 'rho', strike * tau);
      compared++;
    });
    expect(compared).toBe(352);
    expect(largest.delta).toBeLessThan(3e-4);
    expect(largest.gamma).toBeLessThanOrEqual(5.0001e-6); // five decimals are given
    expect(largest.vega).toBeLessThan(5e-4);
    expect(largest.theta).toBeLessThan(5e-4);
    expect(largest.rho).toBeLessThan(2e-3);
  });

  it('holds no free money after fees', () => {
    const rows = parityDesk(snapshot!, { fees: DERIBIT_FEES, funding: NaN });
    expect(rows.length).toBeGreaterThan(200);
    expect(rows.filter((row) => row.executable)).toEqual([]);
  });

  it('has the form that a modelled smile of crypto is given: slices of 7 to 31 days over their own level', () => {
    const monthly = smiles.filter(({ ladder: { tau } }) => tau * 365 > 7 && tau * 365 < 31);
    expect(monthly.length).toBeGreaterThanOrEqual(3);
    for (const { fit, ladder } of monthly) {
      const atm = sviVolatility(fit!.svi, 0, ladder.tau);
      const modelled = modelledSvi({ atm, tau: ladder.tau });
      const off = (z: number): number => {
        const k = z * atm * Math.sqrt(ladder.tau);
        return Math.abs(sviVolatility(modelled, k, ladder.tau) / sviVolatility(fit!.svi, k, ladder.tau) - 1);
      };
      for (const z of [-2, -1.5, -1, -0.5, 0, 0.5, 1]) expect(off(z), `${z}`).toBeLessThan(0.03);
      expect(off(2)).toBeLessThan(0.1);
    }
  });
});
