import { describe, expect, it } from 'vitest';
import { MOST_RADIUS, placeBubbles, radiusOf, type Bubble } from '../../../../src/renderer/panes/price/bubbles';

const at = (x: number, notional: number, side: Bubble['side'] = 'long', y = 0): Bubble => ({ x, y, notional, side });

describe('radiusOf', () => {
  it('makes the area proportional to notional', () => expect(radiusOf(25, 100)).toBeCloseTo(MOST_RADIUS / 2));
  it('never exceeds the greatest radius', () => expect(radiusOf(200, 100)).toBe(MOST_RADIUS));
});

describe('placeBubbles', () => {
  it('leaves no two of one side that overlap', () => {
    const crowd = Array.from({ length: 40 }, (_, i) => at(i * 6, 20 + ((i * 37) % 60), 'long', (i * 13) % 30));
    const placed = placeBubbles(crowd, 400);
    for (const [i, a] of placed.entries())
      for (const b of placed.slice(i + 1))
        expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThanOrEqual(a.radius + b.radius - 1e-9);
  });
  it('merges into the larger and keeps the sum', () => {
    const [one, ...rest] = placeBubbles([at(0, 60), at(5, 40), at(300, 10)], 200);
    expect(one).toMatchObject({ x: 0, notional: 100, count: 2 });
    expect(rest).toHaveLength(1);
  });
  it('keeps longs and shorts apart', () => expect(placeBubbles([at(0, 50), at(1, 50, 'short')], 100)).toHaveLength(2));
  it('leaves out what is too small to read', () => expect(placeBubbles([at(0, 0.1)], 100)).toEqual([]));
});
