import { describe, expect, it } from 'vitest';
import { atr } from '#core/indicators/atr';
import { macd } from '#core/indicators/macd';
import { realizedVol } from '#core/indicators/realized-vol';
import {
  INDICATOR_NAMES,
  INDICATORS,
  isIndicatorName,
  resolveParameters,
  runIndicator,
  type Indicator,
} from '#core/indicators/registry';
import { rsi } from '#core/indicators/rsi';
import type { Bars } from '#core/series/schema';
import { MS_PER_HOUR } from '#core/time/ms';

const wave = (shift: number): Float64Array =>
  Float64Array.from({ length: 80 }, (_, i) => 100 + shift + 5 * Math.sin(i));
const bars: Bars = { t: wave(0), o: wave(0), h: wave(2), l: wave(-2), c: wave(1), v: wave(0) };

describe('the table', () => {
  it.each(INDICATOR_NAMES)('%s runs on its defaults and gives its outputs', (name) => {
    const { outputs, parameters }: Indicator = INDICATORS[name];
    const columns = runIndicator(name, bars, MS_PER_HOUR);
    expect(Object.keys(columns)).toEqual(outputs.map((output) => output.name));
    for (const column of Object.values(columns)) {
      expect(column.length).toBe(80);
      expect(Number.isFinite(column[79])).toBe(true);
    }
    expect(resolveParameters(name)).toEqual(Object.fromEntries(parameters.map((p) => [p.name, p.default])));
  });

  it.each(INDICATOR_NAMES)('%s reads no column but those it names', (name) => {
    const values = resolveParameters(name);
    const blank = new Float64Array(80).fill(NaN);
    const read = (INDICATORS[name] as Indicator).inputs(values) as readonly string[];
    const only = Object.fromEntries(Object.entries(bars).map(([key, x]) => [key, read.includes(key) ? x : blank])) as unknown as Bars; // prettier-ignore
    expect(runIndicator(name, only, MS_PER_HOUR)).toEqual(runIndicator(name, bars, MS_PER_HOUR));
  });

  it('passes parameters on, from text too', () => {
    expect(runIndicator('rsi', bars, 1, { period: '5' }).rsi).toEqual(rsi(bars.c, 5));
    expect(runIndicator('atr', bars, 1, { period: 7 }).atr).toEqual(atr(bars, 7));
    expect(runIndicator('macd', bars, 1, { fast: 3, slow: '7', signal: 2 })).toEqual(
      macd(bars.c, { fast: 3, slow: 7, signal: 2 }),
    );
    expect(runIndicator('realized-vol', bars, MS_PER_HOUR, { method: 'yang-zhang', window: 10 }).realizedVol).toEqual(
      realizedVol(bars, { method: 'yang-zhang', window: 10, interval: MS_PER_HOUR }),
    );
    expect(resolveParameters('rsi', { period: undefined })).toEqual({ period: 14 });
  });

  it('knows its names', () => {
    expect(INDICATOR_NAMES).toEqual(['rsi', 'macd', 'ema', 'sma', 'atr', 'realized-vol']);
    expect([isIndicatorName('rsi'), isIndicatorName('toString'), isIndicatorName('')]).toEqual([true, false, false]);
  });
});

it.each<[string, () => unknown]>([
  ["rsi has no parameter 'window', only period", () => resolveParameters('rsi', { window: 3 })],
  ["period is '0', expected a whole number from 1 to 100000", () => resolveParameters('rsi', { period: 0 })],
  ["period is '14.5'", () => resolveParameters('rsi', { period: '14.5' })],
  ["period is 'x'", () => resolveParameters('rsi', { period: 'x' })],
  ["period is ''", () => resolveParameters('rsi', { period: '' })],
  ["period is '100001'", () => resolveParameters('ema', { period: 100_001 })],
  [
    "method is 'best', expected one of close, parkinson, garman-klass, yang-zhang",
    () => resolveParameters('realized-vol', { method: 'best' }),
  ],
  ['fast=30 is not below slow=26', () => runIndicator('macd', bars, 1, { fast: 30 })],
  ['window=1, expected a whole number of at least 2', () => runIndicator('realized-vol', bars, 1, { window: 1 })],
])('refuses: %s', (message, run) => {
  expect(run).toThrow(RangeError);
  expect(run).toThrow(message);
});
