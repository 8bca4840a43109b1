import { describe, expect, it } from 'vitest';
import { fallingRoot } from '#core/math/root';

describe('the root of a function that falls', () => {
  it('is found to its last digits, in few steps', () => {
    let calls = 0;
    const count = (f: (x: number) => number) => (x: number) => (calls++, f(x));
    expect(fallingRoot(count((x) => 2 - x * x), 0, 10)).toBeCloseTo(Math.SQRT2, 14); // prettier-ignore
    expect(
      fallingRoot(
        count((x) => 1 - Math.exp(x - 3)),
        -50,
        50,
      ),
    ).toBeCloseTo(3, 14);
    expect(
      fallingRoot(
        count((x) => -((x - 1) ** 3)),
        -7,
        5,
      ),
    ).toBeCloseTo(1, 5);
    expect(calls).toBeLessThan(200);
  });

  it('is exact at a jump and at an end of zero width', () => {
    const jump = fallingRoot((x) => (x < 1 / 3 ? 1 : -1), 0, 1);
    expect(Math.abs(jump - 1 / 3)).toBeLessThanOrEqual(Number.EPSILON);
    expect(fallingRoot((x) => -x, -1, 1)).toBe(0);
  });

  it('is not there without a change from above to below', () => {
    expect(fallingRoot((x) => x, -1, 1)).toBeNaN();
    expect(fallingRoot(() => 1, -1, 1)).toBeNaN();
    expect(fallingRoot(() => NaN, -1, 1)).toBeNaN();
  });
});
