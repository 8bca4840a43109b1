import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulate } from '#core/hedge/simulate';
import type { Attribution } from '#core/hedge/simulation';
import { cases, marketFor, pathsOf, single } from '../../support/hedge-arbitrary';
import { simulateScalar } from '../../support/hedge-scalar';

const [PATHS, STEPS] = [3, 75];
const NAMES: readonly (keyof Attribution)[] = [
  'delta',
  'gamma',
  'vega',
  'vannaVolga',
  'theta',
  'carry',
  'costs',
  'total',
];

describe('the engine against a simulation of one path at a time, written from the rules', () => {
  it('agrees on random plans, markets and paths', () => {
    fc.assert(
      fc.property(cases, fc.constantFrom(0, 0, -5, 9), (one, rollShiftDays) => {
        const set = pathsOf(one, PATHS, STEPS);
        const market = marketFor(one);
        for (let path = 0; path < PATHS; path++) {
          const ours = simulate(one.plan, market, one.positions, single(set, path), { rollShiftDays })!;
          const theirs = simulateScalar(one.plan, market, one.positions, set, path, rollShiftDays);
          const near = (a: number, b: number, what: string, scale = theirs.book): void => {
            if (!(Math.abs(a - b) <= 1e-9 * Math.max(scale, Math.abs(b)))) throw new Error(`${what}: ${a} for ${b}`);
          };
          near(ours.book, theirs.book, 'book');
          for (let s = 0; s <= STEPS; s++) {
            near(ours.unhedged.bands.p50[s]! * ours.book, theirs.unhedged[s]!, `unhedged ${s}`);
            near(ours.hedged.bands.p50[s]! * ours.book, theirs.hedged[s]!, `hedged ${s}`);
          }
          theirs.layers.forEach((of, l) => {
            const layer = ours.layers[l]!;
            for (const name of NAMES) near(layer.attribution[name], of.sums[name], `${name} of ${l}`, Math.max(theirs.book, 1e3)); // prettier-ignore
            near(layer.premiumPaid, of.paid, 'paid');
            near(layer.received, of.received, 'received');
            expect([layer.opened, layer.rolled, layer.monetised, layer.refused]).toEqual([of.opened, of.rolled, of.monetised, of.refused]); // prettier-ignore
            expect([layer.open, layer.unknown]).toEqual([of.open / STEPS, of.unknown / STEPS]);
          });
        }
        const all = simulate(one.plan, market, one.positions, set, { rollShiftDays })!;
        for (let path = 0; path < PATHS; path++) {
          const alone = simulate(one.plan, market, one.positions, single(set, path), { rollShiftDays })!;
          expect(all.hedged.pnl[path]).toBe(alone.hedged.pnl[0]);
          expect(all.hedged.drawdown[path]).toBe(alone.hedged.drawdown[0]);
        }
      }),
      { numRuns: 100 },
    );
  });
});
