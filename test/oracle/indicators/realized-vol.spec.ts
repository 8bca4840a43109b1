import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { realizedVol, type RealizedVolMethod } from '#core/indicators/realized-vol';

interface Oracle {
  readonly series: Record<string, Record<'o' | 'h' | 'l' | 'c', number[]> & { readonly interval: number }>;
  readonly rows: readonly {
    readonly series: string;
    readonly method: RealizedVolMethod;
    readonly window: number;
    readonly from: number;
    readonly output: readonly (number | null)[];
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('realized-vol.json', import.meta.url), 'utf8')) as Oracle;

it.each(oracle.rows.map((row) => [row.method, row.window, row.series, row] as const))(
  'realised volatility, %s, window %i, %s bars',
  (method, window, key, row) => {
    const { interval, ...columns } = oracle.series[key];
    const [o, h, l, c] = [columns.o, columns.h, columns.l, columns.c].map((x) => Float64Array.from(x)) as [Float64Array, Float64Array, Float64Array, Float64Array]; // prettier-ignore
    const out = realizedVol({ o, h, l, c }, { method, window, interval });
    expect([...out.subarray(0, row.from)].every(Number.isNaN)).toBe(true);
    row.output.forEach((value, k) => {
      if (value === null) expect(out[row.from + k]).toBeNaN();
      else expect(Math.abs(out[row.from + k] / value - 1), `row ${row.from + k}`).toBeLessThanOrEqual(1e-10);
    });
  },
);
