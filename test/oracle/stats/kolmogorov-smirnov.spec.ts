import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { ksExponential, ksUniform } from '#core/stats/kolmogorov-smirnov';

interface Row {
  readonly law: 'uniform' | 'exponential';
  readonly n: number;
  readonly d: number;
  readonly p: number;
  readonly x: readonly number[];
}
const oracle = JSON.parse(readFileSync(new URL('kolmogorov-smirnov.json', import.meta.url), 'utf8')) as { rows: Row[] };

it.each(oracle.rows.map((row) => [row.law, row.n, row.d, row] as const))('%s, n = %i, d = %d', (law, n, _, row) => {
  const { d, p } = (law === 'uniform' ? ksUniform : ksExponential)(Float64Array.from(row.x));
  expect(Math.abs(d - row.d)).toBeLessThanOrEqual(1e-15);
  if (n <= 500 || n * d * d >= 4) expect(Math.abs(p - row.p)).toBeLessThanOrEqual(1e-8 * row.p);
  else expect(Math.abs(p - row.p)).toBeLessThanOrEqual(1e-4);
});
