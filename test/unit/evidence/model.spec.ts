import { describe, expect, it } from 'vitest';
import { modelOf } from '#core/evidence/model';
import { CONFIRMATIONS, type InstrumentMeasures } from '#core/evidence/types';
import { walkForward } from '#core/evidence/walk-forward';
import { Rng } from '#core/random/rng';
import { specOf } from '../../property/evidence/studies';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const spec = specOf({ horizonsMs: [DAY], model: { horizonMs: DAY } });

/** Events every nine hours; `states` gives the confirmations of one, `chance` the probability that its low holds. */
function measures(
  n: number,
  seed: number,
  states: (rng: Rng) => number[],
  chance: (states: number[]) => number,
): InstrumentMeasures[] {
  const rng = new Rng(seed);
  const rows = Array.from({ length: n }, () => states(rng));
  const t = Float64Array.from(rows, (_, i) => i * 9 * HOUR);
  const undercut = Float64Array.from(rows, (row) => (rng.uniform() < chance(row) ? 0 : 1));
  const confirmations = Float64Array.from(rows.flatMap((row) => CONFIRMATIONS.map((_, c) => row[c] ?? NaN)));
  return [{ outcomes: { t, entryT: t, undercut: [undercut] }, confirmations } as unknown as InstrumentMeasures];
}
const coin = (rng: Rng): number => (rng.uniform() < 0.5 ? 1 : 0);

describe('walkForward', () => {
  it('learns from every row whose outcome was over an embargo before the test began, and from no other', () => {
    const rng = new Rng(5);
    for (let round = 0; round < 200; round++) {
      const n = rng.below(80);
      const decided = Float64Array.from({ length: n }, () => rng.below(300)).sort();
      const over = decided.map((t) => t + rng.below(40));
      const folds = walkForward(decided, over, 1 + rng.below(6), 7);
      let next: number | undefined;
      for (const { train, from, to } of folds) {
        if (next !== undefined) expect(from).toBe(next);
        next = to;
        const start = decided[from]!;
        for (let i = 0; i < from; i++) expect(train.includes(i)).toBe(over[i]! + 7 <= start);
        expect(Math.max(-1, ...train)).toBeLessThan(from);
      }
      if (folds.length > 0) expect(next).toBe(n);
    }
  });
});

describe('modelOf', () => {
  it('finds a confirmation that tells, with an interval about what was planted, and beats the base rate', () => {
    const planted = 1.5;
    const chance = ([a]: number[]): number => 1 / (1 + Math.exp(0.4 - planted * a!));
    const { model, modelLacks } = modelOf(
      spec,
      measures(1_500, 1, (rng) => [coin(rng), coin(rng)], chance),
    );
    expect(modelLacks).toBe('');
    expect(model).toMatchObject({ beatsBase: true, horizonMs: DAY });
    expect(model!.auc).toBeGreaterThan(0.6);
    expect(model!.folds).toHaveLength(5);
    for (const fold of model!.folds) expect(fold.trained).toBeGreaterThan(200);
    const [first, second, third] = model!.coefficients;
    expect(first!.logOdds.lo).toBeLessThan(planted);
    expect(first!.logOdds.hi).toBeGreaterThan(planted);
    expect(first!.logOdds.lo).toBeGreaterThan(0.8);
    expect(second!.logOdds.lo).toBeLessThan(0);
    expect(second!.logOdds.hi).toBeGreaterThan(0);
    expect(third).toMatchObject({ yes: 0, no: 0, unknown: 1_500 });
    expect(third!.logOdds.value).toBeNaN();
    expect(model!.covariance).toHaveLength(9); // intercept and two that vary
    expect(model!.reliability.reduce((n, bin) => n + bin.n, 0)).toBe(model!.n);
  });

  it('does not beat the base rate with confirmations that tell nothing, in most of many samples', () => {
    let beats = 0;
    for (let seed = 0; seed < 40; seed++) {
      const { model } = modelOf(spec, measures(300, 100 + seed, (rng) => Array.from({ length: 6 }, () => coin(rng)), () => 0.6)); // prettier-ignore
      if (model!.beatsBase) beats++;
    }
    expect(beats).toBeLessThan(8);
  });

  it('takes unknown for what it is, not for no', () => {
    const states = (rng: Rng): number[] => [[1, 0, NaN][rng.below(3)]!];
    const chance = ([a]: number[]): number => (Number.isNaN(a!) ? 0.9 : 0.4);
    const { model } = modelOf(spec, measures(1_200, 3, states, chance));
    expect(model!.coefficients[0]!.unknownLogOdds).toBeGreaterThan(2);
    expect(Math.abs(model!.coefficients[0]!.logOdds.value)).toBeLessThan(0.5);
    expect(model!.covariance).toHaveLength(9);
    // without a single no there is one column: yes against unknown
    const told = modelOf(
      spec,
      measures(1_200, 4, (rng) => [coin(rng) || NaN], chance),
    ).model!;
    expect(told.covariance).toHaveLength(4);
    expect(told.coefficients[0]!.unknownLogOdds).toBeNaN();
  });

  it('widens its errors by cluster: rows that repeat one another tell nothing new', () => {
    const one = measures(400, 6, (rng) => [coin(rng)], ([a]) => 0.4 + 0.2 * a!); // prettier-ignore
    const many = Array.from({ length: 9 }, () => one[0]!);
    const width = (m: InstrumentMeasures[]): number => {
      const { lo, hi } = modelOf({ ...spec, model: { ...spec.model, l2: 0 } }, m).model!.coefficients[0]!.logOdds;
      return hi - lo;
    };
    expect(width(many) / width(one)).toBeCloseTo(1, 6);
  });

  it('says what it lacks', () => {
    expect(modelOf({ ...spec, horizonsMs: [HOUR] }, []).modelLacks).toMatch(/not one of the study/);
    expect(modelOf(spec, measures(60, 1, () => [1], () => 0.95))).toMatchObject({ model: null, modelLacks: expect.stringMatching(/^Too few events of either outcome: \d+ lows held and \d did not/) }); // prettier-ignore
    expect(modelOf({ ...spec, model: { ...spec.model, embargoMs: 900 * DAY } }, measures(200, 1, (rng) => [coin(rng)], () => 0.5)).modelLacks).toMatch(/before any test block/); // prettier-ignore
  });
});
