import { describe, expect, it } from 'vitest';
import { kaplanMeier, survivalAt } from '#core/stats/kaplan-meier';

describe('kaplanMeier', () => {
  it('has no rows without events', () => {
    expect(kaplanMeier(new Float64Array(), new Uint8Array()).time).toHaveLength(0);
    expect(kaplanMeier(Float64Array.of(3, 4), Uint8Array.of(0, 0)).time).toHaveLength(0);
  });

  it('keeps who is censored at the time of an event at risk for it', () => {
    const curve = kaplanMeier(Float64Array.of(5, 5), Uint8Array.of(0, 1));
    expect([...curve.atRisk]).toEqual([2]);
    expect([...curve.survival]).toEqual([0.5]);
  });

  it('refuses what is no time, no level or no pair of columns', () => {
    expect(() => kaplanMeier(Float64Array.of(NaN), Uint8Array.of(1))).toThrow(RangeError);
    expect(() => kaplanMeier(Float64Array.of(-1), Uint8Array.of(1))).toThrow(RangeError);
    expect(() => kaplanMeier(Float64Array.of(1), Uint8Array.of(1, 1))).toThrow(RangeError);
    expect(() => kaplanMeier(Float64Array.of(1), Uint8Array.of(1), 1)).toThrow(RangeError);
  });
});

it('survivalAt reads the step that holds at t', () => {
  const curve = kaplanMeier(Float64Array.of(1, 2, 4, 8), Uint8Array.of(1, 0, 1, 0));
  expect([0, 0.99, 1, 3.9, 4, 100].map((t) => survivalAt(curve, t))).toEqual([1, 1, 0.75, 0.75, 0.375, 0.375]);
  expect(survivalAt(curve, NaN)).toBeNaN();
});
