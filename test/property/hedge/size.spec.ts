import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cvarOf, pnlAt, sizingProgramme, type SizingProblem } from '#core/hedge/size';
import { solveLinear } from '#main/engine/linear-programme';

const share = fc.double({ min: -0.5, max: 0.5, noNaN: true });
const problems = fc.integer({ min: 1, max: 40 }).chain((paths) => {
  const column = fc.array(share, { minLength: paths, maxLength: paths }).map((xs) => Float64Array.from(xs));
  return fc.record({
    unhedged: column,
    layers: fc.tuple(column, column),
    premium: fc.tuple(fc.double({ min: -0.01, max: 0.1, noNaN: true }), fc.double({ min: 0.001, max: 0.1, noNaN: true })),
    budget: fc.double({ min: 0, max: 0.2, noNaN: true }),
    most: fc.tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true })),
    level: fc.constantFrom(0, 0.5, 0.9, 0.95),
  });
}); // prettier-ignore

const GRID = 40;

describe('sizing', () => {
  it('is never worse than no layer, nor than any size of a grid', async () => {
    await fc.assert(
      fc.asyncProperty(problems, async (problem: SizingProblem) => {
        const found = (await solveLinear(sizingProgramme(problem)))!;
        const sizes = found.x.subarray(0, 2);
        const reached = cvarOf(pnlAt(problem, sizes), problem.level);
        expect(reached).toBeCloseTo(found.objective, 7);
        expect(reached).toBeLessThanOrEqual(cvarOf(problem.unhedged, problem.level) + 1e-7);
        let best = Infinity;
        for (let a = 0; a <= GRID; a++)
          for (let b = 0; b <= GRID; b++) {
            const at = [(a * problem.most[0]!) / GRID, (b * problem.most[1]!) / GRID];
            if (at[0]! * problem.premium[0]! + at[1]! * problem.premium[1]! > problem.budget) continue;
            best = Math.min(best, cvarOf(pnlAt(problem, at), problem.level));
          }
        expect(reached).toBeLessThanOrEqual(best + 1e-7);
      }),
      { numRuns: 40 },
    );
  });

  it('says when nothing fits', async () => {
    const problem = {
      ...{ unhedged: Float64Array.of(-0.1, 0.1), layers: [Float64Array.of(0.1, -0.01)], premium: [0.01] },
      ...{ budget: -0.1, most: [1], level: 0.5 },
    };
    expect(await solveLinear(sizingProgramme(problem))).toBeUndefined();
  });

  it('refuses a path without a figure', () => {
    const problem = { unhedged: Float64Array.of(NaN, 0), layers: [], premium: [], budget: 0, most: [], level: 0.5 };
    expect(() => sizingProgramme(problem)).toThrow(RangeError);
    expect(() => sizingProgramme({ ...problem, unhedged: Float64Array.of(0), level: 1 })).toThrow(/level/);
  });
});

describe('CVaR of a sample', () => {
  it.each([
    [0.5, 2.5], // the two worst of four
    [0.75, 3],
    [0.6, (3 + 0.6 * 2) / 1.6],
    [0, 0.5],
  ])('at a level of %f is %f', (level, expected) => {
    expect(cvarOf(Float64Array.of(-3, 4, -2, -1), level)).toBeCloseTo(expected, 12);
  });

  it('of no path is not known', () => expect(cvarOf(new Float64Array(), 0.95)).toBeNaN());
});
