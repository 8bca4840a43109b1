/** A liquidation mark in pixels, before it is drawn. */
export interface Bubble {
  readonly x: number;
  readonly y: number;
  /** USD; the area of the circle is proportional to it. */
  readonly notional: number;
  readonly side: 'long' | 'short';
}

export interface PlacedBubble extends Bubble {
  readonly radius: number;
  /** How many marks were merged into this one. */
  readonly count: number;
}

export const MOST_RADIUS = 28;
const LEAST_RADIUS = 3;
/** A crowd of small marks says less than the few that matter. */
const MOST_BUBBLES = 60;

/** Radius of a circle whose area is `notional` on a scale where `largest` has the greatest radius. */
export function radiusOf(notional: number, largest: number): number {
  return largest > 0 ? MOST_RADIUS * Math.sqrt(Math.min(1, notional / largest)) : 0;
}

/**
 * Places liquidation marks so that no two of one side overlap: from the largest down, a mark that would touch a placed
 * one is merged into it (sum of notional, position of the larger). Marks too small to read are left out.
 * @param largest notional that gets the greatest radius [USD]
 */
export function placeBubbles(bubbles: readonly Bubble[], largest: number): PlacedBubble[] {
  const readable = bubbles
    .filter((b) => radiusOf(b.notional, largest) >= LEAST_RADIUS)
    .sort((a, b) => b.notional - a.notional)
    .slice(0, MOST_BUBBLES);
  let placed: PlacedBubble[] = readable.map((b) => ({ ...b, radius: radiusOf(b.notional, largest), count: 1 }));
  for (let round = 0; round < 8; round++) {
    const merged = mergeOnce(placed, largest);
    if (merged.length === placed.length) return merged;
    placed = merged.sort((a, b) => b.notional - a.notional);
  }
  return placed;
}

function mergeOnce(sorted: readonly PlacedBubble[], largest: number): PlacedBubble[] {
  const kept: PlacedBubble[] = [];
  for (const bubble of sorted) {
    const i = kept.findIndex((other) => other.side === bubble.side && overlap(other, bubble));
    const host = kept[i];
    if (!host) {
      kept.push(bubble);
      continue;
    }
    const notional = host.notional + bubble.notional;
    kept[i] = { ...host, notional, radius: radiusOf(notional, largest), count: host.count + bubble.count };
  }
  return kept;
}

function overlap(a: PlacedBubble, b: PlacedBubble): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < a.radius + b.radius;
}
