import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { quantilesOf } from '#core/stats/quantile';

const oracle = JSON.parse(readFileSync(new URL('quantile.json', import.meta.url), 'utf8')) as {
  levels: number[];
  rows: { values: number[]; quantiles: number[] }[];
};

it.each(oracle.rows)('of $values.length values', ({ values, quantiles }) => {
  const scale = Math.max(...values.map(Math.abs));
  quantilesOf(Float64Array.from(values), oracle.levels).forEach((value, i) =>
    expect(Math.abs(value - quantiles[i])).toBeLessThanOrEqual(1e-13 * scale),
  );
});
