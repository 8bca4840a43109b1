import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import type { BarRuleInput } from '#core/liquidations/bar-events';
import { detectCascades } from '#core/liquidations/detect';
import { toGrid } from '#core/liquidations/grid';
import { DEFAULT_PROXY_SETTINGS, detectProxyCascades } from '#core/liquidations/proxy';
import { CascadeStream } from '#core/liquidations/stream';
import { cutAt, cutTimed, instant, market, SMALL, bars, oi } from './market';
import { naiveCascades } from './naive';

const MINUTE = 60_000;
const key = (e: { side: string; start: number }): string => `${e.side} ${String(e.start).padStart(12, '0')}`;

describe('detectCascades', () => {
  it('finds what the definition says, written a second time', () => {
    let events = 0;
    fc.assert(
      fc.property(market, (input) => {
        const got = detectCascades(input, SMALL).map(({ side, start, peak, end, decision }) => ({ side, start, peak, end, decision })); // prettier-ignore
        const want = naiveCascades(input, SMALL);
        events += want.length;
        expect(got.sort((a, b) => key(a).localeCompare(key(b)))).toEqual(
          want.sort((a, b) => key(a).localeCompare(key(b))),
        );
      }),
      { numRuns: 400 },
    );
    expect(events, 'the generator makes events').toBeGreaterThan(100);
  });

  it('knows at every instant exactly what it says later', () => {
    fc.assert(
      fc.property(market, instant, (input, t) => {
        const later = detectCascades({ ...input, asOf: t + 3_600_000 }, SMALL).filter((e) => e.decision <= t);
        expect(detectCascades(cutAt(input, t), SMALL)).toEqual(later);
      }),
      { numRuns: 1_000 },
    );
  });

  it('gives each event at its decision when bins are pushed one by one', () => {
    fc.assert(
      fc.property(market, (input) => {
        const grid = toGrid(input, SMALL);
        let now = 0;
        const stream = new CascadeStream(SMALL, grid.origin, grid.binMs, () => cutAt(input, now));
        const seen = [];
        for (let i = 0; i < grid.size; i++) {
          if (grid.covered[i] === 0) continue;
          now = grid.origin + (i + 1) * grid.binMs;
          for (const event of stream.push(i, grid.long[i]!, grid.short[i]!, grid.longPrints[i], grid.shortPrints[i])) {
            expect(event.decision).toBe(now);
            seen.push(event);
          }
        }
        expect(seen).toEqual(detectCascades(input, SMALL));
      }),
      { numRuns: 300 },
    );
  });

  it('sees shorts in a mirror: with the sides exchanged every event changes side and nothing else', () => {
    fc.assert(
      fc.property(market, (input) => {
        if (input.liquidations.kind !== 'buckets') return;
        const { t, long, short } = input.liquidations.columns;
        const bare = { liquidations: input.liquidations, covered: input.covered };
        const mirror = { ...bare, liquidations: { ...input.liquidations, columns: { t, long: short, short: long } } };
        const swapped = detectCascades(mirror, SMALL).map((e) => ({
          ...e,
          side: e.side === 'long' ? 'short' : 'long',
          notionalLongUsd: e.notionalShortUsd,
          notionalShortUsd: e.notionalLongUsd,
        }));
        const order = (list: { side: string; start: number }[]): unknown =>
          list.sort((a, b) => key(a).localeCompare(key(b)));
        expect(order(swapped)).toEqual(order(detectCascades(bare, SMALL)));
      }),
    );
  });
});

const barMarket: fc.Arbitrary<BarRuleInput> = fc.record({ bars: bars(MINUTE), oi: oi(MINUTE) });
const cutBars = (input: BarRuleInput, t: number): BarRuleInput => ({
  bars: cutTimed(input.bars, t),
  oi: input.oi && cutTimed(input.oi, t),
  asOf: t,
});

describe('rules on bars', () => {
  const proxy = { ...DEFAULT_PROXY_SETTINGS, sigmas: 1, oiFallShare: 0.01, volumeZ: 0.5, baselineMs: 0, baselineBars: 8, mergeMs: 3 * MINUTE }; // prettier-ignore
  const move = { fallBp: 3_000, withinMs: 5 * MINUTE, mergeMs: 3 * MINUTE, staleIntervals: 3 };

  it.each(['quiet', 'trigger'] as const)('know at every instant exactly what they say later (%s)', (decideAt) => {
    let events = 0;
    fc.assert(
      fc.property(barMarket, instant, (input, t) => {
        const rules = [
          (x: BarRuleInput) => detectProxyCascades(x, { ...proxy, decideAt }),
          (x: BarRuleInput) => detectAbsoluteMoves(x, { ...move, decideAt }),
        ];
        for (const rule of rules) {
          const later = rule(input).filter((e) => e.decision <= t);
          events += later.length;
          expect(rule(cutBars(input, t))).toEqual(later);
          expect(rule({ ...input, asOf: t })).toEqual(later);
        }
      }),
      { numRuns: 300 },
    );
    expect(events, 'the generator makes events').toBeGreaterThan(100);
  });
});
