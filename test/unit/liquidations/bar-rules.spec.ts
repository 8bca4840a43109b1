import { describe, expect, it } from 'vitest';
import { DEFAULT_ABSOLUTE_MOVE_SETTINGS, detectAbsoluteMoves } from '#core/liquidations/absolute-move';
import type { BarRuleInput } from '#core/liquidations/bar-events';
import { DEFAULT_PROXY_SETTINGS, detectProxyCascades } from '#core/liquidations/proxy';
import { MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

/** Bars that close at these prices, with volume 1 except where given. */
function input(interval: number, closes: readonly number[], volumes: Record<number, number> = {}): BarRuleInput {
  const make = (f: (i: number) => number): Float64Array => Float64Array.from(closes, (_, i) => f(i));
  const c = make((i) => closes[i]!);
  return { bars: { interval, columns: { t: make((i) => i * interval), o: c, h: c, l: c, c, v: make((i) => volumes[i] ?? 1 + (i % 3) / 10) } } }; // prettier-ignore
}

describe('detectAbsoluteMoves', () => {
  const minute = MS_PER_MINUTE;
  const path = (moves: Record<number, number>, n = 120): number[] => {
    let x = 100;
    return Array.from({ length: n }, (_, i) => (x *= Math.exp((moves[i] ?? 0) / 1e4)));
  };

  it('decides at the end of the bar that completes the fall, once', () => {
    const events = detectAbsoluteMoves(input(minute, path({ 40: -150, 50: -150, 52: -200 })));
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ rule: 'absoluteMove', side: 'long', start: 40 * minute, end: 51 * minute, decision: 51 * minute, coverage: null }); // prettier-ignore
    expect(events[0]!.notionalLongUsd).toBeNaN();
    expect(events[0]!.dropBp).toBeCloseTo(300, 6);
  });

  it('waits for a quiet time when asked to', () => {
    const events = detectAbsoluteMoves(input(minute, path({ 40: -150, 50: -150, 52: -200 })), { ...DEFAULT_ABSOLUTE_MOVE_SETTINGS, decideAt: 'quiet' }); // prettier-ignore
    // hot from minute 50 on, until the falls of minutes 40 and 50 leave the window: 52 + 14 is the last hot bar of −200 − 150
    expect(events).toHaveLength(1);
    expect(events[0]).toMatchObject({ start: 40 * minute, peak: 52 * minute });
    expect(events[0]!.decision).toBe(events[0]!.end + 15 * minute);
  });

  it('does not add falls further apart than the window, nor take less than the size', () => {
    expect(detectAbsoluteMoves(input(minute, path({ 40: -150, 55: -150 })))).toEqual([]);
    expect(detectAbsoluteMoves(input(minute, path({ 41: -150, 55: -150 })))).toHaveLength(1);
    expect(detectAbsoluteMoves(input(minute, path({ 40: -299 })))).toEqual([]);
    expect(detectAbsoluteMoves(input(minute, path({ 40: -300 })))).toHaveLength(1);
  });

  it('sees a rise as the mirror image, and a second fall after a quiet time as a second event', () => {
    const events = detectAbsoluteMoves(input(minute, path({ 20: -400, 90: 400 })));
    expect(events.map((e) => [e.side, e.decision])).toEqual([
      ['long', 21 * minute],
      ['short', 91 * minute],
    ]);
    expect(detectAbsoluteMoves(input(minute, path({ 20: -400, 90: -400 })))).toHaveLength(2);
  });

  it('refuses bars without an interval', () => {
    expect(() => detectAbsoluteMoves(input(0, [1]))).toThrow(RangeError);
    expect(detectAbsoluteMoves(input(minute, []))).toEqual([]);
  });
});

describe('detectProxyCascades', () => {
  const hour = MS_PER_HOUR;
  const crash = 200;
  const closes = Array.from({ length: 210 }, (_, i) => (i < crash ? 100 : 92) * (1 + 0.002 * Math.sin(i * 2.1)));
  const oiOf = (fall: number): Float64Array => Float64Array.from({ length: 210 }, (_, i) => (i < crash ? 1_000 : 1_000 * (1 - fall))); // prettier-ignore
  const market = (fall: number, volume = 9): BarRuleInput => {
    const bars = input(hour, closes, { [crash]: volume });
    return { ...bars, oi: { interval: hour, columns: { t: bars.bars.columns.t, base: oiOf(fall), usd: oiOf(0.5) } } };
  };

  it('needs the fall, the open interest and the volume together', () => {
    const [event, ...more] = detectProxyCascades(market(0.05));
    expect(more).toEqual([]);
    expect(event).toMatchObject({ rule: 'proxy', side: 'long', coverage: 'proxy', start: crash * hour, peak: crash * hour, end: (crash + 1) * hour, decision: (crash + 2) * hour }); // prettier-ignore
    expect(event!.oiShareClosed).toBeCloseTo(0.05, 12);
    expect(detectProxyCascades(market(0.02))).toEqual([]);
    expect(detectProxyCascades(market(0.05, 1))).toEqual([]);
    expect(detectProxyCascades({ bars: market(0.05).bars })).toEqual([]);
    expect(detectProxyCascades(market(0.05), { ...DEFAULT_PROXY_SETTINGS, sigmas: 400 })).toEqual([]);
  });

  it('decides at the end of the bar when asked to', () => {
    const [event] = detectProxyCascades(market(0.05), { ...DEFAULT_PROXY_SETTINGS, decideAt: 'trigger' });
    expect(event).toMatchObject({ end: (crash + 1) * hour, decision: (crash + 1) * hour });
  });

  it('marks a squeeze short', () => {
    const up = market(0.05);
    const c = up.bars.columns.c.map((x) => 1e4 / x);
    expect(detectProxyCascades({ ...up, bars: { interval: hour, columns: { ...up.bars.columns, c } } })[0]).toMatchObject({ side: 'short' }); // prettier-ignore
  });

  it('does not charge the change of coarse open interest to one fine bar', () => {
    const m = market(0.05);
    const coarse = { interval: 4 * hour, columns: { t: Float64Array.from({ length: 53 }, (_, i) => i * 4 * hour), base: Float64Array.from({ length: 53 }, (_, i) => (i * 4 < crash - 3 ? 1_000 : 900)), usd: new Float64Array(53) } }; // prettier-ignore
    expect(detectProxyCascades({ ...m, oi: coarse })).toEqual([]);
  });
});
