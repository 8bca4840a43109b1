import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { auc, brier, logLoss, reliability, type Reliability } from '#core/stats/scores';

interface Row {
  readonly p: readonly number[];
  readonly y: readonly number[];
  readonly brier: number;
  readonly logLoss: number;
  readonly auc: number;
  readonly bins?: number;
  readonly reliability?: Record<keyof Reliability, readonly number[]>;
}
const oracle = JSON.parse(readFileSync(new URL('scores.json', import.meta.url), 'utf8')) as { rows: Row[] };
const near = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(expected)));

it.each(oracle.rows)('$p.length forecasts', (row) => {
  const p = Float64Array.from(row.p);
  const y = Uint8Array.from(row.y);
  near(brier(p, y), row.brier);
  near(logLoss(p, y), row.logLoss);
  near(auc(p, y), row.auc);
  if (!row.reliability) return;
  const curve = reliability(p, y, row.bins);
  for (const key of ['meanPredicted', 'observed', 'lo', 'hi', 'n'] as const) {
    expect(curve[key].length).toBe(row.bins);
    row.reliability[key].forEach((value, i) => near(curve[key][i], value));
  }
});
