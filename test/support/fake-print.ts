import { canonicalJson } from '#core/plan/canonical';
import type { QrCode } from '#shared/plan-desk';

/** SHA-256 of a canonical form, in a page as well as in a test. */
export async function sha256(value: unknown): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(value)));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Squares of the code, and light ones around it. */
const CODE = 33;
const QUIET = 4;
/** Squares that look like a code: three finders, and the bits of a text between them. No camera reads them. */
export function fakeQr(text: string): QrCode {
  const inFinder = (x: number, y: number): boolean => x >= 0 && y >= 0 && x < 7 && y < 7;
  const finder = (x: number, y: number): boolean => {
    const ring = Math.max(Math.abs(x - 3), Math.abs(y - 3));
    return ring !== 2;
  };
  const size = CODE + 2 * QUIET;
  const dark = Array.from({ length: size * size }, (_, i) => {
    const [x, y] = [(i % size) - QUIET, Math.floor(i / size) - QUIET];
    if (x < 0 || y < 0 || x >= CODE || y >= CODE) return false;
    for (const [left, top] of [[0, 0], [CODE - 7, 0], [0, CODE - 7]] as const)
      if (inFinder(x - left, y - top)) return finder(x - left, y - top);
    return ((text.charCodeAt(i % text.length) * (x + 3) * (y + 5)) & 8) !== 0;
  }); // prettier-ignore
  return { size, dark, text };
}
