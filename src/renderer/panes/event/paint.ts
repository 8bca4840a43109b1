import { MS_PER_DAY } from '#core/time/ms';
import type { CascadeTimeline } from '#shared/cascades';
import { formatShort, formatTime, type Zone } from '../../lib/format';
import { ticks, timeTicks } from '../../lib/ticks';
import type { ChartTheme } from '../../theme/tokens';
import { AXIS_HEIGHT, binsPerValue, type PlotBox, type Scale, type Scales } from './plot';

const LONE_PX = 4;
/** Height that one mark of the axis takes at least. */
const TICK_PX = 72;

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
  const marks: readonly Mark[] = [
    {
      px: x.toPx(event.peak + event.grid / 2),
      text: event.grid < MS_PER_DAY ? formatTime(event.peak, zone, 'clock') : formatTime(event.peak, zone, 'monthDay'),
      dash: [4, 3],
      y: box.top + 10,
    },
    { px: x.toPx(event.decision), text: 'decision', dash: [1.5, 3], y: box.bottom - 8 },
  ];
  const inside = marks.filter(({ px }) => px >= box.left && px <= box.right);
  for (const { px, dash } of inside) {
    const at = Math.round(px) + 0.5;
    line(context, at, box.top, at, box.bottom, theme.text2, dash);
  }
  for (const one of inside) label(context, theme, box, one); // over every line
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
  for (const value of ticks(usd.min, usd.max, Math.max(3, Math.floor((box.bottom - box.top) / TICK_PX)))) {
    const y = Math.round(usd.toPx(value)) + 0.5;
    line(context, box.left, y, box.right, y, theme.grid, []);
    context.fillStyle = theme.text3;
    context.fillText(formatShort(Math.abs(value)).replace(/\.0(?=\D)/, ''), box.right + 6, y);
  }
  drawTimes(context, theme, box, x, timeline, zone);
}

/** Round instants below the plot. */
export function drawTimes(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  box: PlotBox,
  x: Scale,
  timeline: CascadeTimeline,
  zone: Zone,
): void {
  context.textBaseline = 'middle';
  context.textAlign = 'center';
  const offset = zone === 'local' ? -new Date(timeline.event.start).getTimezoneOffset() * 60_000 : 0;
  for (const t of timeTicks(x.min, x.max, Math.max(2, Math.floor((box.right - box.left) / 80)), offset)) {
    const px = x.toPx(t);
    if (px < box.left + 14 || px > box.right - 14) continue;
    // A day begins with its date, as on the price chart.
    const clock = formatTime(t, zone, 'clock');
    const isMidnight = clock === '00:00';
    context.fillStyle = isMidnight ? theme.text1 : theme.text3;
    context.fillText(isMidnight ? formatTime(t, zone, 'monthDay') : clock, px, box.bottom + AXIS_HEIGHT / 2);
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
  const every = binsPerValue(column);
  let last = -Infinity;
  let lone = true;
  const endLone = (): void => {
    if (lone && last >= 0) dot(context, x.toPx(t[last]! + event.grid), y.toPx(column[last]!));
  };
  for (let i = 0; i < t.length; i++) {
    if (Number.isNaN(column[i] ?? NaN)) continue;
    const px = x.toPx(t[i]! + event.grid); // a close is known at the end of its bin
    const py = y.toPx(column[i]!);
    if (i - last > every || last < 0) {
      endLone();
      context.moveTo(px, py);
      lone = true;
    } else {
      // Of bars wider than the bins only the closes are known: each holds until the next, no path is made up.
      if (every > 1) context.lineTo(px, y.toPx(column[last]!));
      context.lineTo(px, py);
      lone = false;
    }
    last = i;
  }
  endLone();
  context.stroke();
  context.setLineDash([]);
}

/** A value without neighbours: a line would need two. */
function dot(context: CanvasRenderingContext2D, px: number, py: number): void {
  context.fillRect(px - LONE_PX / 2, py - LONE_PX / 2, LONE_PX, LONE_PX);
}

interface Mark {
  readonly px: number;
  readonly text: string;
  readonly dash: number[];
  readonly y: number;
}

function label(context: CanvasRenderingContext2D, theme: ChartTheme, box: PlotBox, { px, text, y }: Mark): void {
  const at = Math.round(px) + 0.5;
  const width = context.measureText(text).width;
  const room = box.right - at > width + 10;
  context.textAlign = room ? 'left' : 'right';
  context.fillStyle = theme.surface1;
  context.globalAlpha = 0.92;
  context.fillRect(room ? at + 3 : at - width - 7, y - 8, width + 4, 15);
  context.globalAlpha = 1;
  context.fillStyle = theme.text2;
  context.fillText(text, at + (room ? 5 : -5), y);
}

export function line(
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
