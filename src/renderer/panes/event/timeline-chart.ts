import type { CascadeTimeline } from '#shared/cascades';
import { formatShort, formatTime, type Zone } from '../../lib/format';
import { chartTheme, onChartTheme, type ChartTheme } from '../../theme/tokens';
import { scalesFor, ticks, timeTicks, type PlotBox, type Scale, type Scales } from './plot';

const AXIS_WIDTH = 56;
const AXIS_HEIGHT = 18;
const MARGIN = 12;

export interface TimelineChart {
  readonly set: (timeline: CascadeTimeline, zone: Zone, withOi: boolean) => void;
  /** Instant of a crosshair elsewhere. */
  readonly setCursor: (t: number | undefined) => void;
  readonly canvas: HTMLCanvasElement;
  readonly dispose: () => void;
}

/** One cascade bin by bin on a canvas of its own. @param onHover bin under the pointer */
export function mountTimeline(
  host: HTMLElement,
  onHover: (bin: number | undefined, t: number | undefined) => void,
): TimelineChart {
  const canvas = host.appendChild(document.createElement('canvas'));
  let shown: { timeline: CascadeTimeline; zone: Zone; withOi: boolean } | undefined;
  let cursor: number | undefined;
  let frame = 0;
  const box = (): PlotBox => ({
    left: MARGIN,
    top: 4,
    right: host.clientWidth - AXIS_WIDTH,
    bottom: host.clientHeight - AXIS_HEIGHT,
  });
  const draw = (): void => {
    frame = 0;
    const { clientWidth: width, clientHeight: height } = host;
    const context = canvas.getContext('2d');
    if (!context || width === 0 || height === 0) return;
    const ratio = devicePixelRatio;
    canvas.width = Math.round(width * ratio);
    canvas.height = Math.round(height * ratio);
    context.scale(ratio, ratio);
    const theme = chartTheme();
    context.fillStyle = theme.surface1;
    context.fillRect(0, 0, width, height);
    if (shown) paint(context, theme, box(), scalesFor(shown.timeline, box()), shown, cursor);
  };
  const schedule = (): void => void (frame ||= requestAnimationFrame(draw));
  const life = new AbortController();
  const hover = (event: PointerEvent | undefined): void => {
    if (!shown) return;
    const { timeline } = shown;
    const x = event && event.clientX - host.getBoundingClientRect().left;
    const { left, right } = box();
    const inside = x !== undefined && x >= left && x <= right && timeline.t.length > 0;
    const bin = inside
      ? Math.min(timeline.t.length - 1, Math.floor(((x - left) / (right - left)) * timeline.t.length))
      : undefined;
    cursor = bin === undefined ? undefined : timeline.t[bin];
    onHover(bin, cursor);
    schedule();
  };
  host.addEventListener('pointermove', hover, { signal: life.signal });
  host.addEventListener('pointerleave', () => hover(undefined), { signal: life.signal });
  const size = new ResizeObserver(schedule);
  size.observe(host);
  const stop = onChartTheme(schedule);
  return {
    canvas,
    set: (timeline, zone, withOi) => {
      shown = { timeline, zone, withOi };
      schedule();
    },
    setCursor: (t) => {
      cursor = t;
      schedule();
    },
    dispose: () => {
      cancelAnimationFrame(frame);
      life.abort();
      size.disconnect();
      stop();
      canvas.remove();
    },
  };
}

interface Shown {
  readonly timeline: CascadeTimeline;
  readonly zone: Zone;
  readonly withOi: boolean;
}

function paint(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  box: PlotBox,
  scales: Scales,
  shown: Shown,
  cursor: number | undefined,
): void {
  const { timeline, zone, withOi } = shown;
  const { event } = timeline;
  const { x, usd } = scales;
  context.font = `11px ${theme.fontMono}`;
  context.globalAlpha = 0.38;
  context.fillStyle = theme.surface4;
  context.fillRect(x.toPx(event.start), box.top, x.toPx(event.end) - x.toPx(event.start), box.bottom - box.top);
  context.globalAlpha = 1;
  drawAxes(context, theme, box, scales, timeline, zone);
  drawSide(context, timeline, timeline.long, scales, theme.long, -1);
  drawSide(context, timeline, timeline.short, scales, theme.short, 1);
  line(context, box.left, usd.toPx(0), box.right, usd.toPx(0), theme.border2, []);
  if (withOi) drawLine(context, timeline, timeline.oi, x, scales.oi, theme.series3, [5, 3]);
  drawLine(context, timeline, timeline.price, x, scales.price, theme.series1, []);
  mark(
    context,
    theme,
    box,
    x.toPx(event.peak + event.grid / 2),
    formatTime(event.peak, zone, 'clock'),
    [4, 3],
    box.top + 10,
  );
  mark(context, theme, box, x.toPx(event.decision), 'decision', [1.5, 3], box.bottom - 8);
  if (cursor === undefined || cursor < x.min || cursor > x.max) return;
  const at = Math.round(x.toPx(cursor + event.grid / 2)) + 0.5;
  line(context, at, box.top, at, box.bottom, theme.crosshair, [3, 3]);
}

