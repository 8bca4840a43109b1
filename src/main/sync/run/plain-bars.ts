import type { AnyColumns } from '#core/series/schema';
import type { Ms } from '#core/time/ms';
import { isLevel } from './steps';

/**
 * Whether bars are as nearly all pages of them are: one after the other from a whole millisecond on, none missing, each with
 * prices over 0, open and close within low and high, a volume that is not negative, and opened near the close before. Of
 * those no check has anything to say, so that none is asked; of all others each row goes through them.
 */
export function arePlainBars({ t, o, h, l, c, v }: AnyColumns, interval: Ms): boolean {
  const rows = t.length;
  if (!o || !h || !l || !c || !v || !(interval > 0) || rows === 0) return false;
  const first = t[0]!;
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(interval)) return false;
  let close = o[0]!;
  for (let i = 0; i < rows; i++) {
    const open = o[i]!;
    if (t[i] !== first + i * interval || !isLevel(close, open)) return false;
    close = c[i]!;
    const high = h[i]!;
    const low = l[i]!;
    if (!(low > 0 && low <= open && low <= close && high >= open && high >= close && high < Infinity) || v[i]! < 0)
      return false;
  }
  return true;
}
