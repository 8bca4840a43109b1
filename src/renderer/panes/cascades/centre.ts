import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';

/** A view keeps its width as long as the event is neither lost in it nor cut by it. */
const LEAST_DURATIONS = 2;
const MOST_DURATIONS = 120;
const FRESH_DURATIONS = 12;
const LEAST_BINS = 120;

/**
 * Time range that shows an event in its middle.
 * @param span width of the view now, NaN when it has none
 */
export function rangeAround(event: Pick<CascadeRow, 'start' | 'end' | 'decision' | 'grid'>, span: Ms): { from: Ms; to: Ms } {
  const duration = Math.max(event.end - event.start, event.grid);
  const keeps = span >= LEAST_DURATIONS * duration && span <= Math.max(MOST_DURATIONS * duration, LEAST_BINS * event.grid);
  const width = keeps ? span : Math.max(FRESH_DURATIONS * duration, LEAST_BINS * event.grid);
  const middle = (event.start + Math.max(event.end, event.decision)) / 2;
  return { from: middle - width / 2, to: middle + width / 2 };
}
