import type { CascadeTimeline } from '#shared/cascades';
import type { Zone } from '../../lib/format';
import { ticks } from '../../lib/ticks';
import type { ChartTheme } from '../../theme/tokens';
import type { Size } from '../shared/chart/canvas';
import { drawTimes, line } from './paint';
import { plotBox, scale, timeScale, type Scale } from './plot';

export interface PlotLine {
  /** Instant of each value. */
  readonly t: Float64Array;
  readonly value: Float64Array;
  readonly colour: string;
  readonly dash?: number[];
  readonly width?: number;
}

export interface LinesPlot {
  /** Gives the time axis. */
  readonly timeline: CascadeTimeline;
  readonly zone: Zone;
  readonly lines: (theme: ChartTheme) => readonly PlotLine[];
  /** A level across the plot, with its name. */
  readonly base?: { readonly value: number; readonly name: string } | undefined;
  /** The axis begins at zero. */
  readonly fromZero: boolean;
  readonly format: (value: number) => string;
}

const TICK_PX = 32;
const BASE_DASH = [4, 3];

/** Lines on the time axis of the event's timeline. NaN leaves a hole. */
export function paintLines(context: CanvasRenderingContext2D, theme: ChartTheme, size: Size, plot: LinesPlot): void {
  const { timeline, zone, base, format } = plot;
  const lines = plot.lines(theme);
  const box = plotBox(size);
  const x = timeScale(timeline, box);
  const range = valueRange(lines, x, plot);
  if (!range) return;
  const y = scale(range.min, range.max, box.bottom - 2, box.top + 6);
  context.font = `11px ${theme.fontMono}`;
  context.textBaseline = 'middle';
  for (const value of ticks(y.min, y.max, Math.max(2, Math.floor((box.bottom - box.top) / TICK_PX)))) {
    const at = Math.round(y.toPx(value)) + 0.5;
    line(context, box.left, at, box.right, at, theme.grid, []);
    context.textAlign = 'left';
    context.fillStyle = theme.text3;
    context.fillText(format(value), box.right + 6, at);
  }
  drawTimes(context, theme, box, x, timeline, zone);
  const decision = Math.round(x.toPx(timeline.event.decision)) + 0.5;
  line(context, decision, box.top, decision, box.bottom, theme.text2, [1.5, 3]);
  context.save();
  context.beginPath();
  context.rect(box.left, 0, box.right - box.left, box.bottom);
  context.clip();
  for (const one of lines) drawLine(context, one, x, y);
  context.restore();
  if (!base) return;
  const at = Math.round(y.toPx(base.value)) + 0.5;
  line(context, box.left, at, box.right, at, theme.text3, BASE_DASH);
  context.textAlign = 'right'; // past the decision, where no line is
  context.fillStyle = theme.text3;
  context.fillText(base.name, box.right - 4, at - 8);
}

/** Least and greatest value that is in sight, with room above and below. */
function valueRange(
  lines: readonly PlotLine[],
  x: Scale,
  { base, fromZero }: LinesPlot,
): { readonly min: number; readonly max: number } | undefined {
  let [min, max] = fromZero ? [0, 0] : [Infinity, -Infinity];
  for (const { t, value } of lines)
    for (let i = 0; i < t.length; i++) {
      if (t[i]! < x.min || t[i]! > x.max) continue;
      if (value[i]! < min) min = value[i]!;
      if (value[i]! > max) max = value[i]!;
    }
  if (base && base.value > max) max = base.value;
  if (!(min <= max)) return undefined;
  const room = (max - min) * 0.06 || Math.abs(max) * 0.01 || 1;
  return { min: fromZero ? 0 : min - room, max: max + room };
}

function drawLine(context: CanvasRenderingContext2D, one: PlotLine, x: Scale, y: Scale): void {
  const { t, value, colour, dash = [], width = 1.25 } = one;
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(dash);
  context.beginPath();
  let isDown = false;
  for (let i = 0; i < t.length; i++) {
    const v = value[i]!;
    if (Number.isNaN(v)) isDown = false;
    else if (isDown) context.lineTo(x.toPx(t[i]!), y.toPx(v));
    else {
      context.moveTo(x.toPx(t[i]!), y.toPx(v));
      isDown = true;
    }
  }
  context.stroke();
  context.setLineDash([]);
}
