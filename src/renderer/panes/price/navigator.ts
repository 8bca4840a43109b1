import type { IChartApi } from 'lightweight-charts';
import type { Ms } from '#core/time/ms';
import type { Axis } from './axis';
import type { KeyAction } from './gestures';
import { RETURN_SPACING_PX } from './levels';
import { plotSize, showSlots, slotOfX, toSlots, toTimes } from './stage';
import {
  clampTime,
  FIRST_BARS,
  LEAST_BARS,
  panned,
  RIGHT_BARS,
  viewBefore,
  zoomed,
  type SlotRange,
  type TimeRange,
} from './viewport';

export interface NavigatorOptions {
  readonly chart: IChartApi;
  readonly axis: () => Axis;
  /** All that is stored and known; undefined before the first answer. */
  readonly stored: () => TimeRange | undefined;
  /** Interval a person asked for. */
  readonly wish: () => Ms;
  /** Interval of the bars on screen: nobody zooms in further than a few of these. */
  readonly shown: () => Ms;
  /** A chart that is hidden is set once it is seen again. */
  readonly isShown: () => boolean;
  readonly onMove: () => void;
}

/** Fewest bars of a range that another pane has set. */
const FOLLOWED_BARS = 48;
/** Where the clock stands in a view that follows it. */
const CLOCK_SHARE = 0.82;
/** The clock is set rather than run on when it moves by more than this share of the view. */
const LEAP_SHARE = 0.25;
const KEY_STEP = 0.1;
const KEY_ZOOM = 0.8;

/** Owns what is visible, as a range of time: slots change whenever a window is swapped, time does not. */
export class Navigator {
  readonly #options: NavigatorOptions;
  #visible: TimeRange = { from: NaN, to: NaN };
  #direction: -1 | 0 | 1 = 0;

  constructor(options: NavigatorOptions) {
    this.#options = options;
  }

  get visible(): TimeRange {
    return this.#visible;
  }

  /** Where the last move went. */
  get direction(): -1 | 0 | 1 {
    return this.#direction;
  }

  get isSet(): boolean {
    return this.#visible.from < this.#visible.to;
  }

  forget(): void {
    this.#visible = { from: NaN, to: NaN };
  }

  /** @param least bars of the present level that the view shows at least */
  show(range: TimeRange, least = LEAST_BARS): void {
    const { stored, shown } = this.#options;
    const limits = stored();
    const next = limits ? clampTime(range, limits, least * shown()) : range;
    const middle = (r: TimeRange): number => r.from + r.to;
    const moved = middle(next) - middle(this.#visible);
    this.#direction = moved > 0 ? 1 : moved < 0 ? -1 : 0;
    this.#visible = next;
    this.apply();
    this.#options.onMove();
  }

  /** Puts the visible time back on the chart, after its axis or its size has changed. */
  apply(): void {
    const axis = this.#options.axis();
    if (axis.t.length > 0 && this.isSet && this.#options.isShown())
      showSlots(this.#options.chart, toSlots(axis, this.#visible));
  }

  /** A range that was chosen elsewhere, perhaps for finer bars than are stored here. */
  follow(range: TimeRange): void {
    this.show(range, FOLLOWED_BARS);
  }

  /** After a swap: bars so coarse that hardly one fits the view show more time instead. */
  settle(): void {
    const interval = this.#options.shown();
    if (this.#span() < LEAST_BARS * interval) this.widenFor(interval);
    else this.apply();
  }

  pan(px: number): void {
    const { width } = plotSize(this.#options.chart);
    this.#change((slots) => panned(slots, (-px / width) * (slots.to - slots.from)));
  }

  zoom(x: number, factor: number): void {
    const anchor = slotOfX(this.#options.chart, x);
    if (anchor !== undefined) this.#change((slots) => zoomed(slots, anchor, factor));
  }

  key(action: KeyAction): void {
    const middle = plotSize(this.#options.chart).width / 2;
    const step = (share: number): void => this.#change((slots) => panned(slots, share * (slots.to - slots.from)));
    if (action === 'left') step(-KEY_STEP);
    else if (action === 'right') step(KEY_STEP);
    else if (action === 'screenLeft') step(-1);
    else if (action === 'screenRight') step(1);
    else if (action === 'in') this.zoom(middle, KEY_ZOOM);
    else if (action === 'out') this.zoom(middle, 1 / KEY_ZOOM);
    else if (action === 'first') this.first();
    else if (action === 'last') this.latest();
  }

  /** Everything that is stored. */
  fit(): void {
    const stored = this.#options.stored();
    if (!stored) return;
    const margin = (stored.to - stored.from) * 0.03;
    this.show({ from: stored.from - margin, to: stored.to + margin });
  }

  first(): void {
    const stored = this.#options.stored();
    const span = this.#span();
    if (stored) this.show({ from: stored.from - span * 0.03, to: stored.from + span * 0.97 });
  }

  latest(): void {
    const stored = this.#options.stored();
    if (stored) this.show(this.around(stored.to));
  }

  /** The first view when the newest stamp is all that is known. */
  around(newest: Ms): TimeRange {
    return viewBefore(newest, this.#span());
  }

  /**
   * Keeps the clock in view while it moves: as it runs on, its ground after it stays in sight; a leap is shown wherever it leads.
   * Who looks at what lies before the clock is left alone.
   */
  followClock(before: Ms | null, asOf: Ms): void {
    if (!this.isSet) return;
    const { from, to } = this.#visible;
    const span = to - from;
    if (asOf >= from && asOf <= from + CLOCK_SHARE * span) return;
    const wasSeen = before === null || (before >= from && before <= to);
    const leaps = before !== null && Math.abs(asOf - before) > LEAP_SHARE * span;
    if (wasSeen || leaps) this.show({ from: asOf - CLOCK_SHARE * span, to: asOf + (1 - CLOCK_SHARE) * span });
  }

  /** The same span around an instant. */
  centre(t: Ms): void {
    const span = this.#span();
    this.show({ from: t - span / 2, to: t + span / 2 });
  }

  /** A shown interval that leaves only a handful of bars shows more time instead. */
  widenFor(interval: Ms): void {
    if (!this.isSet || this.#span() >= 60 * interval) return;
    const { from, to } = this.#visible;
    const newest = this.#options.stored()?.to ?? Infinity;
    // Around the middle, or back from the newest bar where that is what was looked at.
    const middle = from < newest && newest <= to ? newest - 52 * interval : (from + to) / 2;
    this.show({ from: middle - 60 * interval, to: middle + 60 * interval });
  }

  /** A chosen interval is shown: a view too wide for its bars keeps its newest end, or its middle in the past. */
  narrowFor(interval: Ms): void {
    const stored = this.#options.stored();
    const most = (plotSize(this.#options.chart).width / RETURN_SPACING_PX) * interval;
    if (!this.isSet || !stored || this.#span() <= most) return;
    const span = FIRST_BARS * interval;
    const { from, to } = this.#visible;
    const end = to >= stored.to ? stored.to + (span * RIGHT_BARS) / FIRST_BARS : (from + to + span) / 2;
    this.show({ from: end - span, to: end }, 0); // the bars still on screen are coarser, and set no limit
  }

  #span(): Ms {
    return this.isSet ? this.#visible.to - this.#visible.from : FIRST_BARS * this.#options.wish();
  }

  #change(move: (slots: SlotRange) => SlotRange): void {
    const axis = this.#options.axis();
    if (!this.isSet || axis.t.length === 0) return;
    this.show(toTimes(axis, move(toSlots(axis, this.#visible))));
  }
}