function drawAxes(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  box: PlotBox,
  { x, usd }: Scales,
  timeline: CascadeTimeline,
  zone: Zone,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'left';
  for (const value of ticks(usd.min, usd.max)) {
    const y = Math.round(usd.toPx(value)) + 0.5;
    line(context, box.left, y, box.right, y, theme.grid, []);
    context.fillStyle = theme.text3;
    context.fillText(formatShort(Math.abs(value)).replace(/\.0(?=\D)/, ''), box.right + 6, y);
  }
  context.textAlign = 'center';
  const offset = zone === 'local' ? -new Date(timeline.event.start).getTimezoneOffset() * 60_000 : 0;
  const precision = x.max - x.min > 2 * 86_400_000 ? 'day' : 'clock';
  for (const t of timeTicks(x.min, x.max, Math.max(2, Math.floor((box.right - box.left) / 80)), offset)) {
    const px = x.toPx(t);
    if (px < box.left + 14 || px > box.right - 14) continue;
    const text = formatTime(t, zone, precision);
    context.fillStyle = theme.text3;
    context.fillText(precision === 'day' ? text.slice(5) : text, px, box.bottom + AXIS_HEIGHT / 2);
  }
}

function drawSide(
  context: CanvasRenderingContext2D,
  { t, event }: CascadeTimeline,
  column: Float64Array,
  { x, usd }: Scales,
  colour: string,
  sign: number,
): void {
  const width = Math.max(1, x.toPx(event.grid) - x.toPx(0) - 0.5);
  const zero = usd.toPx(0);
  context.fillStyle = colour;
  for (let i = 0; i < t.length; i++) {
    const value = column[i]!;
    if (!(value > 0)) continue;
    const height = usd.toPx(sign * value) - zero;
    context.fillRect(x.toPx(t[i]!), zero, width, Math.abs(height) < 1 ? Math.sign(height) : height);
  }
}

function drawLine(
  context: CanvasRenderingContext2D,
  { t, event }: CascadeTimeline,
  column: Float64Array,
  x: Scale,
  y: Scale | undefined,
  colour: string,
  dash: number[],
): void {
  if (!y) return;
  context.strokeStyle = colour;
  context.lineWidth = 1.25;
  context.setLineDash(dash);
  context.beginPath();
  let down = false;
  for (let i = 0; i < t.length; i++) {
    const value = column[i]!;
    if (value !== value) {
      down = false;
      continue;
    }
    const px = x.toPx(t[i]! + event.grid); // a close is known at the end of its bin
    if (down) context.lineTo(px, y.toPx(value));
    else context.moveTo(px, y.toPx(value));
    down = true;
  }
  context.stroke();
  context.setLineDash([]);
}

function mark(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  box: PlotBox,
  px: number,
  text: string,
  dash: number[],
  y: number,
): void {
  const at = Math.round(px) + 0.5;
  if (at < box.left || at > box.right) return;
  line(context, at, box.top, at, box.bottom, theme.text2, dash);
  const width = context.measureText(text).width;
  const room = box.right - at > width + 10;
  context.textAlign = room ? 'left' : 'right';
  context.fillStyle = theme.surface1;
  context.globalAlpha = 0.78;
  context.fillRect(room ? at + 3 : at - width - 7, y - 8, width + 4, 15);
  context.globalAlpha = 1;
  context.fillStyle = theme.text2;
  context.fillText(text, at + (room ? 5 : -5), y);
}

function line(
  context: CanvasRenderingContext2D,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  colour: string,
  dash: number[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x0, y0);
  context.lineTo(x1, y1);
  context.stroke();
  context.setLineDash([]);
}
