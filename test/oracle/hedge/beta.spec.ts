import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateBeta, sumError } from '#core/hedge/beta';

interface Row {
  readonly window: number;
  readonly halfLife: number | null;
  readonly downside: boolean;
  readonly asset: readonly (number | null)[];
  readonly benchmark: readonly (number | null)[];
  readonly days: number;
  readonly effectiveDays: number;
  readonly beta: number;
  readonly error: number;
  readonly intercept: number;
  readonly interceptError: number;
  readonly shrunk: number;
  readonly shrunkError: number;
}
interface Oracle {
  readonly priorVariance: number;
  readonly sum: {
    readonly window: number;
    readonly benchmark: readonly number[];
    readonly returns: readonly (readonly number[])[];
    readonly notionals: readonly number[];
    readonly error: number;
  };
  readonly rows: readonly Row[];
}
const oracle = JSON.parse(readFileSync(new URL('beta.json', import.meta.url), 'utf8')) as Oracle;
const column = (values: readonly (number | null)[]): Float64Array => Float64Array.from(values, (x) => x ?? NaN);
const settings = { leastDays: 10, priorVariance: oracle.priorVariance };
const close = (a: number, b: number): void => expect(Math.abs(a / b - 1)).toBeLessThanOrEqual(1e-10);

describe('beta against R', () => {
  it.each(oracle.rows.map((row) => [row.asset.length, row.days, row.halfLife, row.downside, row] as const))(
    'of %i days, %i used, half-life %s, downside %s',
    (_, days, halfLife, downside, row) => {
      const [asset, benchmark] = [column(row.asset), column(row.benchmark)];
      const rule = { window: row.window, halfLife, downside, shrink: false };
      const plain = estimateBeta(asset, benchmark, rule, settings);
      expect(plain.days).toBe(days);
      expect(plain.skipped).toBe(
        asset.slice(-row.window).filter((x, i) => Number.isNaN(x + benchmark.slice(-row.window)[i]!)).length,
      );
      close(plain.effectiveDays, row.effectiveDays);
      close(plain.beta, row.beta);
      close(plain.error, row.error);
      close(plain.intercept, row.intercept);
      close(plain.interceptError, row.interceptError);
      const shrunk = estimateBeta(asset, benchmark, { ...rule, shrink: true }, settings);
      close(shrunk.beta, row.shrunk);
      close(shrunk.error, row.shrunkError);
      expect([shrunk.raw, shrunk.rawError]).toEqual([plain.beta, plain.error]);
    },
  );

  it('of a sum, with residuals that move together', () => {
    const { window, benchmark, returns, notionals, error } = oracle.sum;
    const rule = { window, halfLife: null, downside: false, shrink: false };
    close(sumError(returns.map(column), notionals, column(benchmark), rule, settings), error);
  });
});
