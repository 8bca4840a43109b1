import type { Ms } from '#core/time/ms';

/** A bar opens where the one before it closed; so large a factor between the two is another unit, not a market. */
const FACTOR = 50;
/** Across a longer hole nothing is said. */
export const REACH = 10;

/** A stored or accepted bar that the next one is held against. */
export interface Neighbour {
  readonly t: Ms;
  readonly open: number;
  readonly close: number;
}

export interface Neighbours {
  /** To the left of the first row. */
  readonly before?: Neighbour | undefined;
  /** To the right of the last. */
  readonly after?: Neighbour | undefined;
}

const isStep = (a: number, b: number): boolean => a > 0 && b > 0 && (a / b > FACTOR || b / a > FACTOR);

/** Whether a price is far from being a step away from another: no division, for the many that are. */
export const isLevel = (a: number, b: number): boolean => a < 40 * b && b < 40 * a;

/**
 * Marks bars whose price is in another unit than that of the bars around: from a step on, until the price is back.
 * @returns 1 for each such row; undefined when there is none
 */
export function markSteps(
  { t, o, c }: { readonly t: Float64Array; readonly o: Float64Array; readonly c: Float64Array },
  interval: Ms,
  { before, after }: Neighbours,
): Uint8Array | undefined {
  const isNear = (a: Ms, b: Ms): boolean => interval > 0 && Math.abs(b - a) <= REACH * interval;
  let marks: Uint8Array | undefined;
  const mark = (i: number): void => void ((marks ??= new Uint8Array(t.length))[i] = 1);
  let good = before;
  for (let i = 0; i < t.length; i++) {
    if (good && i === 0 && !isNear(good.t, t[0]!)) good = undefined;
    if (i > 0 && !isNear(t[i - 1]!, t[i]!)) good = undefined;
    if (good && isStep(good.close, o[i]!)) mark(i);
    else good = { t: t[i]!, open: o[i]!, close: c[i]! };
  }
  if (before || !after || t.length === 0 || !isNear(t.at(-1)!, after.t)) return marks;
  // newest first: what follows is known, what came before is not
  for (let i = t.length - 1, next = after.open; i >= 0 && isStep(c[i]!, next); i--) {
    mark(i);
    if (i > 0 && !isNear(t[i - 1]!, t[i]!)) break;
    next = after.open;
  }
  return marks;
}
