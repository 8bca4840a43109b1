import type { Ms } from '#core/time/ms';
import { formatTimeZoned } from '../../lib/format';
import { shownInstant } from '../../lib/veil';
import { mountCanvas } from '../shared/chart/canvas';
import { paintScrubber, type Scene } from './paint';
import { around, following, shifted, tOf, whole, zoomed, type Span } from './span';

export interface ScrubberEvents {
  /** The clock was dragged to an instant; asked for no more often than the panes can follow. */
  readonly onSeek: (t: Ms) => void;
  readonly onGrab: () => void;
  /** Whether the panes show what was sought last. */
  readonly isShown: () => boolean;
  readonly onSpan: (span: Span) => void;
}

const WHEEL_RATE = 0.0018;
const LINE_PX = 16;

/** The time line of the past: drawn on a canvas, dragged and zoomed by hand. React only mounts it. */
export class Scrubber {
  readonly #host: HTMLElement;
  readonly #events: ScrubberEvents;
  readonly #canvas: ReturnType<typeof mountCanvas>;
  readonly #life = new AbortController();
  #scene: Scene | undefined;
  /** Where the hand is, while it holds the clock. */
  #wish: Ms | undefined;
  #sought: Ms | undefined;
  #frame = 0;

  constructor(host: HTMLElement, events: ScrubberEvents) {
    this.#host = host;
    this.#events = events;
    this.#canvas = mountCanvas(host, (context, theme, size) => {
      if (this.#scene) paintScrubber(context, theme, this.#scene, size);
    });
    const { signal } = this.#life;
    host.addEventListener('pointerdown', (event) => this.#grab(event), { signal });
    host.addEventListener('wheel', (event) => this.#wheel(event), { signal, passive: false });
    host.addEventListener('dblclick', () => this.#show(this.#scene && whole(this.#scene.stored)), { signal });
  }

  get span(): Span | undefined {
    return this.#scene?.span;
  }

  /** What is stored, and where the clock stands. */
  setTime(stored: Span, clock: Ms | null): void {
    const at = clock ?? stored.to;
    const before = this.#scene;
    const isSame = before?.stored.from === stored.from && before.stored.to === stored.to;
    const span = before && isSame ? following(before.span, at, stored) : around(at, stored);
    const { marks = [], profile, zone = 'utc' } = before ?? {};
    this.#scene = { marks, profile, zone, stored, clock, span };
    if (span !== before?.span) this.#events.onSpan(span);
    this.#describe();
    this.#canvas.redraw();
  }

  set(patch: Partial<Pick<Scene, 'marks' | 'profile' | 'zone'>>): void {
    if (!this.#scene) return;
    this.#scene = { ...this.#scene, ...patch };
    this.#describe();
    this.#canvas.redraw();
  }

  dispose(): void {
    this.#life.abort();
    cancelAnimationFrame(this.#frame);
    this.#canvas.dispose();
  }

  #describe(): void {
    const { stored, clock, zone } = this.#scene!;
    const at = clock ?? stored.to;
    const values = {
      min: shownInstant(stored.from),
      max: shownInstant(stored.to),
      now: shownInstant(at),
      text: formatTimeZoned(at, zone),
    };
    for (const [name, value] of Object.entries(values)) this.#host.setAttribute(`aria-value${name}`, String(value));
  }

  #show(span: Span | undefined): void {
    if (!this.#scene || !span) return;
    this.#scene = { ...this.#scene, span };
    this.#events.onSpan(span);
    this.#canvas.redraw();
  }

  #at(event: MouseEvent): Ms {
    const { left, width } = this.#host.getBoundingClientRect();
    return tOf(this.#scene!.span, event.clientX - left, width);
  }

  #grab(event: PointerEvent): void {
    if (event.button !== 0 || !this.#scene) return;
    this.#events.onGrab();
    this.#wish = this.#at(event);
    if (this.#events.isShown()) this.#seek(this.#wish);
    this.#pursue();
    const drag = new AbortController();
    const signal = AbortSignal.any([this.#life.signal, drag.signal]);
    addEventListener('pointermove', (next) => this.#scene && (this.#wish = this.#at(next)), { signal });
    addEventListener('pointerup', () => drag.abort(), { signal });
    addEventListener('pointercancel', () => drag.abort(), { signal });
    signal.addEventListener('abort', () => this.#release());
  }

  /** Once a frame, and only when the panes show where the clock is: late answers do not pile up. */
  #pursue(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#wish === undefined) return;
      if (this.#events.isShown()) this.#seek(this.#wish);
      this.#pursue();
    });
  }

  #release(): void {
    if (this.#wish !== undefined) this.#seek(this.#wish);
    this.#wish = this.#sought = undefined;
  }

  #seek(t: Ms): void {
    if (!this.#scene || t === this.#sought) return;
    this.#sought = t;
    this.#events.onSeek(t);
  }

  #wheel(event: WheelEvent): void {
    if (!this.#scene) return;
    event.preventDefault();
    const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
    const across = event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX;
    const { span, stored } = this.#scene;
    if (Math.abs(across) > Math.abs(event.shiftKey ? 0 : event.deltaY)) {
      const by = ((across * unit) / this.#host.clientWidth) * (span.to - span.from);
      return this.#show(shifted(span, by, stored));
    }
    const factor = Math.exp(Math.max(-240, Math.min(240, event.deltaY * unit)) * WHEEL_RATE);
    this.#show(zoomed(span, this.#at(event), factor, stored));
  }
}
