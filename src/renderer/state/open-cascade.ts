import type { Ms } from '#core/time/ms';
import type { CascadeRow } from '#shared/cascades';
import { link, type LinkId } from './link';
import { selection } from './selection';
import { timeline } from './timeline';

/** A view keeps its width as long as the event is neither lost in it nor cut by it. */
const LEAST_DURATIONS = 2;
const MOST_DURATIONS = 120;
const FRESH_DURATIONS = 12;
/** Bars that a view shows at least when it is set anew. */
const FRESH_BARS = 160;
const MOST_BARS = 400;

/**
 * Time range that shows an event in its middle.
 * @param span width of the view now, NaN when it has none
 * @param interval of the bars that are asked for
 */
export function rangeAround(
  event: Pick<CascadeRow, 'start' | 'end' | 'decision' | 'grid'>,
  span: Ms,
  interval: Ms,
): { from: Ms; to: Ms } {
  const duration = Math.max(event.end - event.start, event.grid);
  const most = Math.max(MOST_DURATIONS * duration, MOST_BARS * interval);
  const keeps = span >= LEAST_DURATIONS * duration && span <= most;
  const width = keeps ? span : Math.max(FRESH_DURATIONS * duration, FRESH_BARS * interval);
  const middle = (event.start + Math.max(event.end, event.decision)) / 2;
  return { from: middle - width / 2, to: middle + width / 2 };
}

/** Selects an event and brings it to the middle of every pane of a link group. @param source pane that asks */
export function openCascade(event: CascadeRow, letter: LinkId, source: string): void {
  selection.getState().selectCascade(event.id);
  const group = link.getState().groups[letter];
  const now = timeline.getState().ranges[letter] ?? group;
  const { from, to } = rangeAround(event, now.to - now.from, group.interval);
  timeline.getState().setRange(letter, { from, to, source });
  link.getState().setRange(letter, from, to);
}
