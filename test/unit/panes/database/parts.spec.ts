import { expect, it } from 'vitest';
import { sizeParts } from '../../../../src/renderer/panes/database/parts';

it('names the largest kinds and adds the rest up to the file', () => {
  const parts = sizeParts({ bars: 50, chain: 30, oi: 5, liquidations: 10, vol: 1 }, 120);
  expect(parts.map(({ label }) => label)).toEqual(['Candles', 'Chains', 'Liquidations', 'Other']);
  expect(parts.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(120);
  expect(parts.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
});
it('does without kinds', () => expect(sizeParts({}, 0)).toEqual([]));
