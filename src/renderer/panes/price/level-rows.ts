import type { LevelsFigures } from '#shared/market';

/**
 * USD of estimated levels in rows of equal height on a linear price axis, from the top. A bin gives each row the share of
 * its price range that lies in it, so that a row means the same whatever the zoom.
 * @param top    price at the upper edge of the first row
 * @param height price range of a row, > 0
 */
export function levelRows(
  { price, long, short, binBp }: Pick<LevelsFigures, 'price' | 'long' | 'short' | 'binBp'>,
  top: number,
  height: number,
  rows: number,
): Float64Array {
  const out = new Float64Array(rows);
  const growth = Math.exp(binBp / 1e4);
  for (let k = 0; k < price.length; k++) {
    const usd = long[k]! + short[k]!;
    if (!(usd > 0)) continue;
    const low = price[k]!;
    const high = low * growth;
    const first = Math.max(0, Math.floor((top - high) / height));
    const last = Math.min(rows - 1, Math.floor((top - low) / height));
    for (let row = first; row <= last; row++) {
      const upper = Math.min(high, top - row * height);
      const lower = Math.max(low, top - (row + 1) * height);
      if (upper > lower) out[row]! += (usd * (upper - lower)) / (high - low);
    }
  }
  return out;
}
