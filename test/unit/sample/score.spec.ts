import { describe, expect, it } from 'vitest';
import { scoreDetection, type Interval } from '#core/sample/score';

const at = (start: number, end: number, side: 'long' | 'short' = 'long', instrument = 'A'): Interval => ({
  ...{ instrument, side, start, end },
});

describe('scoreDetection', () => {
  it('counts a perfect detection', () => {
    const truth = [at(0, 10), at(50, 60, 'short')];
    const score = scoreDetection(truth, [...truth].reverse(), 0);
    expect(score).toEqual({
      ...{ precision: 1, recall: 1, missed: [], spurious: [] },
      matched: [
        { truth: 0, detected: 1 },
        { truth: 1, detected: 0 },
      ],
    });
  });

  it('wants the same side and instrument', () => {
    expect(scoreDetection([at(0, 10)], [at(0, 10, 'short')], 0).recall).toBe(0);
    expect(scoreDetection([at(0, 10)], [at(0, 10, 'long', 'B')], 0).precision).toBe(0);
  });

  it('matches one to one, the longest overlap first', () => {
    const score = scoreDetection([at(0, 10), at(12, 30)], [at(5, 28)], 0);
    expect(score).toEqual({
      ...{ precision: 1, recall: 0.5, matched: [{ truth: 1, detected: 0 }], missed: [0], spurious: [] },
    });
  });

  it('gives credit within the tolerance and not beyond', () => {
    expect(scoreDetection([at(0, 10)], [at(15, 20)], 5).recall).toBe(1);
    expect(scoreDetection([at(0, 10)], [at(16, 20)], 5).recall).toBe(0);
  });

  it('has no precision without detections and no recall without truth', () => {
    const none = scoreDetection([], [], 0);
    expect(none.precision).toBeNaN();
    expect(none.recall).toBeNaN();
    expect(scoreDetection([], [at(0, 1)], 0).precision).toBe(0);
  });

  it('never matches a missing time, and refuses a bad tolerance', () => {
    expect(scoreDetection([at(0, 10)], [at(Number.NaN, 10)], 0).recall).toBe(0);
    expect(() => scoreDetection([], [], -1)).toThrow(RangeError);
    expect(() => scoreDetection([], [], Number.NaN)).toThrow(RangeError);
  });
});
