import { describe, expect, it } from 'vitest';
import { LEAST_PRICE_SHARE, paneHeights } from '../../../../src/renderer/panes/price/pane-heights';

const ALL = ['liquidations', 'oi', 'funding', 'rsi', 'macd', 'vol'];
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe('paneHeights', () => {
  it.each([200, 420, 700, 1_400])('gives the candles 40 %% of %i px and hands out all of them', (total) => {
    for (const studies of [[], ALL.slice(0, 2), ALL]) {
      const heights = paneHeights(total, studies);
      expect(heights).toHaveLength(studies.length + 1);
      expect(sum(heights)).toBeCloseTo(total);
      expect(heights[0]!).toBeGreaterThanOrEqual(LEAST_PRICE_SHARE * total - 1e-9);
    }
  });
  it('keeps the least heights while they fit', () => {
    const [price, liquidations, ...others] = paneHeights(720, ALL);
    expect(price).toBeGreaterThanOrEqual(288);
    expect(liquidations).toBeGreaterThanOrEqual(64);
    for (const px of others) expect(px).toBeGreaterThanOrEqual(44);
  });
});
