import { createStore } from 'zustand/vanilla';
import type { Ms } from '#core/time/ms';
import type { LinkId } from './link';

export interface Cursor {
  readonly t: Ms;
  readonly link: LinkId;
  /** Pane it comes from: a pane skips its own. */
  readonly source: string;
}
export interface Range {
  readonly from: Ms;
  readonly to: Ms;
  readonly source: string;
}

/**
 * What changes at the rate of the pointer. Subscribe with `timeline.subscribe` from a chart's controller; there is no
 * hook on purpose, React must not render 60 times a second.
 */
export interface Timeline {
  readonly cursor: Cursor | undefined;
  readonly ranges: Readonly<Partial<Record<LinkId, Range>>>;
  readonly setCursor: (cursor: Cursor | undefined) => void;
  readonly setRange: (link: LinkId, range: Range) => void;
}

export const createTimeline = () =>
  createStore<Timeline>()((set) => ({
    cursor: undefined,
    ranges: {},
    setCursor: (cursor) => set((s) => (sameCursor(s.cursor, cursor) ? s : { cursor })),
    setRange: (link, range) =>
      set((s) => {
        const before = s.ranges[link];
        if (before && before.from === range.from && before.to === range.to) return s;
        return { ranges: { ...s.ranges, [link]: range } };
      }),
  }));

function sameCursor(a: Cursor | undefined, b: Cursor | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.t === b.t && a.link === b.link && a.source === b.source);
}

export const timeline = createTimeline();
