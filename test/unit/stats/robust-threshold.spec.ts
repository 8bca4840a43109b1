import fc from 'fast-check';
import { expect, it } from 'vitest';
import { mad, MAD_TO_SIGMA, median } from '#core/stats/robust';
import { RobustThreshold } from '#core/stats/robust-threshold';

const values = fc.oneof(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 12, noNaN: true }));

it('says of every value what median and MAD of the window before it say', () => {
  const lists = fc.tuple(fc.integer({ min: 1, max: 120 }), fc.constantFrom(0, 0.5), fc.constantFrom(0.5, 1, 2));
  fc.assert(
    fc.property(lists, fc.array(values, { maxLength: 600 }), ([window, minMad, k], list) => {
      const threshold = new RobustThreshold(window, k, minMad);
      list.forEach((x, i) => {
        const recent = Float64Array.from(list.slice(Math.max(0, i - window), i));
        const limit = median(recent) + k * MAD_TO_SIGMA * Math.max(minMad, mad(recent));
        expect(threshold.exceeds(x)).toBe(i >= window && x > limit);
        if (i % 13 === 0) expect(threshold.value()).toEqual(i >= window ? limit : NaN);
        threshold.push(x);
      });
    }),
    { numRuns: 300 },
  );
});

it('answers exactly on a long window, from bounds and from the window', () => {
  const window = 2_000;
  const threshold = new RobustThreshold(window, 2, 0.1);
  let seed = 7;
  const next = (): number => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
  const list = Float64Array.from({ length: 9_000 }, (_, i) => -Math.log(next()) * (1 + i / 3_000));
  let above = 0;
  for (let i = 0; i < list.length; i++) {
    const said = threshold.exceeds(list[i]);
    if (said) above++;
    if (i >= window && (said || i % 50 === 0)) {
      const recent = list.slice(i - window, i);
      expect(said).toBe(list[i] > median(recent) + 2 * MAD_TO_SIGMA * mad(recent));
    }
    threshold.push(list[i]);
  }
  expect(above).toBeGreaterThan(200);
});

it('starts over after clear, refuses NaN and a window that is not a positive integer', () => {
  const threshold = new RobustThreshold(2, 1, 0);
  for (const x of [1, 2, 3]) threshold.push(x);
  threshold.clear();
  expect([threshold.full, threshold.exceeds(9), threshold.value()]).toEqual([false, false, NaN]);
  threshold.push(5);
  threshold.push(5);
  expect([threshold.exceeds(5), threshold.exceeds(5.1), threshold.value()]).toEqual([false, true, 5]);
  expect(() => threshold.push(NaN)).toThrow(RangeError);
  expect(() => new RobustThreshold(0, 1, 0)).toThrow(RangeError);
});
