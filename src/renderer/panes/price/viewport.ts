import type { Ms } from '#core/time/ms';

export interface SlotRange {
  readonly from: number;
  readonly to: number;
}

export interface TimeRange {
  readonly from: Ms;
  readonly to: Ms;
}

/** Bars on a first view, and the empty ones to the right of the last. */
export const FIRST_BARS = 240;
export const RIGHT_BARS = 8;

/** A view of this width that ends just past the newest stamp. */
export function viewBefore(newest: Ms, span: Ms): TimeRange {
  const to = newest + (span * RIGHT_BARS) / FIRST_BARS;
  return { from: to - span, to };
}

/** Fewest bars a person can zoom in to. */
export const LEAST_BARS = 12;

export function panned(range: SlotRange, bars: number): SlotRange {
  return { from: range.from + bars, to: range.to + bars };
}

/** Zooms about an anchor slot; factor < 1 shows less. */
export function zoomed(range: SlotRange, anchor: number, factor: number): SlotRange {
  const width = (range.to - range.from) * factor;
  if (width < LEAST_BARS) return zoomedTo(range, anchor, LEAST_BARS);
  return zoomedTo(range, anchor, width);
}

function zoomedTo(range: SlotRange, anchor: number, width: number): SlotRange {
  const share = (anchor - range.from) / (range.to - range.from);
  const from = anchor - share * width;
  return { from, to: from + width };
}

/** A time range of at least `least` that overlaps the stored span by half a screen, and is not wider than 1.2 times it. */
export function clampTime(range: TimeRange, stored: TimeRange, least: Ms): TimeRange {
  const widest = Math.max((stored.to - stored.from) * 1.2, least);
  let span = range.to - range.from;
  let from = range.from;
  if (span > widest) {
    from += (span - widest) / 2;
    span = widest;
  } else if (span < least) {
    from -= (least - span) / 2;
    span = least;
  }
  const overlap = Math.min(span * 0.5, stored.to - stored.from);
  from = Math.min(stored.to - overlap, Math.max(stored.from - span + overlap, from));
  return { from, to: from + span };
}

/** What has to lie in the chart around what is visible, and what should be on its way. */
export interface Demand {
  readonly load: TimeRange;
  readonly prefetch: TimeRange;
}

const SCREENS_LOADED = 1.25;
const SCREENS_AHEAD = 3;

/** @param direction −1 panning back in time, +1 forward, 0 at rest */
export function demandFor(visible: TimeRange, direction: -1 | 0 | 1): Demand {
  const span = visible.to - visible.from;
  const back = direction < 0 ? SCREENS_AHEAD : SCREENS_LOADED;
  const ahead = direction > 0 ? SCREENS_AHEAD : SCREENS_LOADED;
  return {
    load: { from: visible.from - SCREENS_LOADED * span, to: visible.to + SCREENS_LOADED * span },
    prefetch: { from: visible.from - back * span, to: visible.to + ahead * span },
  };
}

/** True when what is in the chart no longer reaches a quarter screen past the view on a side where more is stored. */
export function needsMore(visible: TimeRange, loaded: TimeRange, stored: TimeRange): boolean {
  const margin = (visible.to - visible.from) * 0.25;
  const left = visible.from - margin < loaded.from && loaded.from > stored.from;
  const right = visible.to + margin > loaded.to && loaded.to < stored.to;
  return left || right;
}
