import { describe, expect, it } from 'vitest';
import { nelderMead } from '#core/math/nelder-mead';

const options = { tolerance: 1e-10, mostSteps: 2_000 };
const rosenbrock = (x: Float64Array): number => (1 - x[0]!) ** 2 + 100 * (x[1]! - x[0]! ** 2) ** 2;

describe('nelderMead', () => {
  it.each([
    ['a bowl', (x: Float64Array) => (x[0]! - 3) ** 2 + 2 * (x[1]! + 1) ** 2 + 5, [3, -1], 5],
    ['the banana of Rosenbrock', rosenbrock, [1, 1], 0],
    ['a corner', (x: Float64Array) => Math.abs(x[0]! - 0.5) + Math.abs(x[1]! - 0.25), [0.5, 0.25], 0],
  ])('finds the bottom of %s', (_, f, place, value) => {
    const found = nelderMead(f, [-1.2, 1], [0.5, 0.5], options);
    found.x.forEach((x, i) => expect(Math.abs(x - place[i]!)).toBeLessThanOrEqual(1e-4));
    expect(Math.abs(found.value - value)).toBeLessThanOrEqual(1e-7);
  });

  it('stays where the function is finite', () => {
    const wall = (x: Float64Array): number => (x[0]! < 1 ? Infinity : x[0]! ** 2);
    const found = nelderMead(wall, [4], [1], options);
    expect(found.x[0]).toBeGreaterThanOrEqual(1);
    expect(found.x[0]).toBeLessThanOrEqual(1 + 1e-6);
  });

  it('ends after the steps it is given', () => {
    let values = 0;
    nelderMead((x) => (values++, rosenbrock(x)), [-1.2, 1], [0.5, 0.5], { tolerance: 0, mostSteps: 20 });
    expect(values).toBeLessThan(100);
  });
});
