import { describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { mad, madOfSorted } from '#core/stats/robust';
import { bandCoverage, type Trial } from '#core/timeshift/coverage';
import { compareStates, distanceOf, GrowingSpreads, spreadsOf, weightsOf } from '#core/timeshift/distance';
import { predictiveFan } from '#core/timeshift/fan';
import { INGREDIENTS } from '#core/timeshift/types';

/** Coarse figures, so that many are alike, some of them missing. */
const stateOf = (rng: Rng): Float64Array =>
  Float64Array.from(INGREDIENTS, (_, k) => (rng.uniform() < 0.03 * k ? NaN : Math.round(rng.normal() * 4) / 4));
const statesOf = (seed: number, n: number): Float64Array[] => {
  const rng = new Rng(seed);
  return Array.from({ length: n }, () => stateOf(rng));
};

describe('spreads', () => {
  it('of a sorted sample are those of the sample', () => {
    const rng = new Rng(3);
    for (let n = 0; n < 60; n++) {
      const values = Float64Array.from({ length: n }, () => Math.round(rng.normal() * 5) / 3);
      expect(madOfSorted(values.slice().sort()), `n ${n}`).toBe(mad(values));
    }
  });

  it('that grow are those of all that are in', () => {
    const states = statesOf(5, 40);
    const growing = new GrowingSpreads(states.length);
    states.forEach((state, i) => {
      growing.add(state);
      expect(growing.now(), `after ${i}`).toEqual(spreadsOf(states.slice(0, i + 1)));
      if (i % 3 > 0) return;
      growing.remove(state);
      expect(growing.now()).toEqual(spreadsOf(states.slice(0, i)));
      growing.add(state);
    });
  });
});

describe('distances', () => {
  it('are symmetric, 0 to themselves, and change with no unit', () => {
    const states = statesOf(9, 30);
    const scale = Float64Array.from(INGREDIENTS, (_, k) => 10 ** (k % 5) * (k % 2 === 0 ? 1 : -1));
    const scaled = states.map((state) => state.map((x, k) => 7 + x * scale[k]!));
    const [spreads, others] = [spreadsOf(states), spreadsOf(scaled)];
    const weights = weightsOf({ drop: 2, cpi: 0 }, spreads);
    states.forEach((a, i) =>
      states.forEach((b, j) => {
        const distance = distanceOf(a, b, spreads, weights);
        expect(distanceOf(b, a, spreads, weights)).toBe(distance);
        if (i === j && !Number.isNaN(distance)) expect(distance).toBe(0);
        expect(compareStates(a, b, spreads, weights).distance).toBe(distance);
        const again = distanceOf(scaled[i]!, scaled[j]!, others, weights);
        if (Number.isNaN(distance)) expect(again).toBeNaN();
        else expect(again).toBeCloseTo(distance, 6);
      }),
    );
  });
});

const trialsOf = (seed: number, n: number): Trial[] => {
  const rng = new Rng(seed);
  return Array.from({ length: n }, (_, i) => ({
    decision: Math.floor(i / 2) * 3, // two at an instant
    state: stateOf(rng),
    outcome: Float64Array.of(rng.uniform() < 0.1 ? NaN : rng.exponential()),
    over: Float64Array.of(Math.floor(i / 2) * 3 + 7),
  }));
};

describe('coverage', () => {
  it.each([null, 5, 25])('counts what each band would have held, nearest %s', (nearest) => {
    const trials = trialsOf(11, 120);
    const weights = { drop: 3, skew: 0 };
    let [n, in50, in90] = [0, 0, 0];
    for (const trial of trials) {
      const before = trials.filter(({ decision }) => decision < trial.decision);
      const spreads = spreadsOf([trial, ...before].map(({ state }) => state));
      const far = (one: Trial): number => compareStates(trial.state, one.state, spreads, weightsOf(weights, spreads)).distance; // prettier-ignore
      const told = before
        .filter((one) => nearest === null || !Number.isNaN(far(one)))
        .filter((one) => one.over[0]! <= trial.decision && !Number.isNaN(one.outcome[0]!));
      if (told.length < 20 || Number.isNaN(trial.outcome[0]!)) continue;
      if (nearest !== null) told.sort((a, b) => far(a) - far(b) || b.decision - a.decision);
      const fan = predictiveFan(Float64Array.from(told.slice(0, nearest ?? undefined), (one) => one.outcome[0]!));
      n++;
      if (trial.outcome[0]! >= fan[1]! && trial.outcome[0]! <= fan[3]!) in50++;
      if (trial.outcome[0]! >= fan[0]! && trial.outcome[0]! <= fan[4]!) in90++;
    }
    const [found] = bandCoverage(trials, { weights, nearest, horizonsMs: [7] });
    expect(n).toBeGreaterThan(50);
    expect(found).toMatchObject({ n, in50: { share: in50 / n }, in90: { share: in90 / n } });
  });

  it('of outcomes that are all alike in law is what the bands say', () => {
    const share = { n: 0, in50: 0, in90: 0 };
    for (let seed = 0; seed < 30; seed++) {
      const [found] = bandCoverage(trialsOf(seed, 160), { weights: {}, nearest: null, horizonsMs: [7] });
      share.n += found!.n;
      share.in50 += found!.n * found!.in50.share;
      share.in90 += found!.n * found!.in90.share;
    }
    expect(share.n).toBeGreaterThan(2_500);
    expect(Math.abs(share.in50 / share.n - 0.5)).toBeLessThan(0.03);
    expect(Math.abs(share.in90 / share.n - 0.9)).toBeLessThan(0.02);
  });
});
