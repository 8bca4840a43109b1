import { describe, expect, it } from 'vitest';
import { clusterDays } from '#core/evidence/clusters';
import { eventsAgainst } from '#core/evidence/effects';
import { expandedLevel, plainTInflation, smallSample, studentQuantile } from '#core/evidence/inference';
import type { InstrumentMeasures, OutcomeTable } from '#core/evidence/types';

const DAY = 86_400_000;
const f64 = (...x: number[]): Float64Array => Float64Array.from(x);

describe('studentQuantile', () => {
  it.each([
    // scipy.stats.t.ppf(0.975, df)
    [3, 3.1824463052837078, 2e-3],
    [5, 2.5705818356363146, 3e-4],
    [10, 2.228138851986274, 1e-5],
    [30, 2.0422724563012378, 1e-7],
    [1e9, 1.959963984540054, 1e-8],
  ])('is that of Student with %d degrees of freedom', (df, want, tolerance) => {
    expect(Math.abs(studentQuantile(0.975, df) / want - 1)).toBeLessThan(tolerance);
  });
});

describe('smallSample', () => {
  it('is k − 1 over k and k for k equal clusters of one group', () => {
    const { df, shortfall } = smallSample([{ sum: new Float64Array(25), count: new Float64Array(25).fill(3) }]);
    expect(df).toBeCloseTo(25, 10);
    expect(shortfall).toBeCloseTo(24 / 25, 12);
  });

  it('counts fewer where one cluster holds most rows, and raises the level', () => {
    const even = [{ sum: new Float64Array(20), count: new Float64Array(20).fill(1) }];
    const uneven = [{ sum: new Float64Array(20), count: new Float64Array(20).fill(1).fill(30, 0, 1) }];
    expect(smallSample(uneven).df).toBeLessThan(2);
    expect(expandedLevel(even, 0.95)).toBeGreaterThan(0.95);
    expect(expandedLevel(uneven, 0.95)).toBeGreaterThan(expandedLevel(even, 0.95));
  });
});

describe('plainTInflation', () => {
  it('is the square root of the cluster size where rows of a cluster are equal', () => {
    const values = Float64Array.from({ length: 4_000 }, (_, i) => Math.sin(Math.floor(i / 16) * 7.3));
    const sum = Float64Array.from({ length: 250 }, (_, k) => 16 * Math.sin(k * 7.3));
    expect(plainTInflation(values, { sum, count: new Float64Array(250).fill(16) })).toBeCloseTo(4, 1);
  });

  it('is unknown without spread or with one cluster', () => {
    expect(plainTInflation(f64(1, 1), { sum: f64(1, 1), count: f64(1, 1) })).toBeNaN();
    expect(plainTInflation(f64(1, 2), { sum: f64(3), count: f64(2) })).toBeNaN();
  });
});

describe('clusterDays', () => {
  it('is a day up to twelve hours and two horizons beyond', () => {
    expect([60_000, DAY / 2, DAY / 2 + 1, DAY, 3 * DAY, 30 * DAY].map(clusterDays)).toEqual([1, 1, 2, 2, 6, 60]);
  });
});

describe('eventsAgainst', () => {
  const table = (rows: readonly (readonly [t: number, of: number, value: number])[]): OutcomeTable =>
    ({ t: f64(...rows.map((r) => r[0] * DAY)), of: Int32Array.from(rows, (r) => r[1]), forwardBp: [f64(...rows.map((r) => r[2]))] }) as unknown as OutcomeTable; // prettier-ignore

  it('compares events that have a control with controls that weigh as much, each in its own day', () => {
    const measures = [
      {
        outcomes: table([[0.5, 0, 10], [1.2, 1, 20], [1.3, 2, 30], [2, 3, NaN]]), // prettier-ignore
        placebo: table([[0.7, 0, 1], [3, 0, 3], [1.9, 1, 5], [1.95, 1, NaN], [2.5, 3, 9]]), // prettier-ignore
      },
    ] as unknown as InstrumentMeasures[];
    const asked = eventsAgainst('placebo', measures, (t) => t.forwardBp[0]!, 60_000);
    expect(asked).toMatchObject({ events: 2, controls: 3, clusters: 2, weights: [1, -1] });
    expect(asked.groups[0]).toEqual({ sum: f64(10, 20, 0), count: f64(1, 1, 0) });
    expect(asked.groups[1]).toEqual({ sum: f64(0.5, 5, 1.5), count: f64(0.5, 1, 0.5) });
  });
});
