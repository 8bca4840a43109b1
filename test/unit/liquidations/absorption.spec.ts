import { describe, expect, it } from 'vitest';
import { absorption, type AbsorptionStage } from '#core/liquidations/absorption';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import type { CascadeInput } from '#core/liquidations/types';

const MINUTE = 60_000;
const cascade = { ...DEFAULT_CASCADE_SETTINGS, baselineMs: 10 * MINUTE, baselineBins: 5 };
const settings = { minCalmWindows: 3 };
const START = 20;

/** Minute bars that close at e^(level/10⁴), and buckets of longs [million USD], from minute 0 on. */
function market(levels: number[], millions: number[]): CascadeInput {
  const t = Float64Array.from(levels, (_, i) => i * MINUTE);
  const c = Float64Array.from(levels, (bp) => Math.exp(bp / 1e4));
  return {
    liquidations: {
      kind: 'buckets',
      interval: MINUTE,
      columns: {
        t: t.slice(0, millions.length),
        long: Float64Array.from(millions, (x) => 1e6 * x),
        short: new Float64Array(millions.length),
      },
    },
    bars: { interval: MINUTE, columns: { t, o: c, h: c, l: c, c, v: c } },
  };
}
/** Calm: ± 2 bp a minute, 0.5 million in every second minute. Event: onset 20–21, peak 22, exhaustion 23, after 24–26. */
const calmLevels = Array.from({ length: START }, (_, i) => (i % 2 === 0 ? 0 : 2));
const calmMillions = Array.from({ length: START }, (_, i) => (i % 2 === 0 ? 0.5 : 0));
const levels = [...calmLevels, -20, -58, -158, -178, -168, -148, -138];
const millions = [...calmMillions, 4, 6, 20, 8, 0, 1, 0];
const event = {
  side: 'long' as const,
  start: START * MINUTE,
  peak: 22 * MINUTE,
  end: 24 * MINUTE,
  decision: 27 * MINUTE,
};
const run = (input = market(levels, millions), at = event): Record<string, AbsorptionStage> =>
  Object.fromEntries(absorption(at, input, settings, cascade).map((stage) => [stage.name, stage]));

describe('absorption', () => {
  it('divides the move of each stage by what was liquidated in it', () => {
    const { onset, peak, exhaustion, after } = run();
    // The close before the start is 2; the stages end at −58, −158, −178 and −138.
    expect([onset, peak, exhaustion, after].map((s) => Math.round(s!.moveBp * 1e6) / 1e6)).toEqual([60, 100, 20, -40]);
    expect([onset, peak, exhaustion, after].map((s) => s!.notionalUsd / 1e6)).toEqual([10, 20, 8, 1]);
    const perMillion = [onset, peak, exhaustion, after].map((s) => s!.bpPerMillion);
    [6, 5, 2.5, 40].forEach((x, k) => expect(perMillion[k]).toBeCloseTo(x, 9));
    expect([onset!.from, peak!.from, exhaustion!.from, after!.from, after!.to].map((t) => t / MINUTE)).toEqual([20, 22, 23, 24, 27]); // prettier-ignore
  });

  it('sets it against calm windows as long as the stage', () => {
    const { onset, peak, after } = run();
    // One minute: 5 windows with liquidations in the 10 before the start, 2 bp and 0.5 million each.
    expect(peak!.calmWindows).toBe(5);
    expect(peak!.calmBpPerMillion).toBeCloseTo(4, 9);
    expect(peak!.ratioToCalm).toBeCloseTo(1.25, 9);
    // Two minutes: out and back, so the price moves nothing.
    expect(onset!.calmWindows).toBe(5);
    expect(onset).toMatchObject({ calmBpPerMillion: 0, ratioToCalm: NaN, gap: 'noCalm' });
    // Three minutes: [17, 20), [14, 17), [11, 14) move 2 bp each and hold 0.5, 1 and 0.5 million.
    expect(after!.calmWindows).toBe(3);
    expect(after!.calmBpPerMillion).toBeCloseTo(6 / 2, 9);
  });

  it('says why there is no figure', () => {
    const quiet = [...calmMillions, 4, 6, 20, 8, 0, 0, 0];
    expect(run(market(levels, quiet)).after).toMatchObject({
      gap: 'noLiquidations',
      notionalUsd: 0,
      bpPerMillion: NaN,
    });
    const { bars: _, ...bare } = market(levels, millions);
    expect(run(bare).peak).toMatchObject({ gap: 'noPrice', moveBp: NaN, notionalUsd: 20e6 });
    const late = { ...market(levels, millions), covered: [{ from: START * MINUTE, to: 27 * MINUTE }] };
    expect(run(late).peak).toMatchObject({ gap: 'noCalm', calmWindows: 0, calmBpPerMillion: NaN });
    expect(run(late).peak!.bpPerMillion).toBeCloseTo(5, 9);
    const down = { ...market(levels, millions), covered: [{ from: 0, to: 22 * MINUTE }, { from: 23 * MINUTE, to: 27 * MINUTE }] }; // prettier-ignore
    expect(run(down).peak).toMatchObject({ gap: 'notCovered', notionalUsd: NaN });
    expect(run(undefined, { ...event, peak: event.start }).onset).toMatchObject({ gap: 'empty', from: event.start, to: event.start }); // prettier-ignore
    expect(run().peak!.gap).toBeNull();
  });

  it('has no move where no bar closed within the stage', () => {
    const fine = market(levels, millions);
    const t = Float64Array.of(10, 15, 20, 25).map((x) => x * MINUTE);
    const c = Float64Array.of(1, 1, 0.99, 0.98);
    const stages = run({ ...fine, bars: { interval: 5 * MINUTE, columns: { t, o: c, h: c, l: c, c, v: c } } });
    expect(stages.peak!.gap).toBe('noPrice');
    expect(stages.after!.moveBp).toBeCloseTo(-1e4 * Math.log(0.99), 9); // the bar that ended at 25
  });

  it('mirrors for shorts', () => {
    const input = market(levels, millions);
    if (input.liquidations.kind !== 'buckets') throw new Error('buckets expected');
    const { t, long, short } = input.liquidations.columns;
    const c = input.bars!.columns.c.map((x) => 1 / x);
    const mirror = {
      liquidations: { ...input.liquidations, columns: { t, long: short, short: long } },
      bars: { interval: MINUTE, columns: { ...input.bars!.columns, c } },
    };
    const got = run(mirror, { ...event, side: 'short' as never });
    expect(got.peak!.moveBp).toBeCloseTo(100, 9);
    expect(got.peak!.ratioToCalm).toBeCloseTo(1.25, 9);
  });
});
