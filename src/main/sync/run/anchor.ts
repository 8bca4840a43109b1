import type { Ms } from '#core/time/ms';
import type { PlanPart } from '#shared/sync';
import type { Range } from '../source';

/** Rows before a missing range that are asked for with it: where they differ from the stored ones, history was changed. */
const ROWS = 2;

/** What is to be asked for of a regular data set, each range from the last stored rows before it. Ascending. */
export function anchored(parts: readonly PlanPart[], interval: Ms): Range[] {
  const had = parts.filter(({ state }) => state === 'have');
  const missing = parts.filter(({ state }) => state === 'fetch').sort((a, b) => a.from - b.from);
  return missing.map(({ from, to }) => {
    const before = had.find((part) => part.to === from);
    return { from: before ? Math.max(before.from, from - ROWS * interval) : from, to };
  });
}
