import type { Ms } from '../time/ms';

/** Will no low be below a level from an instant on, for so long? */
export interface HoldQuestion {
  readonly decidedAt: Ms;
  readonly level: number;
  readonly horizon: Ms;
}

/** Bars of one series that open in the horizon of a question and were known, and how far all of its bars reach. */
export interface HoldBars {
  readonly interval: Ms;
  /** Opening times, ascending, and lows; both of one length. */
  readonly t: Float64Array;
  readonly l: Float64Array;
  /** End of the last bar that was known, inside the horizon or after it. */
  readonly reach: Ms;
}

export type HoldOutcome =
  | { readonly state: 'pending' }
  /** `by`: which of the series told it. */
  | { readonly state: 'held'; readonly by: number }
  /** `after`: from the decision to the end of the first bar whose low was below. */
  | { readonly state: 'undercut'; readonly after: Ms; readonly by: number }
  /** Bars are missing in the horizon, or are too long for it. */
  | { readonly state: 'unknown'; readonly why: 'missing' | 'coarse' };

/** Share of a horizon that may lie outside of whole bars at its two ends together: more, and the answer would be a guess. */
const MOST_OUTSIDE = 1 / 20;

/**
 * Whether a level held. The first series decides whose bars cover the horizon without a hole: bars that open at or after the
 * decision and end within the horizon, at most a twentieth of it left out at its ends. A hole leaves the answer unknown whatever
 * the other bars show, so that what is scored never depends on what happened.
 * @param series finest first.
 * @param asOf   nothing after it is used; undefined: all that is known.
 * @returns pending while the horizon has not passed, or the bars do not reach its end yet.
 */
export function judgeHold(question: HoldQuestion, series: readonly HoldBars[], asOf: Ms | undefined): HoldOutcome {
  const due = question.decidedAt + question.horizon;
  if (due > (asOf ?? Infinity)) return { state: 'pending' };
  if (series.length > 0 && !series.some(({ reach, interval }) => reach > due - interval)) return { state: 'pending' };
  let coarse = series.length > 0;
  for (const [by, bars] of series.entries()) {
    const fit = fitOf(question, bars);
    if (fit === 'whole') return outcomeOf(question, bars, by);
    if (fit === 'missing') coarse = false;
  }
  return { state: 'unknown', why: coarse ? 'coarse' : 'missing' };
}

/** How whole bars of a series lie in the horizon. */
function fitOf({ decidedAt, horizon }: HoldQuestion, { t, l, interval }: HoldBars): 'whole' | 'missing' | 'coarse' {
  const due = decidedAt + horizon;
  const n = wholeBars(t, interval, due);
  if (n === 0) return 2 * interval > horizon ? 'coarse' : 'missing';
  const before = t[0]! - decidedAt;
  const after = due - (t[n - 1]! + interval);
  const isWhole = t[n - 1]! - t[0]! === (n - 1) * interval && !l.subarray(0, n).some(Number.isNaN);
  if (!isWhole || before >= interval || after >= interval) return 'missing';
  return before + after <= MOST_OUTSIDE * horizon ? 'whole' : 'coarse';
}

/** How many of the bars end within the horizon. */
function wholeBars(t: Float64Array, interval: Ms, due: Ms): number {
  let n = t.length;
  while (n > 0 && t[n - 1]! + interval > due) n--;
  return n;
}

function outcomeOf({ decidedAt, level, horizon }: HoldQuestion, { t, l, interval }: HoldBars, by: number): HoldOutcome {
  const n = wholeBars(t, interval, decidedAt + horizon);
  for (let i = 0; i < n; i++) {
    if (l[i]! < level) return { state: 'undercut', after: t[i]! + interval - decidedAt, by };
  }
  return { state: 'held', by };
}
