import { expect, it } from 'vitest';
import { axis } from '../../../../src/renderer/panes/price/draw/axis-text';

const { ticks } = axis((v, decimals) => v.toFixed(decimals));
const mirrored = axis((v, decimals) => Math.abs(v).toFixed(decimals));

it('writes marks with as few decimals as tell them apart', () => {
  expect(ticks([4, 5, 6])).toEqual(['4', '5', '6']);
  expect(ticks([4.88, 4.9, 4.92])).toEqual(['4.88', '4.90', '4.92']);
});
it('lets both sides of a mirrored axis carry one figure', () =>
  expect(mirrored.ticks([-2, 0, 2])).toEqual(['2', '0', '2']));
it('rounds no mark away', () => {
  expect(ticks([0.05])).toEqual(['0.05']);
  expect(ticks([0, 2.5, 5])).toEqual(['0.0', '2.5', '5.0']);
  expect(ticks([100, 0])).toEqual(['100', '0']);
});
