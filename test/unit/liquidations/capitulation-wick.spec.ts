import { describe, expect, it } from 'vitest';
import { capitulationWick, DEFAULT_WICK_SETTINGS } from '#core/liquidations/capitulation-wick';
import { atr } from '#core/indicators/atr';

const HOUR = 3_600_000;
type Bar = readonly [o: number, h: number, l: number, c: number];
const CALM = Array.from({ length: 20 }, (): Bar => [100, 101, 99, 100]);
const bars = (...last: Bar[]) => {
  const all = [...CALM, ...last];
  const column = (k: number): Float64Array => Float64Array.from(all, (bar) => bar[k]!);
  return {
    interval: HOUR,
    columns: { t: all.map((_, i) => i * HOUR), o: column(0), h: column(1), l: column(2), c: column(3) },
  };
};
const timed = (...last: Bar[]) => {
  const { interval, columns } = bars(...last);
  return { interval, columns: { ...columns, t: Float64Array.from(columns.t) } };
};
const event = { side: 'long' as const, start: 20 * HOUR + 1, decision: 22 * HOUR };

describe('capitulationWick', () => {
  it('measures the bar of the low', () => {
    const wick = capitulationWick(event, timed([100, 100, 90, 97], [97, 98, 95, 96]));
    expect(wick).toEqual({ t: 20 * HOUR, shadowShare: 0.7, rangeToAtr: 5, closeShare: 0.7, isCapitulation: true });
  });

  it.each([
    ['shadow', [100, 100, 90, 94.9] as Bar],
    ['range', [100, 100, 96.1, 99] as Bar],
  ])('fails by its %s alone', (_, bar) => {
    expect(capitulationWick(event, timed(bar)).isCapitulation).toBe(false);
  });

  it('fails by its close alone: a shadow that is wide enough above a body that closed low', () => {
    const settings = { ...DEFAULT_WICK_SETTINGS, shadowShare: 0.3 };
    expect(capitulationWick(event, timed([100, 100, 90, 94]), settings)).toMatchObject({ shadowShare: 0.4, isCapitulation: false }); // prettier-ignore
    expect(capitulationWick(event, timed([100, 100, 90, 95]), settings).isCapitulation).toBe(true);
  });

  it('mirrors for shorts', () => {
    const wick = capitulationWick({ ...event, side: 'short' }, timed([100, 110, 100, 103]));
    expect(wick).toEqual({ t: 20 * HOUR, shadowShare: 0.7, rangeToAtr: 5, closeShare: 0.7, isCapitulation: true });
  });

  it('does not read a bar that is still forming at the decision', () => {
    const early = { ...event, decision: 22 * HOUR - 1 };
    expect(capitulationWick(early, timed([100, 100, 90, 97], [97, 97, 50, 90])).t).toBe(20 * HOUR);
    const none = capitulationWick({ ...event, decision: 20 * HOUR + 2 }, timed([100, 100, 90, 97]));
    expect(none).toEqual({ t: NaN, shadowShare: NaN, rangeToAtr: NaN, closeShare: NaN, isCapitulation: null });
  });

  it('cannot tell without an average true range, unless something else fails', () => {
    const settings = { ...DEFAULT_WICK_SETTINGS, atrPeriod: 30 };
    expect(capitulationWick(event, timed([100, 100, 90, 97]), settings).isCapitulation).toBeNull();
    expect(capitulationWick(event, timed([100, 100, 90, 91]), settings).isCapitulation).toBe(false);
  });

  it('has the average true range of the whole history, though it reads a part', () => {
    const many = Array.from({ length: 3_000 }, (_, i): Bar => [100, 102 + Math.sin(i) + 5e3 / (1 + i), 98, 100]);
    const all = timed(...many);
    const start = all.columns.t.at(-1)!;
    const wick = capitulationWick({ side: 'long', start, decision: start + HOUR }, all);
    const last = all.columns.t.length - 1;
    const range = all.columns.h[last]! - all.columns.l[last]!;
    expect(wick.rangeToAtr).toBeCloseTo(range / atr(all.columns)[last - 1]!, 13);
  });
});
