import type { MouseEventParams, Time } from 'lightweight-charts';
import type { Ms } from '#core/time/ms';
import { slotAt, timeAt } from './axis';
import { toTime } from './chart';
import type { Drawing } from './drawing';
import type { Point } from './gestures';
import { slotOfX } from './stage';

export interface PointerEvents {
  /** Instant under the pointer. */
  readonly onCursor: (t: Ms | undefined) => void;
  /** A cascade was clicked. */
  readonly onPick: (cascade: string) => void;
}

/** A band that is drawn as a hair can still be hit. */
const PICK_PX = 3;

/** The crosshair, of this pane and of others, and what is clicked under it. */
export class Pointer {
  readonly #drawing: Drawing;
  readonly #events: PointerEvents;

  constructor(drawing: Drawing, events: PointerEvents) {
    this.#drawing = drawing;
    this.#events = events;
    drawing.chart.subscribeCrosshairMove((param) => this.#onMove(param));
  }

  /** Crosshair of another pane. */
  setCursor(t: Ms | undefined): void {
    const { chart, candles, window, axis, legends } = this.#drawing;
    const slot = t === undefined ? -1 : Math.floor(slotAt(axis, t) + 0.5);
    const stamp = axis.t[slot];
    if (stamp === undefined) chart.clearCrosshairPosition();
    else chart.setCrosshairPosition(window?.bars.c[axis.bar[slot] ?? -1] ?? NaN, toTime(stamp), candles);
    legends.setSlot(stamp === undefined ? undefined : slot);
  }

  /** Instant at a place of the chart, undefined while nothing is drawn. */
  timeAt(x: number): Ms | undefined {
    const { chart, axis } = this.#drawing;
    const slot = axis.t.length > 0 ? slotOfX(chart, x) : undefined;
    return slot === undefined ? undefined : timeAt(axis, slot);
  }

  click({ x }: Point): void {
    const { chart, axis, marks } = this.#drawing;
    const slot = slotOfX(chart, x);
    const next = slotOfX(chart, x + PICK_PX);
    if (slot === undefined || next === undefined) return;
    const t = timeAt(axis, slot);
    const cascade = marks.at(t, timeAt(axis, next) - t);
    if (cascade) this.#events.onPick(cascade.id);
  }

  #onMove({ logical, sourceEvent }: MouseEventParams<Time>): void {
    const t = logical === undefined ? undefined : this.#drawing.axis.t[logical];
    this.#drawing.legends.setSlot(t === undefined ? undefined : logical);
    if (sourceEvent || logical === undefined) this.#events.onCursor(t);
  }
}
