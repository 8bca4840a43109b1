import fc from 'fast-check';
import { expect, it } from 'vitest';
import { butterflyG, butterflyViolation } from '#core/options/arbitrage';
import { lastSnapshot } from '#core/options/chain';
import { sviVariance, sviVolatility, type Svi } from '#core/options/svi';
import { stripVariance } from '#core/options/variance-index';
import { value } from '../../support/options/black';
import { chainOf, type Row } from '../../support/options/chains';

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const DAYS = 30;
const TAU = DAYS / 365;
const svi: fc.Arbitrary<Svi> = fc.record({
  a: between(0.002, 0.02),
  b: between(0.01, 0.1),
  rho: between(-0.7, 0.7),
  m: between(-0.05, 0.05),
  sigma: between(0.05, 0.2),
});

/** −2·E[log(S / F)] / T from the risk-neutral density g(k)·φ(d2) / √w alone: no option price is in it. */
function logContract(p: Svi): number {
  const deviation = Math.sqrt(sviVariance(p, 0));
  const step = deviation / 100;
  // Where total variance grows with slope β, ten deviations are 100·β away.
  const reach = 20 * deviation + 100 * p.b * (1 + Math.abs(p.rho));
  let sum = 0;
  for (let k = -reach; k <= reach; k += step) {
    const w = sviVariance(p, k);
    const d2 = -k / Math.sqrt(w) - Math.sqrt(w) / 2;
    sum += ((k * butterflyG(p, k) * Math.exp(-0.5 * d2 * d2)) / Math.sqrt(2 * Math.PI * w)) * step;
  }
  return (-2 * sum) / TAU;
}

it('is the price of the log contract, whatever part of the strikes is listed', () => {
  fc.assert(
    fc.property(svi, between(0.7, 3), fc.constantFrom('coin' as const, 'quote' as const), (p, width, settlement) => {
      fc.pre(!butterflyViolation({ svi: p, tau: TAU, kMin: -1, kMax: 1 }));
      const forward = 1_000;
      const deviation = Math.sqrt(sviVariance(p, 0));
      const unit = settlement === 'coin' ? 1 / forward : 1;
      const rows = Array.from({ length: 81 }, (_, i) => ((i - 40) / 40) * width * deviation).flatMap((k) =>
        ([-1, 1] as const).map((type): Row => {
          const strike = forward * Math.exp(k);
          const premium = value(type, forward, strike, TAU, sviVolatility(p, k, TAU)) * unit;
          return { days: DAYS, strike, type, bid: premium, ask: premium };
        }),
      );
      const [ladder] = lastSnapshot(chainOf(rows), { settlement, rate: 0, within: 60_000 })!.ladders;
      const { variance, quoted } = stripVariance(ladder!, forward, p)!;
      expect(Math.abs(Math.sqrt(variance) - Math.sqrt(logContract(p)))).toBeLessThanOrEqual(1e-3);
      expect(quoted).toBeLessThan(variance);
    }),
    { numRuns: 200 },
  );
});
