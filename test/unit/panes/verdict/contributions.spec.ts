import { describe, expect, it } from 'vitest';
import { CONFIRMATIONS, type ConfirmationId, type ModelResult } from '#core/evidence/types';
import { StudySpecSchema } from '#shared/evidence';
import { contributions, type State } from '../../../../src/renderer/panes/verdict/contributions';
import { createFakeStudy } from '../../../support/fake-study';

const model = createFakeStudy(StudySpecSchema.parse({ instruments: ['BTCUSDT'], rule: { kind: 'cascade' } })).model!;
const states = (of: (i: number) => State): ReadonlyMap<ConfirmationId, State> =>
  new Map(CONFIRMATIONS.map((id, i) => [id, of(i)]));

/** Two confirmations by hand: a known in all rows, b unknown in a quarter. */
const small: ModelResult = {
  ...model,
  intercept: -0.5,
  coefficients: [
    { id: 'rsiOversold', logOdds: { value: 1, lo: 0, hi: 2 }, yes: 5, no: 5, unknown: 0, unknownLogOdds: 0 },
    { id: 'macdTurningUp', logOdds: { value: -2, lo: -3, hi: -1 }, yes: 2, no: 4, unknown: 2, unknownLogOdds: 0.4 },
  ],
  // intercept, yes a, yes b, unknown a, unknown b
  covariance: [0.04, 0.01, 0, 0, 0, 0.01, 0.09, 0, 0, 0, 0, 0, 0.16, 0, 0.02, 0, 0, 0, 0, 0, 0, 0, 0.02, 0, 0.25],
};

describe('contributions', () => {
  it('add up with the base rate to the figure of the model, whatever the states', () => {
    for (const of of [
      () => 'yes',
      () => 'no',
      () => 'unknown',
      (i: number) => (['yes', 'no', 'unknown'] as const)[i % 3]!,
    ] as ((i: number) => State)[]) {
      const { base, parts, total } = contributions(model, states(of), 0.95);
      const known = parts.map(({ logOdds }) => logOdds.value).filter(Number.isFinite);
      expect(base.value + known.reduce((a, b) => a + b, 0)).toBeCloseTo(total.value, 10);
    }
  });

  it('are taken against an average event, so that a no counts too', () => {
    const { base, parts, total, probability } = contributions(small, new Map([['rsiOversold', 'no'], ['macdTurningUp', 'yes']]), 0.95); // prettier-ignore
    expect(base.value).toBeCloseTo(-0.5 + 0.5 - 0.5 + 0.1, 12);
    expect(parts[0]!.logOdds.value).toBeCloseTo(-0.5, 12);
    expect(parts[1]!.logOdds.value).toBeCloseTo(-2 * 0.75 - 0.4 * 0.25, 12);
    expect(total.value).toBeCloseTo(-2.5, 12);
    expect(probability.value).toBeCloseTo(1 / (1 + Math.exp(2.5)), 12);
  });

  it('has the interval of the covariance, by hand', () => {
    const both = contributions(small, new Map([['rsiOversold', 'yes'], ['macdTurningUp', 'unknown']]), 0.95); // prettier-ignore
    // var(1·b0 + 1·ya + 1·ub) = 0.04 + 0.09 + 0.25 + 2·0.01
    const half = 1.96 * Math.sqrt(0.4);
    expect(both.total.hi - both.total.value).toBeCloseTo(half, 10);
    expect(both.total.value - both.total.lo).toBeCloseTo(half, 10);
    expect(both.probability.lo).toBeLessThan(both.probability.value);
  });

  it('says nothing of what the sample never knew, and no interval where the covariance has another shape', () => {
    const { parts } = contributions(
      model,
      states(() => 'yes'),
      0.95,
    );
    expect(parts.find(({ id }) => id === 'macroStabilising')!.logOdds.value).toBeNaN();
    const bare = contributions({ ...small, covariance: [0.04] }, new Map(), 0.95);
    expect(bare.total.value).toBeCloseTo(-0.1, 12);
    expect(bare.total.lo).toBeNaN();
    expect(bare.probability.hi).toBeNaN();
  });
});
