import { subtractRanges, unionRanges, type Range } from '#core/time/ranges';
import type { Ms } from '#core/time/ms';
import type { SettledSpan } from '../types';

/** A settled range of one data set that is known from the context. */
export type SettledRange = Pick<SettledSpan, 'from' | 'to' | 'state' | 'at'>;

/**
 * Ranges of one data set after another has been settled: no two overlap, and touching ones of one state are one, whose
 * answer is the latest. What was fetched once stays fetched, whatever a source says later of what it no longer has.
 */
export function settle(ranges: readonly SettledRange[], next: SettledRange): SettledRange[] {
  const all = [...ranges, next];
  const ofState = (state: SettledSpan['state']): SettledRange[] => all.filter((one) => one.state === state);
  const fetched = unionRanges(ofState('fetched'));
  const notAvailable = subtractRanges(ofState('notAvailable'), fetched);
  const dated = (state: SettledSpan['state'], { from, to }: Range): SettledRange => {
    const parts = ofState(state).filter((one) => one.from < to && from < one.to);
    return { from, to, state, at: parts.reduce<Ms>((latest, { at }) => Math.max(latest, at), -Infinity) };
  };
  return [
    ...fetched.map((range) => dated('fetched', range)),
    ...notAvailable.map((range) => dated('notAvailable', range)),
  ].sort((a, b) => a.from - b.from);
}
