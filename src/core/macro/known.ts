import type { KnownPoints } from '../evidence/types';
import { civilToMs, msToCivil } from '../time/calendar';
import type { Ms } from '../time/ms';
import type { Vintage } from './types';

/** Released figures, oldest release first; of one release the earlier period first. Scheduled ones are left out. */
export function inOrderOfRelease(vintages: readonly Vintage[], asOf: Ms = Infinity): Vintage[] {
  return vintages
    .filter(({ released, value }) => released <= asOf && !Number.isNaN(value))
    .sort((a, b) => a.released - b.released || a.period - b.period);
}

/** The newest figure of each period that was known by an instant, by period. */
export function asKnown(vintages: readonly Vintage[], asOf: Ms): Vintage[] {
  const newest = new Map<Ms, Vintage>();
  for (const one of inOrderOfRelease(vintages, asOf)) newest.set(one.period, one);
  return [...newest.values()].sort((a, b) => a.period - b.period);
}

/** The first figure of each period, by period: what a trader saw on the day. */
export function firstPrints(vintages: readonly Vintage[], asOf: Ms = Infinity): Vintage[] {
  const first = new Map<Ms, Vintage>();
  for (const one of inOrderOfRelease(vintages, asOf)) if (!first.has(one.period)) first.set(one.period, one);
  return [...first.values()].sort((a, b) => a.period - b.period);
}

/** First prints in the order of publication, times `scale`: two after one another are two releases, never a revision. */
export function printsAsPoints(vintages: readonly Vintage[], asOf: Ms = Infinity, scale = 1): KnownPoints {
  return toPoints(
    firstPrints(vintages, asOf).sort((a, b) => a.released - b.released || a.period - b.period),
    ({ value }) => value * scale,
  );
}

/**
 * Change on the year of an index, as a decimal, at the first print of each period: against the period a year before as it was known
 * then. Where that one was not known, or is no index above 0, there is no change.
 */
export function yearlyChanges(vintages: readonly Vintage[], asOf: Ms = Infinity): KnownPoints {
  const newest = new Map<Ms, number>();
  const changes: Vintage[] = [];
  const released = inOrderOfRelease(vintages, asOf);
  for (let i = 0; i < released.length;) {
    const at = released[i].released;
    const fresh: Ms[] = [];
    for (; i < released.length && released[i].released === at; i++) {
      if (!newest.has(released[i].period)) fresh.push(released[i].period);
      newest.set(released[i].period, released[i].value);
    }
    for (const period of fresh) {
      const before = newest.get(yearBefore(period));
      if (before !== undefined && before > 0)
        changes.push({ period, released: at, value: newest.get(period)! / before - 1 });
    }
  }
  return toPoints(changes, ({ value }) => value);
}

/** The same day and time a year before. */
export function yearBefore(period: Ms): Ms {
  const { year, month, day } = msToCivil(period);
  return civilToMs(year - 1, month, day) + (period - civilToMs(year, month, day));
}

/** The figure of the newest period from each instant on at which it was told or revised; a revision of an older period changes nothing. */
export function headline(vintages: readonly Vintage[], asOf: Ms = Infinity, scale = 1): KnownPoints {
  const steps: Vintage[] = [];
  for (const one of inOrderOfRelease(vintages, asOf)) {
    const last = steps.at(-1);
    if (last && one.period < last.period) continue;
    if (last?.released === one.released) steps.pop();
    steps.push(one);
  }
  return toPoints(steps, ({ value }) => value * scale);
}

/** A step function without the steps that change nothing. */
export function changesOnly({ known, value }: KnownPoints): KnownPoints {
  const kept = [...known.keys()].filter((i) => i === 0 || value[i] !== value[i - 1]);
  return { known: Float64Array.from(kept, (i) => known[i]), value: Float64Array.from(kept, (i) => value[i]) };
}

function toPoints(vintages: readonly Vintage[], valueOf: (one: Vintage) => number): KnownPoints {
  return {
    known: Float64Array.from(vintages, ({ released }) => released),
    value: Float64Array.from(vintages, valueOf),
  };
}
