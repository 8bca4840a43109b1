import { describe, expect, it } from 'vitest';
import { maximize } from '#core/math/maximize';

describe('maximize', () => {
  it.each([
    ['a parabola', (x: number) => -((x - 0.3) ** 2), 0.3],
    ['a cusp', (x: number) => -Math.abs(x - 0.7), 0.7],
    ['a skewed peak', (x: number) => Math.log(x + 1e-3) - 4 * x, 0.249],
    ['a rise to the upper end', (x: number) => Math.exp(x), 1],
    ['a fall from the lower end', (x: number) => -(x ** 3), 0],
  ])('finds the place of %s', (_, f, place) => {
    expect(Math.abs(maximize(f, 0, 1, 1e-8) - place)).toBeLessThanOrEqual(1e-7);
  });

  it('takes few values of a smooth function', () => {
    let values = 0;
    maximize((x) => (values++, Math.cos(x - 1)), -1, 2.5, 1e-8);
    expect(values).toBeLessThan(20);
  });

  it('stays inside and ends on a flat function', () => {
    const place = maximize(() => 1, 3, 4, 1e-6);
    expect(place >= 3 && place <= 4).toBe(true);
  });
});
