import fc from 'fast-check';
import { expect, it } from 'vitest';
import { auc, reliability } from '#core/stats/scores';

const forecasts = fc
  .array(fc.record({ p: fc.integer({ min: 0, max: 20 }).map((x) => x / 20), y: fc.integer({ min: 0, max: 1 }) }), { minLength: 1 })
  .map((rows) => [Float64Array.from(rows, (r) => r.p), Uint8Array.from(rows, (r) => r.y)] as const); // prettier-ignore

it('AUC is the share of pairs in the right order, ties half', () => {
  fc.assert(
    fc.property(forecasts, ([p, y]) => {
      let right = 0;
      let pairs = 0;
      for (let i = 0; i < p.length; i++)
        for (let j = 0; j < p.length; j++) {
          if (!y[i] || y[j]) continue;
          pairs++;
          right += p[i] > p[j] ? 1 : p[i] === p[j] ? 0.5 : 0;
        }
      if (pairs === 0) expect(auc(p, y)).toBeNaN();
      else expect(Math.abs(auc(p, y) - right / pairs)).toBeLessThanOrEqual(1e-12);
    }),
  );
});

it('every forecast is in one bin, bins ascend, and the observed share is inside its interval', () => {
  fc.assert(
    fc.property(forecasts, fc.integer({ min: 1, max: 12 }), ([p, y], bins) => {
      const curve = reliability(p, y, bins);
      expect(curve.n.length).toBeLessThanOrEqual(bins);
      expect(curve.n.reduce((a, b) => a + b, 0)).toBe(p.length);
      for (let b = 0; b < curve.n.length; b++) {
        if (b > 0) expect(curve.meanPredicted[b]).toBeGreaterThan(curve.meanPredicted[b - 1]);
        expect(curve.lo[b] <= curve.observed[b] + 1e-15 && curve.observed[b] <= curve.hi[b] + 1e-15).toBe(true);
      }
    }),
  );
});
