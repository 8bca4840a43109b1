import type { CascadeTimeline } from '#shared/cascades';

/** Linear map of a domain onto px. */
export interface Scale {
  readonly toPx: (value: number) => number;
  readonly min: number;
  readonly max: number;
}

export function scale(min: number, max: number, from: number, to: number): Scale {
  const size = max > min ? max - min : 1;
  return { toPx: (value) => from + ((value - min) / size) * (to - from), min, max };
}

export interface PlotBox {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const AXIS_WIDTH = 56;
const MARGIN = 12;
/** Room below the plot for the times. */
export const AXIS_HEIGHT = 18;

/** Where the plots of the pane lie: the same left and right for all, so that one time axis serves them. */
export const plotBox = ({ width, height }: { readonly width: number; readonly height: number }): PlotBox => ({
  left: MARGIN,
  top: 4,
  right: width - AXIS_WIDTH,
  bottom: height - AXIS_HEIGHT,
});

/** The time axis of a cropped event. */
export const timeScale = ({ t, event }: CascadeTimeline, { left, right }: PlotBox): Scale =>
  scale(t[0] ?? 0, (t.at(-1) ?? 0) + event.grid, left, right);

export interface Scales {
  readonly x: Scale;
  readonly usd: Scale;
  readonly price: Scale | undefined;
  readonly oi: Scale | undefined;
}

/** Bins before the start and after the decision that are shown at least, and as shares of the event's own length. */
const BEFORE_BINS = 16;
const AFTER_BINS = 32;
const BEFORE_SHARE = 1;
const AFTER_SHARE = 1.5;

/** The event with as much around it as tells it apart: an answer may reach further than reads well. */
export function cropped(timeline: CascadeTimeline): CascadeTimeline {
  const { event, t } = timeline;
  const length = event.end - event.start;
  const from = event.start - Math.max(BEFORE_BINS * event.grid, BEFORE_SHARE * length);
  const to = Math.max(event.end, event.decision) + Math.max(AFTER_BINS * event.grid, AFTER_SHARE * length);
  const a = Math.max(
    0,
    t.findIndex((at) => at >= from),
  );
  const past = t.findIndex((at) => at >= to);
  const cut = (column: Float64Array): Float64Array => column.subarray(a, past < 0 ? undefined : past);
  return {
    ...timeline,
    t: cut(t),
    long: cut(timeline.long),
    short: cut(timeline.short),
    price: cut(timeline.price),
    oi: cut(timeline.oi),
  };
}

/** Bins from one known value to the next: more than one where what is stored is coarser than the bins. NaN: too few. */
export function binsPerValue(column: Float64Array): number {
  const known: number[] = [];
  column.forEach((value, i) => {
    if (!Number.isNaN(value)) known.push(i);
  });
  const steps = known.slice(1).map((at, i) => at - known[i]!);
  return steps.length === 0 ? NaN : steps.sort((a, b) => a - b)[steps.length >> 1]!;
}

const most = (column: Float64Array): number => column.reduce((a, b) => (b > a ? b : a), 0);

function valueScale(column: Float64Array, { top, bottom }: PlotBox): Scale | undefined {
  const known = column.filter((v) => v === v);
  if (known.length === 0) return undefined;
  const min = known.reduce((a, b) => Math.min(a, b), Infinity);
  const max = known.reduce((a, b) => Math.max(a, b), -Infinity);
  return scale(min, max, bottom - 4, top + 14);
}

/** The emptier side still gets this share of the height. */
const LEAST_SHARE = 0.1;

/** Shorts closed above zero, longs closed below it, on one scale; price and open interest on their own. */
export function scalesFor(timeline: CascadeTimeline, box: PlotBox): Scales {
  const { long, short, price, oi } = timeline;
  const up = most(short);
  const down = most(long);
  const least = Math.max(up, down, 1) * LEAST_SHARE;
  return {
    x: timeScale(timeline, box),
    usd: scale(-Math.max(down, least), Math.max(up, least), box.bottom - 2, box.top + 14),
    price: valueScale(price, box),
    oi: valueScale(oi, box),
  };
}
