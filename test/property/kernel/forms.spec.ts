import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bothForms } from '../../support/forms';

const { quick, plain } = await bothForms();
const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const positive = (min: number, max: number) => between(Math.log(min), Math.log(max)).map(Math.exp);
const kind = fc.constantFrom('call' as const, 'put' as const);

/** A strip with what lies at the edges: no time, no volatility, the money itself, far tails, holes. */
const strip = fc
  .record({
    kind,
    forward: positive(1e-3, 1e6),
    tau: fc.oneof(positive(1e-9, 20), fc.constant(0)),
    rate: between(-0.05, 0.2),
    level: positive(1e-3, 3),
    n: fc.integer({ min: 8, max: 300 }),
    seed: fc.integer({ min: 0, max: 1e9 }),
  })
  .map(({ n, seed, level, ...rest }) => {
    const rng = new plain.Rng(seed);
    const reach = rng.uniform() < 0.2 ? 45 : 6;
    const strikes = new Float64Array(n);
    const vols = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      const odd = rng.below(60);
      vols[i] = [0, NaN, -0.2][odd] ?? level * (0.5 + rng.uniform());
      const z = reach * (2 * rng.uniform() - 1);
      const far = rest.forward * Math.exp(z * vols[i]! * Math.sqrt(rest.tau));
      strikes[i] =
        [NaN, 0, -5, 1e200, Infinity, rest.forward][odd - 3] ?? (far > 0 ? far : rest.forward * (1 + 0.1 * z));
    }
    return { ...rest, strikes, vols };
  });

describe('with the kernel and without it', () => {
  it('options have the same bits: prices and greeks of each model', () => {
    fc.assert(
      fc.property(strip, between(-0.05, 0.1), ({ kind, forward, tau, rate, strikes, vols }, carry) => {
        const of = (form: typeof quick) => [
          form.black76Prices(kind, forward, strikes, tau, rate, vols),
          form.black76Greeks(kind, forward, strikes, tau, rate, vols),
          form.bsmPrices(kind, forward, strikes, tau, rate, carry, vols),
          form.bsmGreeks(kind, forward, strikes, tau, rate, carry, vols),
          form.inversePrices(kind, forward, strikes, tau, vols),
          form.inverseGreeks(kind, forward, strikes, tau, vols),
        ];
        expect(of(quick)).toEqual(of(plain));
      }),
      { numRuns: 400 },
    );
  });

  it('a strip longer than the kernel takes at a time has the same bits, and so has an option alone', () => {
    const n = 2_500;
    const strikes = Float64Array.from({ length: n }, (_, i) => 20 + 0.1 * i);
    const vols = Float64Array.from({ length: n }, (_, i) => 0.02 + 0.0004 * i);
    const greeks = quick.black76Greeks('put', 100, strikes, 0.3, 0.02, vols);
    expect(greeks).toEqual(plain.black76Greeks('put', 100, strikes, 0.3, 0.02, vols));
    const { vanna: _vanna, volga: _volga, charm: _charm, ...first } = greeks;
    for (const form of [quick, plain]) {
      const out = Object.fromEntries(Object.keys(first).map((name) => [name, new Float64Array(strikes.length)]));
      expect(form.black76Greeks('put', 100, strikes, 0.3, 0.02, vols, out as typeof first)).toEqual(first);
    }
    expect(quick.black76Prices('put', 100, strikes, 0.3, 0.02, vols)).toEqual(greeks.price);
    for (const i of [0, 1_023, 1_024, 2_499])
      expect(quick.black76('put', 100, strikes[i]!, 0.3, 0.02, vols[i]!)).toMatchObject({ price: greeks.price[i], volga: greeks.volga[i] }); // prettier-ignore
  });

  const leg = fc.record({
    kind: fc.constantFrom('call' as const, 'put' as const, 'underlying' as const),
    quantity: between(-10, 10),
    strike: positive(50, 200),
    tau: fc.oneof(positive(1e-6, 2), fc.constant(0.1)),
    carry: between(-0.1, 0.1),
    rate: between(-0.05, 0.1),
  });

  it('scenario grids have the same bits', () => {
    fc.assert(
      fc.property(
        fc.array(leg, { minLength: 1, maxLength: 70 }),
        fc.integer({ min: 1, max: 160 }),
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 1, max: 3 }),
        fc.boolean(),
        fc.integer({ min: 0, max: 1e9 }),
        (legs, p, shocks, dates, movesWithPrice, seed) => {
          const rng = new plain.Rng(seed);
          const prices = Float64Array.from({ length: p }, () => 40 + 200 * rng.uniform());
          const elapsed = Float64Array.from({ length: dates }, (_, d) => [0, 0.1, 0.6][d]!);
          const length = legs.length * shocks * dates * (movesWithPrice ? p : 1);
          const vols = Float64Array.from({ length }, () => (rng.below(3_000) === 0 ? NaN : 0.9 * rng.uniform() ** 3));
          const axes = { prices, shocks, elapsed, vols };
          expect(quick.scenarioGrid(legs, axes)).toEqual(plain.scenarioGrid(legs, axes));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('paths have the same bits, leave the generator in the same place, and go on where a call left off', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e9 }),
        fc.integer({ min: 1, max: 700 }),
        fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(2_048, 2_049)),
        between(-2, 2),
        positive(1e-3, 60),
        (seed, count, steps, drift, vol) => {
          const paths = Math.min(count, Math.ceil(20_000 / steps));
          const model = { start: 100, drift, vol, dt: 1 / 365 };
          const [a, b, c] = [new quick.Rng(seed), new plain.Rng(seed), new quick.Rng(seed)];
          const grown = quick.gbmPaths(a, paths, steps, model);
          expect(grown).toEqual(plain.gbmPaths(b, paths, steps, model));
          expect(a.bits()).toBe(b.bits());
          const first = Math.ceil(paths / 2);
          const pieces = [...quick.gbmPaths(c, first, steps, model)];
          if (paths > first) pieces.push(...quick.gbmPaths(c, paths - first, steps, model));
          expect(Float64Array.from(pieces)).toEqual(grown);
        },
      ),
      { numRuns: 40 },
    );
  });
});
