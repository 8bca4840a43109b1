import type { CascadeTimeline } from '#shared/cascades';
import { formatShort, formatTime, type Zone } from '../../lib/format';
import type { ChartTheme } from '../../theme/tokens';
import { ticks, timeTicks, type PlotBox, type Scale, type Scales } from './plot';

/** Room below the plot for the times. */
export const AXIS_HEIGHT = 18;
const LONE_PX = 4;

/** What is painted, and how. */
export interface Shown {
  readonly timeline: CascadeTimeline;
  readonly zone: Zone;
  readonly withOi: boolean;
}

export function paint(
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
  context.fillStyle = colour;
  const isKnown = (i: number): boolean => !Number.isNaN(column[i] ?? NaN);
  for (let i = 0; i < t.length; i++) {
    if (!isKnown(i)) continue;
    const px = x.toPx(t[i]! + event.grid); // a close is known at the end of its bin
    const py = y.toPx(column[i]!);
    if (isKnown(i - 1)) context.lineTo(px, py);
    else context.moveTo(px, py);
    // Bars wider than the bins leave single points: nothing is drawn between two of them.
    if (!isKnown(i - 1) && !isKnown(i + 1)) context.fillRect(px - LONE_PX / 2, py - LONE_PX / 2, LONE_PX, LONE_PX);
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
