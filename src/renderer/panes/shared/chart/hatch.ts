const GAP = 8;

/** Lines at 45 degrees over a rectangle: ground of which nothing is known. They stay in place while its edge moves. */
export function hatch(
  context: CanvasRenderingContext2D,
  colour: string,
  { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): void {
  if (!(width > 0 && height > 0)) return;
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  const first = Math.floor(x / GAP) * GAP;
  for (let left = first; left < x + width + height; left += GAP) {
    context.moveTo(left, y);
    context.lineTo(left - height, y + height);
  }
  context.stroke();
  context.restore();
}
