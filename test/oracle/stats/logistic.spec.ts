import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fitLogistic, predictLogistic } from '#core/stats/logistic';

interface Row {
  readonly n: number;
  readonly p: number;
  readonly l2?: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly weights: readonly number[];
  readonly coefficients: readonly number[];
  readonly covariance: readonly number[];
  readonly fitted?: readonly number[];
}
const rows = (file: string): Row[] =>
  (JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as { rows: Row[] }).rows;

it.each([
  ...rows('logistic-glm.json').map((row) => ['glm', row.n, row.p, 1e-7, row] as const),
  ...rows('logistic-ridge.json').map((row) => ['ridge', row.n, row.p, 1e-9, row] as const),
])('%s, n = %i, p = %i', (_, n, p, tolerance, row) => {
  const x = Float64Array.from(row.x);
  const options = { l2: row.l2 ?? 0, weights: Float64Array.from(row.weights) };
  const model = fitLogistic(x, n, p, Uint8Array.from(row.y), options);
  expect(model.converged).toBe(true);
  [model.intercept, ...model.beta].forEach((value, j) =>
    expect(Math.abs(value / row.coefficients[j] - 1), `coefficient ${j}`).toBeLessThanOrEqual(tolerance),
  );
  row.covariance.forEach((value, j) => {
    const scale = Math.sqrt(
      row.covariance[Math.floor(j / (p + 1)) * (p + 2)] * row.covariance[(j % (p + 1)) * (p + 2)],
    );
    expect(Math.abs(model.covariance[j] - value), `covariance ${j}`).toBeLessThanOrEqual(tolerance * scale);
  });
  const predicted = predictLogistic(model, x, n);
  row.fitted?.forEach((value, i) => expect(Math.abs(predicted[i] - value)).toBeLessThanOrEqual(1e-9));
});
