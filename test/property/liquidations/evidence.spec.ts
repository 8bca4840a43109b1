import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absorption } from '#core/liquidations/absorption';
import { capitulationWick } from '#core/liquidations/capitulation-wick';
import { cutAt, market, SMALL } from './market';

const MINUTE = 60_000;
const event = fc
  .tuple(fc.constantFrom('long' as const, 'short' as const), fc.nat(230), fc.nat(20), fc.nat(20), fc.nat(20))
  .map(([side, at, a, b, c]) => {
    const [start, peak] = [at * MINUTE, (at + a) * MINUTE];
    const end = peak + (1 + b) * MINUTE;
    return { side, start, peak, end, decision: end + (1 + c) * MINUTE };
  });

describe('what is said of an event at its decision', () => {
  it('does not change by what comes later: absorption', () => {
    let figures = 0;
    fc.assert(
      fc.property(market, event, (input, at) => {
        const got = absorption(at, input, { minCalmWindows: 1 }, SMALL);
        figures += got.filter((stage) => stage.gap === null).length;
        expect(absorption(at, cutAt(input, at.decision), { minCalmWindows: 1 }, SMALL)).toEqual(got);
        for (const stage of got) expect(Number.isNaN(stage.ratioToCalm)).toBe(stage.gap !== null);
      }),
      { numRuns: 1_000 },
    );
    expect(figures, 'the generator makes figures').toBeGreaterThan(40);
  });

  it('does not change by what comes later: capitulation wick', () => {
    let told = 0;
    fc.assert(
      fc.property(market, event, (input, at) => {
        if (!input.bars) return;
        const got = capitulationWick(at, input.bars);
        if (got.isCapitulation !== null) told++;
        expect(capitulationWick(at, cutAt(input, at.decision).bars!)).toEqual(got);
      }),
      { numRuns: 600 },
    );
    expect(told, 'the generator makes wicks').toBeGreaterThan(50);
  });
});
