import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bandCoverage } from '#core/timeshift/coverage';
import { compareStates, spreadsOf, weightsOf } from '#core/timeshift/distance';
import { predictiveFan } from '#core/timeshift/fan';
import { INGREDIENTS } from '#core/timeshift/types';

type Row = readonly (number | null)[];
const oracle = JSON.parse(readFileSync(new URL('time-shift.json', import.meta.url), 'utf8')) as {
  compared: { states: Row[]; weights: number[]; distance: Row; common: number[] }[];
  bands: { values: number[]; quantiles: number[] }[];
  covered: { decision: number[]; outcome: Row; over: number[]; n: number; in50?: number[]; in90?: number[] }[];
};
const column = (row: Row): Float64Array => Float64Array.from(row, (x) => x ?? NaN);
const near = (found: number, expected: number | null): void =>
  expected === null
    ? expect(found).toBeNaN()
    : expect(Math.abs(found - expected)).toBeLessThanOrEqual(1e-12 * Math.max(1e-3, Math.abs(expected)));

it.each(oracle.compared)('distances of $states.length states', ({ states, weights, distance, common }) => {
  const [present, ...others] = states.map(column) as [Float64Array, ...Float64Array[]];
  const spreads = spreadsOf([present, ...others]);
  const weighed = weightsOf(Object.fromEntries(INGREDIENTS.map((name, k) => [name, weights[k]])), spreads);
  others.forEach((state, i) => {
    const found = compareStates(present, state, spreads, weighed);
    near(found.distance, distance[i]!);
    near(found.common, common[i]!);
    if (!Number.isNaN(found.distance))
      near(
        found.share.reduce((sum, x) => sum + (x || 0), 0),
        1,
      );
  });
});

it.each(oracle.bands)('bands of $values.length values', ({ values, quantiles }) => {
  predictiveFan(Float64Array.from(values)).forEach((x, q) => near(x, quantiles[q]!));
});

describe('coverage', () => {
  it.each(oracle.covered)('of $decision.length instances', ({ decision, outcome, over, n, in50, in90 }) => {
    const trials = decision.map((at, i) => ({
      decision: at,
      state: new Float64Array(INGREDIENTS.length).fill(NaN),
      outcome: Float64Array.of(outcome[i] ?? NaN),
      over: Float64Array.of(over[i]!),
    }));
    const [found] = bandCoverage(trials, { horizonsMs: [1], weights: {}, nearest: null });
    expect(found!.n).toBe(n);
    for (const [band, expected] of [[found!.in50, in50], [found!.in90, in90]] as const) {
      const [share, lo, hi] = expected ?? [null, null, null];
      near(band.share, share!);
      near(band.lo, lo!);
      near(band.hi, hi!);
    }
  }); // prettier-ignore
});
