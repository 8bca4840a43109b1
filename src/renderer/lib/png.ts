/** Encodes a canvas. Charts hand over theirs by `chart.takeScreenshot()`. */
export async function toPng(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large to be encoded.');
  return new Uint8Array(await blob.arrayBuffer());
}

/** Several canvases under one another, left-aligned, on a ground. */
export function stack(canvases: readonly HTMLCanvasElement[], ground: string): HTMLCanvasElement {
  const sheet = document.createElement('canvas');
  sheet.width = Math.max(1, ...canvases.map((canvas) => canvas.width));
  sheet.height = Math.max(1, canvases.reduce((sum, canvas) => sum + canvas.height, 0)); // prettier-ignore
  const context = sheet.getContext('2d');
  if (!context) return sheet;
  context.fillStyle = ground;
  context.fillRect(0, 0, sheet.width, sheet.height);
  let y = 0;
  for (const canvas of canvases) {
    context.drawImage(canvas, 0, y);
    y += canvas.height;
  }
  return sheet;
}
