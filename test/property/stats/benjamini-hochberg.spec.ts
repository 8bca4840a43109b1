import fc from 'fast-check';
import { expect, it } from 'vitest';
import { benjaminiHochberg } from '#core/stats/benjamini-hochberg';

const pValues = fc.array(fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(NaN)), { maxLength: 40 });

it('rejects what the step-up rule rejects: the k smallest, k the last rank with p ≤ k·q/m', () => {
  fc.assert(
    fc.property(pValues, fc.double({ min: 0.001, max: 0.5, noNaN: true }), (p, q) => {
      const sorted = p.filter((x) => !Number.isNaN(x)).sort((a, b) => a - b);
      const m = sorted.length;
      const k = sorted.findLastIndex((x, i) => x * (m / (i + 1)) <= q) + 1;
      const adjusted = benjaminiHochberg(Float64Array.from(p));
      expect(adjusted.filter((x) => x <= q).length).toBe(k);
      adjusted.forEach((x, i) => expect(Number.isNaN(p[i]) ? Number.isNaN(x) : x >= p[i] && x <= 1).toBe(true));
    }),
  );
});
