import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BlockMinima } from '#core/evidence/block-minima';
import { measureOutcomes } from '#core/evidence/outcomes';
import { pricePath } from '#core/evidence/price-path';
import type { Side } from '#core/liquidations/types';
import { holedMinutes } from './study-markets';
import { naiveBars, naiveOutcome, naiveWindow } from './naive-outcomes';

const MINUTE = 60_000;
const side = fc.constantFrom<Side>('long', 'short');
const column = fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 700 });

describe('BlockMinima', () => {
  it('gives the least of any range, and the first value below a level, as a scan does', () => {
    fc.assert(
      fc.property(column, fc.nat(700), fc.nat(700), fc.nat(61), fc.constantFrom(1, -1), (list, a, b, level, sign) => {
        const from = Math.min(a, b, list.length);
        const to = Math.min(Math.max(a, b), list.length);
        const turned = list.map((x) => sign * x);
        const blocks = new BlockMinima(Float64Array.from(list), sign as 1 | -1);
        expect(blocks.least(from, to)).toBe(Math.min(...turned.slice(from, to)));
        const at = turned.findIndex((x, i) => i >= from && i < to && x < sign * level);
        expect(blocks.firstBelow(sign * level, from, to)).toBe(at < 0 ? to : at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('climbs exactly full levels', () => {
    for (const n of [16, 256, 4_096]) {
      const blocks = new BlockMinima(
        Float64Array.from({ length: n }, (_, i) => n - i),
        1,
      );
      expect(blocks.least(0, n)).toBe(1);
      expect(blocks.firstBelow(2, 0, n)).toBe(n - 1);
      expect(blocks.firstBelow(0, 0, n)).toBe(n);
    }
  });
});

const market = fc.integer({ min: 0, max: 2 ** 31 }).map(holedMinutes);
const near = (got: number, want: number): void => {
  if (Number.isNaN(want)) expect(got).toBeNaN();
  else expect(Math.abs(got - want)).toBeLessThanOrEqual(1e-7);
};

describe('measureOutcomes', () => {
  const horizons = [30_000, 120 * MINUTE, MINUTE, 5 * MINUTE + 10_000, 30 * MINUTE];

  it('finds what the definition says, bar by bar, on both sides, over holes and at the end', () => {
    const seen = { known: 0, censored: 0, undercut: 0, held: 0 };
    const row = fc.tuple(fc.integer({ min: -5, max: 245 }), fc.constantFrom(0, 0, 17_000), fc.constantFrom(80, 95, 105, 120, NaN)); // prettier-ignore
    fc.assert(
      fc.property(
        market,
        side,
        fc.array(row, { maxLength: 12 }),
        fc.integer({ min: 100, max: 250 }),
        (bars, s, list, until) => {
          const rows = {
            t: Float64Array.from(list, ([at, off]) => at * MINUTE + off),
            of: Int32Array.from(list, (_, i) => i),
            low: Float64Array.from(list, ([, , low]) => low),
          };
          const table = measureOutcomes(pricePath(bars, s, until * MINUTE), rows, horizons, 10);
          const naive = naiveBars(bars, s, until * MINUTE);
          list.forEach((_, i) => {
            const low = (s === 'long' ? 1 : -1) * Math.log(rows.low[i]!);
            horizons.forEach((h, k) => {
              const window = naiveWindow(naive, MINUTE, rows.t[i]!, h);
              const want = naiveOutcome(window, low, 10);
              near(table.forwardBp[k]![i]!, want.forward);
              near(table.maeBp[k]![i]!, want.mae);
              near(table.mfeBp[k]![i]!, want.mfe);
              expect(table.undercut[k]![i]).toBe(want.undercut);
              seen[window ? 'known' : 'censored']++;
              if (want.undercut === 1) seen.undercut++;
              if (want.undercut === 0) seen.held++;
              // the time to the undercut tells the same story as the undercut by the horizon
              if (!Number.isNaN(want.undercut))
                expect(want.undercut).toBe(table.undercutSeen[i] === 1 && table.undercutAfter[i]! <= h ? 1 : 0);
            });
            if (table.undercutSeen[i] === 0 && !Number.isNaN(table.undercutAfter[i]!))
              expect(table.undercutAfter[i]).toBeLessThanOrEqual(120 * MINUTE);
          });
        },
      ),
      { numRuns: 400 },
    );
    for (const [what, count] of Object.entries(seen)) expect(count, `${what} rows in the sample`).toBeGreaterThan(500);
  });

  it('knows nothing of bars that are not known yet', () => {
    fc.assert(
      fc.property(market, side, fc.integer({ min: 0, max: 200 }), (bars, s, at) => {
        const rows = { t: Float64Array.of(at * MINUTE), of: Int32Array.of(0), low: Float64Array.of(100) };
        const all = measureOutcomes(pricePath(bars, s, Infinity), rows, [30 * MINUTE], 10);
        const cut = measureOutcomes(pricePath(bars, s, (at + 34) * MINUTE), rows, [30 * MINUTE], 10);
        const value = cut.forwardBp[0]![0]!;
        if (!Number.isNaN(value)) expect(value).toBe(all.forwardBp[0]![0]);
      }),
    );
  });
});
