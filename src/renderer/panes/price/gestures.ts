/** What hands do on the chart, in CSS px from its top left corner. */
export interface GestureHandlers {
  /** Where the plots end: beyond lie the price axis (right) and the time axis (below). */
  readonly plotSize: () => { readonly width: number; readonly height: number };
  readonly pan: (px: number) => void;
  readonly zoom: (x: number, factor: number) => void;
  readonly measure: (from: Point, to: Point, done: boolean) => void;
  readonly click: (at: Point) => void;
  readonly key: (action: KeyAction) => void;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export type KeyAction = 'left' | 'right' | 'screenLeft' | 'screenRight' | 'in' | 'out' | 'first' | 'last' | 'clear';

const CLICK_PX = 3;
/** Zoom of one notch of a wheel, and of a pinch, which counts in smaller steps. */
const WHEEL_RATE = 0.0018;
const PINCH_RATE = 0.01;
const AXIS_RATE = 0.005;
const LINE_PX = 16;

/** Listens to pointer, wheel and keys on the host. @returns a function that stops */
export function attachGestures(host: HTMLElement, handlers: GestureHandlers): () => void {
  const life = new AbortController();
  const { signal } = life;
  const at = (event: MouseEvent): Point => {
    const box = host.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  host.addEventListener('pointerdown', (event) => startDrag(event, at, handlers, signal), { signal });
  host.addEventListener('wheel', (event) => onWheel(event, at(event), handlers), { signal, passive: false });
  host.addEventListener('keydown', (event) => onKey(event, handlers), { signal });
  return () => life.abort();
}

function startDrag(
  event: PointerEvent,
  at: (event: MouseEvent) => Point,
  handlers: GestureHandlers,
  life: AbortSignal,
): void {
  if (event.button !== 0 || !(event.target instanceof HTMLCanvasElement)) return; // separators drag themselves
  const start = at(event);
  const { width, height } = handlers.plotSize();
  if (start.x > width) return; // the price axis scales by the library's own hand
  const onAxis = start.y > height;
  const measuring = event.shiftKey && !onAxis;
  let last = start;
  let moved = false;
  const drag = new AbortController();
  const signal = AbortSignal.any([life, drag.signal]);
  const move = (next: PointerEvent): void => {
    const point = at(next);
    moved ||= Math.hypot(point.x - start.x, point.y - start.y) > CLICK_PX;
    if (!moved) return;
    if (measuring) handlers.measure(start, point, false);
    else if (onAxis) handlers.zoom(width, Math.exp((point.x - last.x) * AXIS_RATE));
    else if (point.x !== last.x) handlers.pan(point.x - last.x);
    last = point;
  };
  const end = (next: PointerEvent): void => {
    drag.abort();
    if (measuring && moved) handlers.measure(start, at(next), true);
    else if (!moved && !onAxis) handlers.click(start);
  };
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', end, { signal });
  addEventListener('pointercancel', () => drag.abort(), { signal });
}

function onWheel(event: WheelEvent, { x }: Point, handlers: GestureHandlers): void {
  event.preventDefault();
  const unit = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? LINE_PX : 1;
  const dx = (event.shiftKey && event.deltaX === 0 ? event.deltaY : event.deltaX) * unit;
  const dy = event.shiftKey ? 0 : event.deltaY * unit;
  if (Math.abs(dx) > Math.abs(dy)) handlers.pan(-dx);
  else if (dy !== 0) handlers.zoom(x, Math.exp(clamp(dy, 240) * (event.ctrlKey ? PINCH_RATE : WHEEL_RATE)));
}

const clamp = (value: number, size: number): number => Math.max(-size, Math.min(size, value));

const KEYS: Readonly<Record<string, KeyAction>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  'Shift+ArrowLeft': 'screenLeft',
  'Shift+ArrowRight': 'screenRight',
  PageUp: 'screenLeft',
  PageDown: 'screenRight',
  '+': 'in',
  '=': 'in',
  '-': 'out',
  Home: 'first',
  End: 'last',
  Escape: 'clear',
};

function onKey(event: KeyboardEvent, handlers: GestureHandlers): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const arrow = event.key.startsWith('Arrow') && event.shiftKey;
  const action = KEYS[arrow ? `Shift+${event.key}` : event.key];
  if (!action) return;
  event.preventDefault();
  if (action !== 'clear') event.stopPropagation();
  handlers.key(action);
}
