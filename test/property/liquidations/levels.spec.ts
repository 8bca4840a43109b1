import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COHORT_CLOSINGS } from '#core/liquidations/cohort-stream';
import { openInterestCohorts, type CohortInput } from '#core/liquidations/cohorts';
import { levelsLift } from '#core/liquidations/levels-lift';
import { liquidationLevels, type LevelSettings } from '#core/liquidations/liquidation-levels';
import { bars, cutTimed, instant, market as withPrints, oi } from './market';

const MINUTE = 60_000;
/** Wild prices touch nearly every level, calm ones leave those of low leverage. */
const market: fc.Arbitrary<CohortInput> = fc
  .record({ bars: bars(MINUTE), oi: fc.constantFrom(MINUTE, 15 * MINUTE).chain(oi), swing: fc.constantFrom(1, 0.04) })
  .map(({ bars: { interval, columns }, oi: readings, swing }) => {
    const calm = (x: Float64Array): Float64Array => x.map((price) => 100 + swing * (price - 100));
    const { h, l, c } = columns;
    return { bars: { interval, columns: { ...columns, h: calm(h), l: calm(l), c: calm(c) } }, oi: readings };
  });
const settings: fc.Arbitrary<LevelSettings> = fc.record({
  leverage: fc.uniqueArray(fc.record({ times: fc.integer({ min: 2, max: 90 }), weight: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 4,
    selector: (x) => x.times,
  }),
  maintenanceMargin: fc.constantFrom(0, 0.01),
  binBp: fc.constantFrom(20, 500),
  cohorts: fc.record({ closing: fc.constantFrom(...COHORT_CLOSINGS), feeRate: fc.constant(0) }),
}); // prettier-ignore

/** From the cohorts that are open at the end, each looked at by itself: what the market reached since it opened. */
function naive(input: CohortInput, s: LevelSettings, side: 'long' | 'short'): Map<number, number> {
  const { longs, shorts } = openInterestCohorts(input, s.cohorts);
  const { entry, base, opened } = side === 'long' ? longs : shorts;
  const { t, h, l, c } = input.bars.columns;
  const sign = side === 'long' ? 1 : -1;
  const width = s.binBp / 1e4;
  const bin = (price: number): number => Math.floor(Math.log(price) / width);
  const total = s.leverage.reduce((sum, x) => sum + x.weight, 0);
  const out = new Map<number, number>();
  for (let k = 0; k < entry.length; k++) {
    const row = t.indexOf(opened[k]! - input.bars.interval);
    for (const { times, weight } of s.leverage) {
      const level = bin(entry[k]! * (1 - sign * (1 / times - s.maintenanceMargin)));
      const reached = [c[row]!, ...(side === 'long' ? l : h).slice(row + 1), ...c.slice(row + 1)];
      if (reached.some((price) => sign * bin(price) <= sign * level)) continue;
      out.set(level, (out.get(level) ?? 0) + (base[k]! * weight) / total);
    }
  }
  return out;
}

describe('liquidationLevels', () => {
  it('are what each open cohort still has, looked at by itself', () => {
    let filled = 0;
    fc.assert(
      fc.property(market, settings, (input, s) => {
        const got = liquidationLevels(input, s);
        const width = s.binBp / 1e4;
        for (const side of ['long', 'short'] as const) {
          const want = naive(input, s, side);
          const scale = [...want.values()].reduce((sum, x) => sum + x, 1) * 1e-9;
          const amounts = new Map([...got[side]].map((usd, i) => [Math.round(Math.log(got.price[i]!) / width), usd / got.price[i]! / Math.exp(width / 2)])); // prettier-ignore
          for (const [bin, amount] of want)
            expect(Math.abs((amounts.get(bin) ?? 0) - amount)).toBeLessThanOrEqual(scale);
          for (const [bin, amount] of amounts)
            expect(Math.abs((want.get(bin) ?? 0) - amount)).toBeLessThanOrEqual(scale);
          filled += want.size;
        }
      }),
      { numRuns: 400 },
    );
    expect(filled, 'the generator leaves levels').toBeGreaterThan(500);
  });

  it('never change by what comes later', () =>
    fc.assert(
      fc.property(market, settings, instant, (input, s, at) => {
        const cut = liquidationLevels({ bars: cutTimed(input.bars as never, at), oi: cutTimed(input.oi, at) }, s);
        expect(liquidationLevels({ ...input, asOf: at }, s)).toEqual(cut);
      }),
      { numRuns: 200 },
    ));
});

describe('levelsLift', () => {
  it('lies between nothing and ten, and reads nothing after asOf', () => {
    let told = 0;
    fc.assert(
      fc.property(withPrints, market, settings, instant, ({ liquidations }, input, s, at) => {
        if (liquidations.kind === 'buckets' && liquidations.interval > MINUTE) return;
        const { lift, liquidations: n } = levelsLift(input, liquidations, s);
        if (n > 0) {
          told++;
          expect(lift >= 0 && lift <= 10 + 1e-9).toBe(true);
        } else expect(lift).toBeNaN();
        const cut = { bars: cutTimed(input.bars as never, at), oi: cutTimed(input.oi, at) };
        expect(levelsLift({ ...input, asOf: at }, liquidations, s)).toEqual(
          levelsLift(cut as CohortInput, liquidations, s),
        );
      }),
      { numRuns: 200 },
    );
    expect(told, 'the generator makes liquidations').toBeGreaterThan(50);
  });
});
