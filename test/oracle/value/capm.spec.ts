import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { estimateCapm } from '#core/value/capm';

type Column = readonly (number | null)[];
interface Row {
  readonly riskFree: number;
  readonly asset: Column;
  readonly benchmark: Column;
  readonly days: number;
  readonly beta: number;
  readonly betaError: number;
  readonly alpha: number;
  readonly alphaError: number;
  readonly shrunkBeta: number;
  readonly shrunkError: number;
  readonly correlation: number;
}
interface Oracle {
  readonly priorVariance: number;
  readonly rows: readonly Row[];
}
const oracle = JSON.parse(readFileSync(new URL('capm.json', import.meta.url), 'utf8')) as Oracle;
const column = (values: Column): Float64Array => Float64Array.from(values, (x) => x ?? NaN);
const FIGURES = ['beta', 'betaError', 'alpha', 'alphaError', 'shrunkBeta', 'shrunkError', 'correlation'] as const;

describe('capital asset pricing model against R', () => {
  it.each(oracle.rows.map((row) => [row.days, row.asset.length, row.riskFree, row.beta, row] as const))(
    '%i days of %i, risk-free %f, beta %f',
    (days, _, riskFree, __, row) => {
      const settings = { leastDays: 20, priorVariance: oracle.priorVariance };
      const found = estimateCapm(column(row.asset), column(row.benchmark), riskFree, settings);
      expect(found).toMatchObject({ days, reason: '' });
      for (const figure of FIGURES)
        expect(Math.abs(found[figure] / row[figure] - 1), figure).toBeLessThanOrEqual(1e-10);
    },
  );
});
