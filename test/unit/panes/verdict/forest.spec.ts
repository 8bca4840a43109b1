import { describe, expect, it } from 'vitest';
import { StudySpecSchema } from '#shared/evidence';
import { forestAxis, forestRow } from '../../../../src/renderer/panes/verdict/forest';
import { oddsAxis } from '../../../../src/renderer/panes/verdict/odds';
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { createFakeStudy } from '../../../support/fake-study';

const { horizons } = createFakeStudy(StudySpecSchema.parse({ instruments: ['BTCUSDT'], rule: { kind: 'cascade' } }));
const axis = forestAxis(horizons, 200);

describe('the axis of the forest', () => {
  it('is linear within 10 bp and logarithmic far out', () => {
    const step = (a: number, b: number): number => axis.toPx(b) - axis.toPx(a);
    expect(step(0, 1) / step(1, 2)).toBeCloseTo(1, 1);
    expect(step(-10, 0)).toBeCloseTo(step(0, 10), 9);
    expect(step(100, 200)).toBeCloseTo(step(-200, -100), 9);
    expect(step(50, 100) / step(100, 200)).toBeCloseTo(1, 1); // equal steps for equal ratios
  });

  it('holds every interval of the table', () => {
    for (const { effectPlaceboBp, effectMatchedBp } of horizons)
      for (const bp of [effectPlaceboBp.lo, effectPlaceboBp.hi, effectMatchedBp.lo, effectMatchedBp.hi]) {
        expect(axis.toPx(bp)).toBeGreaterThanOrEqual(0);
        expect(axis.toPx(bp)).toBeLessThanOrEqual(200);
      }
  });

  it('prints only ticks that have room', () => {
    for (const width of [60, 96, 200, 400]) {
      const { ticks } = forestAxis(horizons, width);
      for (const [i, { x }] of ticks.entries()) if (i > 0) expect(x - ticks[i - 1]!.x).toBeGreaterThan(20);
    }
  });

  it('does not stretch to effects that are not measured', () => {
    const none = { ...horizons[0]!.effectPlaceboBp, value: NaN, lo: NaN, hi: NaN };
    const few = { ...horizons[0]!, effectPlaceboBp: none, effectMatchedBp: none };
    expect(forestAxis([few], 200).toPx(0)).toBeCloseTo(100, 6);
  });
});

describe('a row of the forest', () => {
  const inside = (shape: Shape): readonly Shape[] => (shape.kind === 'group' ? shape.shapes : []);

  it('marks placebo with a dot and matched declines with a diamond, the deciding interval thicker', () => {
    const shapes = inside(forestRow(axis, horizons[5]!, 28));
    const [dot, diamond] = [shapes.find(({ kind }) => kind === 'circle'), shapes.find(({ kind }) => kind === 'path')];
    expect(dot).toMatchObject({ x: axis.toPx(31) });
    expect(diamond).toMatchObject({ fill: 'surface1' });
    const widths = shapes.flatMap((one) => (one.kind === 'line' ? [one.width] : []));
    expect(widths).toEqual([1, 2]);
  });

  it('draws nothing of a control that there is none of', () => {
    const none = { ...horizons[5]!.effectMatchedBp, value: NaN, lo: NaN, hi: NaN };
    const shapes = inside(forestRow(axis, { ...horizons[5]!, effectMatchedBp: none, decidedBy: 'placebo' }, 28));
    expect(shapes.map(({ kind }) => kind)).toEqual(['line', 'circle']);
  });
});

describe('the axis of the log-odds', () => {
  it('is symmetric and reaches as far as the widest interval', () => {
    const { toPx, ticks } = oddsAxis([{ value: 0.2, lo: -0.3, hi: 1.4 }], 300);
    expect(toPx(0)).toBe(150);
    expect(toPx(1.4)).toBeLessThanOrEqual(298);
    expect(ticks).toEqual([-1, 0, 1]);
  });
});
