import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fitHawkes } from '#core/liquidations/hawkes/fit';
import { hawkesLogLikelihood } from '#core/liquidations/hawkes/likelihood';
import type { Estimate, HawkesParameters } from '#core/liquidations/hawkes/types';

interface Oracle {
  readonly rows: readonly {
    readonly name: string;
    readonly t: readonly number[];
    readonly from: number;
    readonly to: number;
    readonly trials: readonly (HawkesParameters & { readonly logLikelihood: number })[];
    readonly fit: HawkesParameters & { readonly logLikelihood: number };
    readonly branching: Estimate;
  }[];
}
const oracle = JSON.parse(readFileSync(new URL('hawkes.json', import.meta.url), 'utf8')) as Oracle;
const relative = (got: number, want: number): number => Math.abs(got / want - 1);

describe.each(oracle.rows)('$name prints', ({ t, from, to, trials, fit: best, branching }) => {
  const times = Float64Array.from(t);

  it('have the log likelihood of the definition', () => {
    for (const { logLikelihood, ...parameters } of trials)
      expect(relative(hawkesLogLikelihood(times, parameters, { from, to }), logLikelihood)).toBeLessThanOrEqual(1e-10);
  });

  it('are fitted where a general optimiser finds the maximum', () => {
    const fit = fitHawkes(times, { from, to });
    expect(relative(fit.logLikelihood, best.logLikelihood)).toBeLessThanOrEqual(1e-6);
    for (const key of ['mu', 'alpha', 'beta'] as const)
      expect(relative(fit[key].value, best[key]), key).toBeLessThanOrEqual(1e-3);
    for (const end of ['value', 'lo', 'hi'] as const)
      expect(relative(fit.branching[end], branching[end]), end).toBeLessThanOrEqual(1e-3);
  });
});
