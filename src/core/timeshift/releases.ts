import { inOrderOfRelease } from '../macro/known';
import type { Vintage } from '../macro/types';
import type { Ms } from '../time/ms';
import type { Moment } from './anchors';
import { cadenceOf, releaseLabel } from './describe';
import type { Alignment } from './types';

/** A series that tells when a label was released, and maybe with which figure; and what was expected of it. */
export interface ReleaseSeries {
  /** Dates alone have a NaN value. */
  readonly vintages: readonly Vintage[];
  readonly consensus: readonly Vintage[];
}

type Which = Extract<Alignment, { readonly kind: 'release' }>['which'];

/**
 * First releases of each period that were known by an instant; a revision of a figure that was told is no release of its own.
 * Against the figure before, and against consensus, by what was known at the release: the newest figure of the period before, and
 * the last consensus told before it. A release whose figure, or what it is set against, is not known has no direction.
 * @param series the one whose figures count first
 * @returns in the order of their instants
 */
export function releaseMoments(
  series: readonly ReleaseSeries[],
  { label, which }: { readonly label: string; readonly which: Which },
  asOf: Ms,
): Moment[] {
  const first = firstReleases(series, asOf);
  const cadence = cadenceOf([...first.keys()]);
  const figures = which === 'all' ? [] : series.map((one) => figuresOf(one, asOf));
  return [...first]
    .filter(([period, released]) => which === 'all' || directionsOf(figures, period, released).has(which))
    .map(([period, t]) => ({ t, label: releaseLabel(label, period, cadence) }))
    .sort((a, b) => a.t - b.t);
}

/** By period, whichever series told it first. */
function firstReleases(series: readonly ReleaseSeries[], asOf: Ms): Map<Ms, Ms> {
  const first = new Map<Ms, Ms>();
  for (const { vintages } of series)
    for (const { period, released } of vintages)
      if (released <= asOf && !(released >= first.get(period)!)) first.set(period, released);
  return first;
}

/** Figures of each period in the order of their release, and the periods that have one. */
interface Figures {
  readonly of: ReadonlyMap<Ms, readonly Vintage[]>;
  readonly periods: readonly Ms[];
  readonly consensus: ReadonlyMap<Ms, readonly Vintage[]>;
}

function figuresOf({ vintages, consensus }: ReleaseSeries, asOf: Ms): Figures {
  const of = byPeriod(vintages, asOf);
  return { of, periods: [...of.keys()].sort((a, b) => a - b), consensus: byPeriod(consensus, asOf) };
}

function byPeriod(vintages: readonly Vintage[], asOf: Ms): Map<Ms, Vintage[]> {
  const found = new Map<Ms, Vintage[]>();
  for (const one of inOrderOfRelease(vintages, asOf)) {
    const told = found.get(one.period);
    if (told) told.push(one);
    else found.set(one.period, [one]);
  }
  return found;
}

/** Of several series the first that tells the figure at the release. */
function directionsOf(series: readonly Figures[], period: Ms, released: Ms): ReadonlySet<Which> {
  const found = new Set<Which>();
  const told = series.find(({ of }) => of.get(period)?.[0].released === released);
  if (!told) return found;
  const { value } = told.of.get(period)![0];
  const change = value - figureBefore(told, period, released);
  if (change > 0) found.add('up');
  if (change < 0) found.add('down');
  if (change === 0) found.add('unchanged');
  const surprise = value - (told.consensus.get(period)?.findLast((one) => one.released < released)?.value ?? NaN);
  if (surprise > 0) found.add('above');
  if (surprise < 0) found.add('below');
  return found;
}

/** Of the last period before of which anything was known at the release, its newest figure then. */
function figureBefore({ of, periods }: Figures, period: Ms, released: Ms): number {
  for (let i = periods.indexOf(period) - 1; i >= 0; i--) {
    const known = of.get(periods[i])!.findLast((one) => one.released <= released);
    if (known) return known.value;
  }
  return NaN;
}
