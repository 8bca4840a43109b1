import type { Ms } from '../time/ms';
import type { SampleSide } from './types';

/** What a detected event needs for being scored. Times epoch ms; NaN never matches. */
export interface Interval {
  readonly instrument: string;
  readonly side: SampleSide;
  readonly start: Ms;
  readonly end: Ms;
}

export interface DetectionScore {
  /** Share of detected events that match a true cascade; NaN when nothing was detected. */
  readonly precision: number;
  /** Share of true cascades that were matched; NaN when there are none. */
  readonly recall: number;
  /** Indices into `truth` and `detected`, in order of truth. Each appears at most once. */
  readonly matched: readonly { readonly truth: number; readonly detected: number }[];
  readonly missed: readonly number[];
  readonly spurious: readonly number[];
}

/**
 * Scores detected events against the truth, one to one: two match when they have the same instrument and side and their spans,
 * widened by the tolerance, overlap; among several the longest overlap wins.
 * @param toleranceMs ≥ 0: the width of a bin is a fair choice.
 * @throws {RangeError} the tolerance is negative or not a number.
 */
export function scoreDetection(
  truth: readonly Interval[],
  detected: readonly Interval[],
  toleranceMs: Ms,
): DetectionScore {
  if (!(toleranceMs >= 0)) throw new RangeError(`toleranceMs=${toleranceMs}`);
  const pairs: { truth: number; detected: number; overlap: number }[] = [];
  truth.forEach((a, i) =>
    detected.forEach((b, j) => {
      if (a.instrument !== b.instrument || a.side !== b.side) return;
      const overlap = Math.min(a.end, b.end) - Math.max(a.start, b.start);
      if (overlap >= -toleranceMs) pairs.push({ truth: i, detected: j, overlap });
    }),
  );
  pairs.sort((a, b) => b.overlap - a.overlap || a.truth - b.truth || a.detected - b.detected);
  const takenTruth = new Set<number>();
  const takenDetected = new Set<number>();
  const matched: { truth: number; detected: number }[] = [];
  for (const pair of pairs) {
    if (takenTruth.has(pair.truth) || takenDetected.has(pair.detected)) continue;
    takenTruth.add(pair.truth);
    takenDetected.add(pair.detected);
    matched.push({ truth: pair.truth, detected: pair.detected });
  }
  matched.sort((a, b) => a.truth - b.truth);
  return {
    precision: detected.length === 0 ? Number.NaN : matched.length / detected.length,
    recall: truth.length === 0 ? Number.NaN : matched.length / truth.length,
    matched,
    missed: truth.map((_, i) => i).filter((i) => !takenTruth.has(i)),
    spurious: detected.map((_, j) => j).filter((j) => !takenDetected.has(j)),
  };
}
