/** Encodes a canvas. Charts hand over theirs by `chart.takeScreenshot()`. */
export async function toPng(canvas: HTMLCanvasElement): Promise<Uint8Array<ArrayBuffer>> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  if (!blob) throw new Error('The picture is too large to be encoded.');
  return new Uint8Array(await blob.arrayBuffer());
}
