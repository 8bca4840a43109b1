import type { ChartTheme } from '../../theme/tokens';
import type { Shape } from './shapes';

function stroke(
  context: CanvasRenderingContext2D,
  theme: ChartTheme,
  shape: Exclude<Shape, { kind: 'text' } | { kind: 'group' }>,
  path: Path2D,
): void {
  if (!shape.stroke) return;
  context.strokeStyle = theme[shape.stroke];
  context.lineWidth = shape.width ?? 1;
  context.lineJoin = 'round';
  context.setLineDash([...(shape.dash ?? [])]);
  context.stroke(path);
  context.setLineDash([]);
}

function outline(shape: Exclude<Shape, { kind: 'text' } | { kind: 'group' }>): Path2D {
  if (shape.kind === 'path') return new Path2D(shape.d);
  const path = new Path2D();
  if (shape.kind === 'points') for (const [x, y] of shape.points) path.lineTo(x, y);
  else if (shape.kind === 'rect') path.rect(shape.x, shape.y, shape.w, shape.h);
  else if (shape.kind === 'circle') path.arc(shape.x, shape.y, shape.r, 0, 2 * Math.PI);
  else {
    path.moveTo(shape.x1, shape.y1);
    path.lineTo(shape.x2, shape.y2);
  }
  return path;
}

/** The same shapes on a canvas, for a picture file. */
export function paintShapes(context: CanvasRenderingContext2D, theme: ChartTheme, shapes: readonly Shape[]): void {
  for (const shape of shapes) {
    context.save();
    if (shape.kind === 'group') {
      context.translate(shape.x, shape.y);
      context.globalAlpha *= shape.opacity ?? 1;
      paintShapes(context, theme, shape.shapes);
    } else if (shape.kind === 'text') {
      const weight = shape.strong ? 600 : 400;
      context.font = `${weight} ${shape.size ?? 11}px ${shape.words ? theme.fontText : theme.fontMono}`;
      context.textBaseline = 'middle';
      context.textAlign = shape.align === 'middle' ? 'center' : (shape.align ?? 'start');
      context.fillStyle = theme[shape.ink ?? 'text3'];
      context.fillText(shape.text, shape.x, shape.y);
    } else {
      const path = outline(shape);
      if ('fill' in shape && shape.fill) {
        context.globalAlpha *= shape.opacity ?? 1;
        context.fillStyle = theme[shape.fill];
        context.fill(path);
      }
      stroke(context, theme, shape, path);
    }
    context.restore();
  }
}

/** A picture of its own, twice as fine as the screen, on the ground of a pane. */
export function toCanvas(
  theme: ChartTheme,
  width: number,
  height: number,
  shapes: readonly Shape[],
): HTMLCanvasElement {
  const FINE = 2;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * FINE);
  canvas.height = Math.round(height * FINE);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('The picture could not be drawn.');
  context.scale(FINE, FINE);
  context.fillStyle = theme.surface1;
  context.fillRect(0, 0, width, height);
  paintShapes(context, theme, shapes);
  return canvas;
}
