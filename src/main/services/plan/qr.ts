import { encodeQR } from 'qr';
import { decodeQR } from 'qr/decode.js';
import type { QrCode } from '#shared/plan-desk';
import { BallastError } from '../../errors';

/** A picture as it lies in memory: rows of blue, green, red and opacity, colours already multiplied with it. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly bgra: Uint8Array;
}

/** Light squares around the code, which scanners ask for. @source ISO/IEC 18004 */
const QUIET = 4;
/** Tries of other readings of a hard picture; the person waits for them once. */
const EFFORT = { effort: 8, timeLimit: 2_000 };

export function qrOf(text: string): QrCode {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: QUIET });
  return { size: rows.length, dark: rows.flat(), text };
}

/** What the code in a picture says. @throws {BallastError} `invalid`: there is none that can be read */
export function readQr({ width, height, bgra }: Pixels, name: string): string {
  try {
    return decodeQR({ width, height, data: onWhite(bgra) }, { ...EFFORT, format: 'BGRA' });
  } catch (cause) {
    throw new BallastError('invalid', `No QR code can be read in ${name}. Nothing was added. Take a sharper or larger picture of it.`, { cause }); // prettier-ignore
  }
}

/** Where a picture is transparent, paper shows. */
function onWhite(bgra: Uint8Array): Uint8Array {
  const opaque = Uint8Array.from(bgra);
  for (let i = 0; i < opaque.length; i += 4) {
    const paper = 255 - opaque[i + 3]!;
    for (let c = i; c < i + 3; c++) opaque[c] = Math.min(255, opaque[c]! + paper);
    opaque[i + 3] = 255;
  }
  return opaque;
}
