import { wilson } from '../stats/scores';
import type { Ms } from '../time/ms';
import { byDistance, distanceOf, GrowingSpreads, weightsOf } from './distance';
import { predictiveFan } from './fan';
import type { BandCoverage, TimeShiftSpec } from './types';

/** Earlier outcomes that a band has to be drawn from to be tested. */
const LEAST_BEFORE = 20;

/** An instance of the past as a forecast sees it: what it was like, and what came of it. */
export interface Trial {
  readonly decision: Ms;
  readonly state: Float64Array;
  /** By horizon; NaN not known. */
  readonly outcome: Float64Array;
  /** When the outcome was known, by horizon. */
  readonly over: Float64Array;
}

type How = Pick<TimeShiftSpec, 'weights' | 'nearest' | 'horizonsMs'>;

/**
 * How often outcomes fell into the bands that would have been drawn at their decisions: each instance in turn against the fan of
 * those decided before it whose outcome at the horizon was known at its decision (all of them, or the nearest, standardised by what
 * was there then). Only where at least twenty such outcomes were there.
 * @param trials by decision
 */
export function bandCoverage(trials: readonly Trial[], { weights, nearest, horizonsMs }: How): BandCoverage[] {
  const tallies = horizonsMs.map(() => ({ n: 0, in50: 0, in90: 0 }));
  const growing = new GrowingSpreads(trials.length + 1);
  let decided = 0; // trials before the one that is tested
  trials.forEach((trial) => {
    for (; trials[decided].decision < trial.decision; decided++) growing.add(trials[decided].state);
    if (decided < LEAST_BEFORE) return;
    const before = trials.slice(0, decided);
    const ranked = nearest === null ? before : nearestFirst(trial, before, weights, growing);
    horizonsMs.forEach((_, h) => {
      const y = trial.outcome[h];
      const told = ranked.filter((one) => one.over[h] <= trial.decision && !Number.isNaN(one.outcome[h]));
      if (Number.isNaN(y) || told.length < LEAST_BEFORE) return;
      const used = nearest === null ? told : told.slice(0, nearest);
      const [q5, q25, , q75, q95] = predictiveFan(Float64Array.from(used, (one) => one.outcome[h]));
      const tally = tallies[h];
      tally.n++;
      if (y >= q25 && y <= q75) tally.in50++;
      if (y >= q5 && y <= q95) tally.in90++;
    });
  });
  return horizonsMs.map((h, k) => {
    const { n, in50, in90 } = tallies[k];
    return { h, n, in50: shareOf(in50, n), in90: shareOf(in90, n) };
  });
}

/** Those that can be compared with it, nearest first. @param growing of those before it */
function nearestFirst(
  trial: Trial,
  before: readonly Trial[],
  weights: How['weights'],
  growing: GrowingSpreads,
): Trial[] {
  growing.add(trial.state);
  const spreads = growing.now();
  growing.remove(trial.state);
  const weighed = weightsOf(weights, spreads);
  const compared = before.map((one) => ({ one, decision: one.decision, distance: distanceOf(trial.state, one.state, spreads, weighed) })); // prettier-ignore
  return byDistance(compared.filter(({ distance }) => !Number.isNaN(distance))).map(({ one }) => one);
}

function shareOf(inside: number, n: number): BandCoverage['in50'] {
  const [lo, hi] = wilson(inside, n);
  return { share: inside / n, lo, hi };
}
