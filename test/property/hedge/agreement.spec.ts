import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultPlan } from '#core/hedge/blank-layers';
import { bookOf, gainsOf } from '#core/hedge/book';
import type { ExposedPosition } from '#core/hedge/exposed';
import type { Signals } from '#core/hedge/gates';
import { openLayers } from '#core/hedge/open-layer';
import { PRESETS, type Preset } from '#core/hedge/presets';
import { quoteOf } from '#core/hedge/pricing';
import { simulate } from '#core/hedge/simulate';
import type { CostRule, SurfaceRule } from '#core/hedge/types';
import { MS_PER_DAY } from '#core/time/ms';
import { held, hedgeMarket, inDays, T } from '../../support/hedge-market';

const FREE: CostRule = { crossed: 0, optionSpread: 0, leastVolSpread: 0, linearSpread: 0, optionFee: 0, optionFeeCap: 0, linearFee: 0 }; // prettier-ignore

const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const maybe = (min: number, max: number): fc.Arbitrary<number> => fc.oneof(between(min, max), fc.constant(NaN));
const signals: fc.Arbitrary<Partial<Signals>> = fc.record({
  volatility: maybe(8, 130),
  slope: maybe(-0.3, 0.4),
  skew: maybe(-3, 3),
  exhaustion: maybe(0, 1),
});
const surface: fc.Arbitrary<SurfaceRule> = fc.record({
  dynamics: fc.constantFrom('stickyStrike', 'stickyDelta', 'volBeta'),
  volBeta: between(0, 2),
  parallel: fc.boolean(),
});

function positions(): ExposedPosition[] {
  const put = { kind: 'put', strike: 55_000, expiry: inDays(40) } as const;
  const { price } = quoteOf(hedgeMarket(), { on: 'asset', ...put });
  return [
    held({ quantity: 8 }, 60_000, 1.3),
    held({ id: 'perpetual', kind: 'perpetual', quantity: 2 }),
    held({ id: 'cash', kind: 'cash', quantity: 50_000 }, 1, 0),
    held({ id: 'option', kind: 'option', quantity: -2, option: put }, price),
  ];
}

/** Along a path the index is what the path says; in a scenario it also follows the spot under the beta of volatility. */
const isComparable = (preset: Preset, { dynamics }: SurfaceRule): boolean =>
  dynamics !== 'volBeta' || preset.layers().every(({ legs }) => legs.every(({ on }) => on === 'asset'));

describe('a book at an instant and the first step of a simulation', () => {
  it.each(PRESETS.map((preset) => [preset.name, preset] as const))('open and gain alike: %s', (_, preset) =>
    fc.assert(
      fc.property(
        signals,
        surface,
        between(0.5, 1.6),
        between(0.5, 2),
        fc.integer({ min: 1, max: 9 }),
        (known, rule, move, vol, days) => {
          // prettier-ignore
          fc.pre(isComparable(preset, rule));
          const market = hedgeMarket({}, known);
          const plan = { ...defaultPlan('BTC'), layers: preset.layers(), costs: FREE, surface: rule };
          const all = positions();
          const open = openLayers(plan, market, all);
          const result = simulate(plan, market, all, {
            start: T,
            step: days * MS_PER_DAY,
            steps: 1,
            paths: 1,
            spot: Float64Array.of(60_000, 60_000 * move),
            vol: Float64Array.of(0.6, 0.6 * vol),
            volatility: undefined,
            slope: undefined,
            skew: undefined,
            exhaustion: undefined,
            ivOverRealized: undefined,
            funding: new Float64Array(2),
            source: '',
            modelled: [],
          })!;
          open.forEach(({ premium }, l) => {
            if (premium >= 0) expect(Math.abs(result.layers[l]!.premiumPaid - premium)).toBeLessThanOrEqual(1e-9 * (1 + premium) + 1e-9 * result.book); // prettier-ignore
          });
          const gains = gainsOf(bookOf(plan, market, all, open), Float64Array.of(move), { vol, days });
          expect(Math.abs(gains.unhedged[0]! / result.book - result.unhedged.pnl[0]!)).toBeLessThanOrEqual(1e-9);
          expect(Math.abs(gains.total[0]! / result.book - result.hedged.pnl[0]!)).toBeLessThanOrEqual(1e-9);
        },
      ),
      { numRuns: 40 },
    ),
  );
});
