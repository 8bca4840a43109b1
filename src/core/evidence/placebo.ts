import { Rng } from '../random/rng';
import { lowerBound } from '../series/search';
import { MS_PER_DAY, type Ms } from '../time/ms';
import { decisionsOf, GUARD_MS, isClear, toRows, type Control } from './controls';
import type { DecisionRows } from './outcomes';
import { referenceLow, type PricePath } from './price-path';
import type { StudyEvent, StudySpec } from './types';

/**
 * Random instants for comparison: opens of bars in the rest of the UTC day or ISO week of each event's decision, an hour
 * or more after any event (`controls.ts`), without replacement, each as likely as any other. Each looks back as far for
 * its low as its event did.
 *
 * The draws of an event depend on the seed, the instrument and its decision alone: another event takes away the instants
 * it covers and leaves the others. An event late in its day or week has fewer, or none.
 * @source method.md, section 3; ADR 10
 */
export function placebos(
  path: PricePath,
  events: readonly StudyEvent[],
  { perEvent, within }: StudySpec['placebo'],
  seed: number,
): DecisionRows {
  const decisions = decisionsOf(events);
  const root = new Rng(seed);
  const controls: Control[] = [];
  events.forEach((event, of) => {
    const first = lowerBound(path.t, event.decision + GUARD_MS);
    const slots = lowerBound(path.t, endOfPeriod(event.decision, within)) - first;
    let wanted = perEvent;
    for (const slot of shuffled(slots, root.fork(`placebo ${event.instrument} ${event.decision}`))) {
      const t = path.t[first + slot];
      if (!isClear(decisions, t, GUARD_MS)) continue;
      const low = referenceLow(path, t - (event.decision - event.start), t);
      if (Number.isNaN(low)) continue;
      controls.push({ t, of, low });
      if (--wanted === 0) break;
    }
  });
  return toRows(controls);
}

/** 1970-01-01 was a Thursday: weeks of ISO 8601 begin on Mondays. */
const FIRST_MONDAY = 4 * MS_PER_DAY;

function endOfPeriod(t: Ms, within: 'day' | 'week'): Ms {
  if (within === 'day') return (Math.floor(t / MS_PER_DAY) + 1) * MS_PER_DAY;
  const week = 7 * MS_PER_DAY;
  return (Math.floor((t - FIRST_MONDAY) / week) + 1) * week + FIRST_MONDAY;
}

/** 0…n−1 in random order, as far as somebody asks (Fisher–Yates; a sparse table, because few of many are asked for). */
function* shuffled(n: number, rng: Rng): Generator<number> {
  const moved = new Map<number, number>();
  for (let i = 0; i < n; i++) {
    const k = i + rng.below(n - i);
    yield moved.get(k) ?? k;
    moved.set(k, moved.get(i) ?? i);
  }
}
