import { describe, expect, it } from 'vitest';
import { buildAxis } from '../../../../src/renderer/panes/price/axis';
import { alignLiquidations, coverageAt, mirroredRange } from '../../../../src/renderer/panes/price/liquidation-plot';

const of = (...values: number[]) => Float64Array.from(values);

describe('mirroredRange', () => {
  it('puts both sides on one scale', () => expect(mirroredRange(100, 400)).toEqual({ min: -400, max: 100 }));
  it('keeps zero off the edge', () => {
    const range = mirroredRange(0, 430)!;
    expect(range.max / (range.max - range.min)).toBeCloseTo(0.14);
  });
  it('is nothing where nothing was closed', () => expect(mirroredRange(0, 0)).toBeUndefined());
});

describe('alignLiquidations', () => {
  const axis = buildAxis(of(0, 10, 20), 10);
  it('sums buckets that are finer than the slots', () => {
    const { long, short } = alignLiquidations(axis, { t: of(10, 12, 19), long: of(1, 2, 4), short: of(0, NaN, 8) });
    expect([...long]).toEqual([NaN, 7, NaN]);
    expect([...short]).toEqual([NaN, 8, NaN]);
  });
  it('leaves out what lies beyond the axis', () => {
    expect([...alignLiquidations(axis, { t: of(-10, 30), long: of(1, 1), short: of(1, 1) }).long]).toEqual([
      NaN,
      NaN,
      NaN,
    ]);
  });
});

it('names the coverage that held at an instant', () => {
  const spans = [
    { from: 10, coverage: 'complete' },
    { from: 20, coverage: 'throttled' },
  ] as const;
  expect([coverageAt(spans, 15), coverageAt(spans, 20), coverageAt(spans, 5), coverageAt([], 5)]).toEqual([
    'complete',
    'throttled',
    'complete',
    undefined,
  ]);
});
