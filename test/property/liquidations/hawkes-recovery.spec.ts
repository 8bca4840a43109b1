import { describe, expect, it } from 'vitest';
import { fitHawkes } from '#core/liquidations/hawkes/fit';
import { simulateHawkes } from '#core/liquidations/hawkes/simulate';
import type { Estimate, HawkesFit } from '#core/liquidations/hawkes/types';
import { Rng } from '#core/random/rng';

/* What fits find in prints whose parameters are known: a print of the background every 20 s, excitation that lives for 5 s. */

const MU = 0.05;
const BETA = 0.2;
const COUNT = 2_000;
const SEEDS = Array.from({ length: 200 }, (_, i) => i + 1);

const prints = (branching: number, seed: number, count = COUNT): Float64Array =>
  simulateHawkes({ mu: MU, alpha: branching * BETA, beta: BETA }, { count }, new Rng(seed));
const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
const share = <T>(all: readonly T[], is: (one: T) => boolean): number => all.filter(is).length / all.length;
const meanOf = (fits: readonly HawkesFit[], key: 'mu' | 'alpha' | 'beta' | 'branching'): number =>
  mean(fits.map((fit) => fit[key].value));
const covers =
  (truth: number) =>
  ({ lo, hi }: Estimate): boolean =>
    lo <= truth && truth <= hi;

describe.each([
  { branching: 0.3, bias: 0.03, least: 0.92, most: 0.98 },
  { branching: 0.6, bias: 0.03, least: 0.92, most: 0.98 },
  { branching: 0.9, bias: 0.05, least: 0.88, most: 0.99 },
])('fits of prints with branching ratio $branching', ({ branching, bias, least, most }) => {
  const fits = SEEDS.map((seed) => fitHawkes(prints(branching, seed)));

  it.each([
    ['mu', MU],
    ['alpha', branching * BETA],
    ['beta', BETA],
    ['branching', branching],
  ] as const)('have the right mean %s', (key, truth) => {
    expect(Math.abs(meanOf(fits, key) / truth - 1)).toBeLessThanOrEqual(bias);
  });

  it('have an interval that covers the truth as often as it says', () => {
    const covered = share(fits, (fit) => covers(branching)(fit.branching));
    expect(covered).toBeGreaterThanOrEqual(least);
    expect(covered).toBeLessThanOrEqual(most);
  });

  it('are told from Poisson', () => expect(share(fits, ({ poissonP }) => poissonP < 0.001)).toBe(1));
});

describe('fits of Poisson prints', () => {
  const fits = SEEDS.map((seed) => fitHawkes(prints(0, seed)));

  it('have the right mean mu, and hardly any branching', () => {
    expect(Math.abs(meanOf(fits, 'mu') / MU - 1)).toBeLessThanOrEqual(0.03);
    expect(meanOf(fits, 'branching')).toBeLessThanOrEqual(0.03);
  });

  it('have an interval of branching that reaches 0 as often as it says', () => {
    const covered = share(fits, (fit) => covers(0)(fit.branching));
    expect(covered).toBeGreaterThanOrEqual(0.92);
    expect(covered).toBeLessThanOrEqual(0.98);
  });

  it.each([
    [COUNT, 200],
    [500, 1_000],
    [60, 2_000],
  ])('of %i prints are called excited as often as the level of the test says, over %i tapes', (count, tapes) => {
    const rejected = share(
      Array.from({ length: tapes }, (_, i) => fitHawkes(prints(0, i + 1, count))),
      ({ poissonP }) => poissonP < 0.05,
    );
    expect(rejected).toBeGreaterThanOrEqual(0.03);
    expect(rejected).toBeLessThanOrEqual(0.07);
  });
});
