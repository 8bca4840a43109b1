import { MS_PER_DAY, type Ms } from '../time/ms';
import { MAD_TO_SIGMA, median } from '../stats/robust';
import { asKnown, firstPrints, inOrderOfRelease, yearBefore } from './known';
import type { MacroState, Vintage } from './types';

/** Surprises before one that its size is measured against, at the least. */
const LEAST_SURPRISES = 8;
/** Of daily figures the one of a year before may fall on a holiday. */
const YEAR_SLACK: Ms = 7 * MS_PER_DAY;

/** First print of each period less the consensus that was last told before it, in the order of publication. */
export function surprisesOf(vintages: readonly Vintage[], consensus: readonly Vintage[], asOf: Ms): Vintage[] {
  const expected = new Map<Ms, Vintage[]>();
  for (const one of inOrderOfRelease(consensus, asOf)) {
    const told = expected.get(one.period);
    if (told) told.push(one);
    else expected.set(one.period, [one]);
  }
  const surprises: Vintage[] = [];
  for (const { period, released, value } of firstPrints(vintages, asOf)) {
    const before = expected.get(period)?.findLast((one) => one.released < released);
    if (before) surprises.push({ period, released, value: value - before.value });
  }
  return surprises.sort((a, b) => a.released - b.released);
}

/** The year before a period by the calendar; of figures that keep no calendar the last one within a week before that. */
function valueAYearBefore(known: readonly Vintage[], period: Ms): number {
  const then = yearBefore(period);
  const found = known.findLast((one) => one.period <= then);
  return found && found.period >= then - YEAR_SLACK ? found.value : NaN;
}

/**
 * What a series said at an instant: its newest period, against the one before, the year before, and what was expected of it.
 * @param vintages dated: see `datedVintages`. @param consensus of the same periods; [] when none is stored
 * @returns null when nothing was released by then
 * @source method.md, section 1 (macro state)
 */
export function macroState(vintages: readonly Vintage[], consensus: readonly Vintage[], asOf: Ms): MacroState | null {
  const known = asKnown(vintages, asOf);
  const last = known.at(-1);
  if (!last) return null;
  const previous = known.at(-2)?.value ?? NaN;
  const change = last.value - previous;
  const surprises = surprisesOf(vintages, consensus, asOf);
  const own = surprises.find(({ period }) => period === last.period);
  const before = own ? surprises.filter(({ released }) => released < own.released) : [];
  const first = inOrderOfRelease(vintages, asOf).find(({ period }) => period === last.period)!;
  return {
    period: last.period,
    value: last.value,
    known: last.released,
    first: first.value,
    previous,
    change,
    yearChange: last.value - valueAYearBefore(known, last.period),
    consensus: own ? first.value - own.value : NaN,
    surprise: own?.value ?? NaN,
    surpriseZ: own ? own.value / spreadOf(before.map(({ value }) => value)) : NaN,
    direction: Number.isNaN(change) ? null : change > 0 ? 'up' : change < 0 ? 'down' : 'unchanged',
  };
}

/** Robust standard deviation about zero: what was expected is the centre. NaN with few values or without spread. */
function spreadOf(surprises: readonly number[]): number {
  if (surprises.length < LEAST_SURPRISES) return NaN;
  const spread = MAD_TO_SIGMA * median(Float64Array.from(surprises, Math.abs));
  return spread > 0 ? spread : NaN;
}
