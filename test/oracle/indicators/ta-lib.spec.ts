import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { atr } from '#core/indicators/atr';
import { ema } from '#core/indicators/ema';
import { macd, type MacdPeriods } from '#core/indicators/macd';
import { rsi } from '#core/indicators/rsi';
import { sma } from '#core/indicators/sma';

interface Oracle {
  readonly series: Record<string, Record<'h' | 'l' | 'c', number[]>>;
  readonly rows: readonly {
    readonly indicator: string;
    readonly parameters: Record<string, number>;
    readonly series: string;
    readonly from: number;
    readonly output: Record<string, number[]>;
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('ta-lib.json', import.meta.url), 'utf8')) as Oracle;

type Series = Record<'h' | 'l' | 'c', Float64Array>;
const series = Object.fromEntries(
  Object.entries(oracle.series).map(([name, { h, l, c }]) => [name, { h: Float64Array.from(h), l: Float64Array.from(l), c: Float64Array.from(c) }]),
) as Record<string, Series>; // prettier-ignore

function compute(name: string, { h, l, c }: Series, parameters: Record<string, number>): Record<string, Float64Array> {
  const period = parameters.period;
  if (name === 'rsi') return { rsi: rsi(c, period) };
  if (name === 'sma') return { sma: sma(c, period) };
  if (name === 'ema') return { ema: ema(c, period) };
  if (name === 'atr') return { atr: atr({ h, l, c }, period) };
  return { ...macd(c, parameters as MacdPeriods) };
}

describe('TA-Lib', () => {
  it.each(oracle.rows.map((row) => [row.indicator, JSON.stringify(row.parameters), row.series, row] as const))(
    '%s %s on %s',
    (indicator, _, key, row) => {
      const { c } = series[key];
      const out = compute(indicator, series[key], row.parameters);
      expect(Object.keys(out)).toEqual(Object.keys(row.output));
      for (const [name, expected] of Object.entries(row.output)) {
        const from = c.length - expected.length;
        // TA-Lib has no MACD line before its signal: there it is NaN only before the slow average.
        const firstOwn = name === 'macd' ? from + 1 - row.parameters.signal : from;
        expect(from).toBe(row.from);
        expect(out[name].findIndex((x) => !Number.isNaN(x))).toBe(firstOwn);
        expected.forEach((value, k) => {
          const scale = indicator === 'macd' ? c[from + k] : Math.abs(value);
          expect(Math.abs(out[name][from + k] - value), `${name}[${from + k}]`).toBeLessThanOrEqual(1e-10 * scale);
        });
      }
    },
  );
});

it('is the RSI table that StockCharts prints (ChartSchool, Relative Strength Index, QQQQ)', () => {
  const close = Float64Array.of(
    44.3389, 44.0902, 44.1497, 43.6124, 44.3278, 44.8264, 45.0955, 45.4245, 45.8433, 46.0826, 45.8931, 46.0328, 45.614, 46.282,
    46.282, 46.0028, 46.0328, 46.4116, 46.2222, 45.6439, 46.2122, 46.2521, 45.7137, 46.4515, 45.7835, 45.3548, 44.0288, 44.1783,
    44.2181, 44.5672, 43.4205, 42.6628, 43.1314,
  ); // prettier-ignore
  const printed = [70.53, 66.32, 66.55, 69.41, 66.36, 57.97, 62.93, 63.26, 56.06, 62.38, 54.71, 50.42, 39.99, 41.46, 41.87, 45.46, 37.3, 33.08, 37.77]; // prettier-ignore
  expect([...rsi(close, 14).subarray(14)].map((x) => Math.round(x * 100) / 100)).toEqual(printed);
});
