import type { Locator } from '@playwright/test';

export interface Ink {
  /** Share of the columns of pixels that hold a stroke: many pixels that stand out from the ground. */
  readonly columns: number;
  /** Different colours. */
  readonly colours: number;
  /** Sum over all pixels: equal for equal pictures. */
  readonly digest: number;
}

/** What is painted on the largest canvas below a place. A blank canvas, grid lines and a price line have no strokes. */
export const inkOf = (place: Locator): Promise<Ink> =>
  place.evaluate((root): Ink => {
    const all = root instanceof HTMLCanvasElement ? [root] : [...root.querySelectorAll('canvas')];
    const area = (one: HTMLCanvasElement): number => one.width * one.height;
    const [canvas] = all.sort((a, b) => area(b) - area(a));
    const context = canvas?.getContext('2d');
    if (!canvas || !context || area(canvas) === 0) return { columns: 0, colours: 0, digest: 0 };
    const { width, height } = canvas;
    const { data } = context.getImageData(0, 0, width, height);
    const counts = new Map<number, number>();
    let digest = 0;
    for (let i = 0; i < data.length; i += 4) {
      const colour = (data[i]! << 16) | (data[i + 1]! << 8) | data[i + 2]!;
      counts.set(colour, (counts.get(colour) ?? 0) + 1);
      digest = (Math.imul(digest, 31) + colour) | 0;
    }
    const [ground = 0] = [...counts].reduce((a, b) => (a[1] >= b[1] ? a : b));
    const LEAST_CONTRAST = 90;
    const LEAST_HEIGHT = 3;
    let inked = 0;
    for (let x = 0; x < width; x++) {
      let strokes = 0;
      for (let y = 0; y < height && strokes < LEAST_HEIGHT; y++) {
        const i = (y * width + x) * 4;
        const contrast =
          Math.abs(data[i]! - ((ground >> 16) & 255)) +
          Math.abs(data[i + 1]! - ((ground >> 8) & 255)) +
          Math.abs(data[i + 2]! - (ground & 255));
        if (contrast >= LEAST_CONTRAST) strokes++;
      }
      if (strokes >= LEAST_HEIGHT) inked++;
    }
    return { columns: inked / width, colours: counts.size, digest };
  });
