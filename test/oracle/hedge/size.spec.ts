import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cvarOf, pnlAt, sizingProgramme, type SizingProblem } from '#core/hedge/size';
import { solveLinear } from '#main/engine/linear-programme';

interface Oracle {
  readonly rows: readonly {
    readonly name: string;
    readonly level: number;
    readonly budget: number;
    readonly most: number;
    readonly premium: readonly number[];
    readonly unhedged: readonly number[];
    readonly layers: readonly (readonly number[])[];
    readonly cvar: number;
    readonly none: number;
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('size.json', import.meta.url), 'utf8')) as Oracle;

describe.each(oracle.rows)('sizes of least CVaR, $name', ({ level, budget, most, premium, cvar, none, ...columns }) => {
  const problem: SizingProblem = {
    unhedged: Float64Array.from(columns.unhedged),
    layers: columns.layers.map((layer) => Float64Array.from(layer)),
    ...{ premium, budget, level },
    most: premium.map(() => most),
  };

  it('have the CVaR that SciPy finds, within budget and bounds', async () => {
    const found = (await solveLinear(sizingProgramme(problem)))!;
    const sizes = found.x.subarray(0, premium.length);
    expect(Math.abs(found.objective - cvar)).toBeLessThan(1e-9);
    expect(Math.abs(cvarOf(pnlAt(problem, sizes), level) - cvar)).toBeLessThan(1e-9);
    expect(premium.reduce((sum, x, l) => sum + x * sizes[l]!, 0)).toBeLessThan(budget + 1e-9);
    for (const size of sizes) expect(size >= -1e-9 && size <= most + 1e-9).toBe(true);
  });

  it('start from the CVaR without layers', () => {
    expect(Math.abs(cvarOf(problem.unhedged, level) - none)).toBeLessThan(1e-12);
  });
});
