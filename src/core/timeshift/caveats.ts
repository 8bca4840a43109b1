import { formatInterval } from '../time/interval';
import type { Ms } from '../time/ms';
import { mostHeld } from './fan';
import { INGREDIENT_INFO } from './ingredients';
import { INGREDIENTS, type Analog, type Instance, type TimeShiftSpec } from './types';

/** From this many analogs on the outer band is narrower than the sample. */
const BAND = 0.9;

interface Facts {
  readonly spec: TimeShiftSpec;
  readonly present: Instance;
  readonly analogs: readonly Analog[];
  /** Analogs that the fan is made of. */
  readonly drawn: number;
  readonly weights: Float64Array;
  readonly spreads: Float64Array;
  readonly states: readonly Float64Array[];
  /** Instances without a price at t = 0, and older ones beyond the most. */
  readonly unpriced: number;
  readonly leftOut: number;
  readonly barMs: Ms;
}

const titles = (ks: readonly number[]): string => ks.map((k) => INGREDIENT_INFO[INGREDIENTS[k]].title).join(', ');

/** What a person has to know before quoting an alignment. */
export function alignmentCaveats(facts: Facts): string[] {
  const { spec, present, analogs, drawn, weights, spreads, states, unpriced, leftOut, barMs } = facts;
  const told: string[] = [];
  const say = (isSo: boolean, text: () => string): void => void (isSo && told.push(text()));

  say(unpriced > 0, () => `${unpriced} instances have no price at t = 0, because the bars do not reach them, and are left out.`);
  say(leftOut > 0, () => `${leftOut} older instances are left out: the newest ${analogs.length} are aligned.`);
  say(analogs.length === 0, () => 'There is no instance before it, so that nothing is set beside the present.');

  const knowing = INGREDIENTS.map((_, k) => states.filter((state) => !Number.isNaN(state[k])).length);
  const flat = [...INGREDIENTS.keys()].filter((k) => Number.isNaN(spreads[k]) && knowing[k] > 1);
  say(flat.length > 0 && analogs.length > 0, () => `Without spread over the instances, and so not part of the distance: ${titles(flat)}.`);
  const untold = [...INGREDIENTS.keys()].filter((k) => weights[k] > 0 && Number.isNaN(present.state[k]));
  say(untold.length > 0, () => `Not known of the present: ${titles(untold)}.`);
  say(analogs.length > 0 && weights.every((w) => w === 0), () => 'No ingredient has both a weight and a spread: the analogs have no distance and stand in the order of time.');
  const far = analogs.filter(({ distance }) => Number.isNaN(distance)).length;
  say(far > 0 && weights.some((w) => w > 0), () => `${far} of ${analogs.length} analogs have less than half of the weight in common with the present and no distance.`);

  say(drawn > 0 && mostHeld(drawn) < BAND, () => `The fan is made of ${drawn} analogs: its bands end at the outermost of them, so that the outer one holds at most ${(100 * mostHeld(drawn)).toFixed(0)} % of what comes next, whatever comes.`);
  say(spec.nearest !== null && drawn < spec.nearest, () => `${drawn} analogs have a distance; the fan was asked for of the nearest ${spec.nearest}.`);
  const overlapping = overlaps(analogs, spec.afterMs);
  say(overlapping > 0, () => `${overlapping} of ${analogs.length} analogs begin within the stretch of the one before: their paths overlap and are not independent, so that intervals of the coverage are too narrow.`);
  const isMoment = spec.align.kind === 'release' || spec.align.kind === 'differential';
  const isOnOpen = present.t0 % barMs === 0;
  say(isMoment && !isOnOpen, () => `t = 0 lies inside a bar of ${formatInterval(barMs)}: its price is the last close before, and the entry is the first open after it, by when part of the move is over.`);
  say(isMoment && isOnOpen, () => 't = 0 falls on the open of a bar: the entry is the price of that very instant, at which nobody trades knowing what was said.');
  return told;
} // prettier-ignore

/** Analogs whose t = 0 lies within the stretch after that of the one before. */
function overlaps(analogs: readonly Analog[], stretch: Ms): number {
  const t0 = Float64Array.from(analogs, (one) => one.t0).sort();
  return t0.reduce((n, t, i) => n + (i > 0 && t - t0[i - 1] < stretch ? 1 : 0), 0);
}
