import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ticks } from '../../../src/renderer/lib/ticks';

it('gives round values within a range, and comes to an end whatever the range is', () => {
  expect(ticks(0, 10)).toEqual([0, 5, 10]);
  expect(ticks(-0.35, 0.35, 7).map((v) => Number(v.toFixed(12)))).toEqual([-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]);
  expect(ticks(5, 5)).toEqual([]);
  expect(ticks(1e5, 1e5 + 2e-11).length).toBeLessThan(8); // a step that is nothing beside its value
  fc.assert(
    fc.property(fc.double({ noNaN: true }), fc.double({ noNaN: true }), fc.integer({ min: 1, max: 12 }), (a, b, wished) => {
      const found = ticks(a, b, wished);
      expect(found.length).toBeLessThanOrEqual(wished + 2);
    }),
  );
}); // prettier-ignore
