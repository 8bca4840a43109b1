import type { nativeImage } from 'electron';
import type { DecodePicture } from '../services/plan/key-input';

/** A code needs no more of a photograph, and the search for it goes through every pixel. */
const MOST_SIDE = 2_048;

/** Pictures through Electron, which reads PNG and JPEG. */
export const createPictures =
  (images: Pick<typeof nativeImage, 'createFromBuffer'>): DecodePicture =>
  (bytes) => {
    const whole = images.createFromBuffer(Buffer.from(bytes));
    if (whole.isEmpty()) return undefined;
    const { width, height } = whole.getSize();
    const scale = Math.min(1, MOST_SIDE / Math.max(width, height));
    const image = scale < 1 ? whole.resize({ width: Math.max(1, Math.round(width * scale)), quality: 'best' }) : whole;
    return { ...image.getSize(), bgra: image.toBitmap() };
  };
