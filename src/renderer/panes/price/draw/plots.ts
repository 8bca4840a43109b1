import type { SlotScale } from './canvas';

/** How a value becomes a height: y = a + b · value, in CSS px. */
export interface ValueScale {
  readonly a: number;
  readonly b: number;
}

export type Plot =
  | {
      readonly kind: 'line' | 'step';
      readonly values: Float64Array;
      readonly colour: string;
      readonly width: number;
      /** Px on and off; solid without. */
      readonly dash?: readonly number[];
    }
  | {
      readonly kind: 'bars';
      readonly values: Float64Array;
      readonly colour: string;
      /** Slots that one value covers: more than one where the series is coarser than the chart. */
      readonly slots: number;
    };

/** Draws one plot; NaN leaves a hole, never a bridge. */
export function drawPlot(context: CanvasRenderingContext2D, plot: Plot, x: SlotScale, y: ValueScale): void {
  const from = Math.max(0, x.first - (plot.kind === 'bars' ? plot.slots : 1));
  const to = Math.min(plot.values.length - 1, x.last + 1);
  if (plot.kind === 'bars') drawBars(context, plot, from, to, x, y);
  else drawLine(context, plot, from, to, x, y);
}

/** Smaller bars would only thicken the line at zero. */
const LEAST_BAR_PX = 0.3;

function drawBars(
  context: CanvasRenderingContext2D,
  plot: Extract<Plot, { kind: 'bars' }>,
  from: number,
  to: number,
  { x0, dx }: SlotScale,
  { a, b }: ValueScale,
): void {
  const gap = dx >= 4 ? Math.max(1, Math.round(dx * 0.2)) : dx >= 3 ? 1 : 0;
  const width = Math.max(1, Math.round(dx * plot.slots) - gap);
  context.fillStyle = plot.colour;
  context.beginPath();
  for (let i = from; i <= to; i++) {
    const value = plot.values[i]!;
    if (!(value !== 0 && value === value)) continue;
    const left = Math.round(x0 + (i - 0.5) * dx + gap / 2);
    const height = b * value;
    const size = Math.abs(height);
    if (size < LEAST_BAR_PX) continue;
    context.rect(left, a, width, size < 1 ? Math.sign(height) : height); // what is seen at all is seen as a hair
  }
  context.fill();
}

function drawLine(
  context: CanvasRenderingContext2D,
  plot: Extract<Plot, { kind: 'line' | 'step' }>,
  from: number,
  to: number,
  { x0, dx }: SlotScale,
  { a, b }: ValueScale,
): void {
  context.strokeStyle = plot.colour;
  context.lineWidth = plot.width;
  context.lineJoin = 'round';
  context.setLineDash(plot.dash ? [...plot.dash] : []);
  context.beginPath();
  let down = false;
  let previous = 0;
  for (let i = from; i <= to; i++) {
    const value = plot.values[i]!;
    if (value !== value) {
      down = false;
      continue;
    }
    const px = x0 + i * dx;
    const py = a + b * value;
    if (!down) context.moveTo(px, py);
    else if (plot.kind === 'step' && py !== previous) {
      context.lineTo(px - dx / 2, previous);
      context.lineTo(px - dx / 2, py);
      context.lineTo(px, py);
    } else context.lineTo(px, py);
    previous = py;
    down = true;
  }
  context.stroke();
  context.setLineDash([]);
}

/** Least and greatest value of columns between two slots; undefined when there is none. */
export function extent(
  columns: readonly Float64Array[],
  from: number,
  to: number,
): { min: number; max: number } | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    const last = Math.min(column.length - 1, to);
    for (let i = Math.max(0, from); i <= last; i++) {
      const value = column[i]!;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : undefined;
}
