import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TimeShiftResult } from '#core/timeshift/types';
import { TimeShiftSpecSchema } from '#shared/time-shift';
import { lineThrough, loudShapes, quietShapes } from '../../../../src/renderer/panes/time-shift/overlay';
import { indexAt, lineAt, MOST_LINES, offsetTicks, sceneOf, simple, valueTicks } from '../../../../src/renderer/panes/time-shift/scene'; // prettier-ignore
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { createFakeTimeShift } from '../../../support/fake-time-shift';

const HOUR = 3_600_000;
const T0 = Date.UTC(2020, 2, 12, 11);
const CLOCK = T0 + 11 * HOUR;
const SIZE = { width: 480, height: 220 };
const spec = TimeShiftSpecSchema.parse({ instrument: 'SIM-BTC', align: { kind: 'cascade' }, asOf: CLOCK });
const result = createFakeTimeShift(spec);
const scene = sceneOf(result, SIZE);
const xs = (d: string): readonly number[] => [...d.matchAll(/[ML](-?[\d.]+) /g)].map(([, x]) => Number(x));
const ys = (d: string): readonly number[] => [...d.matchAll(/[ML]-?[\d.]+ (-?[\d.]+)/g)].map(([, y]) => Number(y));
const paths = (shapes: readonly Shape[]) => shapes.flatMap((one) => (one.kind === 'path' ? one : []));

describe('the present', () => {
  it('ends at the clock, though a column went on', () => {
    const leaking: TimeShiftResult = { ...result, present: { ...result.present!, path: result.grid.map((offset) => offset / (100 * HOUR)) } }; // prettier-ignore
    for (const one of [result, leaking]) {
      const drawn = sceneOf(one, SIZE);
      const subject = paths(loudShapes(drawn, 'utc', undefined, undefined)).find(({ width }) => width === 2)!;
      expect(Math.max(...xs(subject.d))).toBeCloseTo(drawn.x(11 * HOUR), 0);
      expect(one.grid[drawn.last]).toBe(11 * HOUR);
    }
  });

  it('has the clock in amber beside it in a replay, and none live', () => {
    const clocks = (one: TimeShiftResult) => loudShapes(sceneOf(one, SIZE), 'utc', undefined, undefined).filter((shape) => 'stroke' in shape && shape.stroke === 'warning'); // prettier-ignore
    expect(clocks(result)).toMatchObject([{ x1: Math.round(scene.x(11 * HOUR)) + 0.5 }]);
    expect(clocks({ ...result, spec: { ...spec, asOf: null } })).toEqual([]);
    expect(clocks({ ...result, spec: { ...spec, asOf: T0 + 90 * HOUR } })).toEqual([]);
  });

  it('gives the price scale: a round price lies where its return from t = 0 does', () => {
    const { prices, returns } = valueTicks(scene);
    expect(scene.base).toBe(20_000);
    expect(prices.length).toBeGreaterThan(1);
    for (const price of prices) expect(price % 100).toBe(0);
    expect(returns).toContain(0);
    expect(scene.y(0)).toBeGreaterThan(scene.box.top);
  });
});

describe('lines', () => {
  it('at most four stand out, and every other steps back as one', () => {
    const [a, b] = result.analogs;
    const loud = loudShapes(scene, 'utc', a, b);
    const quiet = paths(quietShapes(scene)).filter(({ stroke }) => stroke);
    expect(paths(loud)).toHaveLength(3);
    expect(quiet.map(({ stroke }) => stroke)).toEqual(['series4', 'estimate']); // the median is the fourth
    const words = loud.flatMap((one) => (one.kind === 'text' ? one.text : []));
    expect(words).toEqual(expect.arrayContaining(['2020-01-11', '2020-03-11', 'clock']));
  });

  it('are never more than can be told apart', () => {
    const many = createFakeTimeShift(spec, 200);
    expect(sceneOf(many, SIZE).lines).toHaveLength(MOST_LINES);
    expect(quietShapes(sceneOf(many, SIZE)).filter(({ kind }) => kind === 'path')).toHaveLength(4);
  });

  it('never leave the plot, whatever they do, and stop where nothing is known', () => {
    const value = fc.oneof(fc.double({ min: -5, max: 5, noNaN: true }), fc.constant(NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: scene.result.grid.length, maxLength: scene.result.grid.length }), (column) => {
        const d = lineThrough(scene, Float64Array.from(column));
        for (const y of ys(d)) expect(y >= scene.box.top - 0.06 && y <= scene.box.bottom + 0.06).toBe(true);
        if (column.every(Number.isNaN)) expect(d).toBe('');
      }),
    ); // prettier-ignore
  });

  it('are cut where they cross the edge, not drawn along it', () => {
    const path = new Float64Array(result.grid.length).fill(NaN);
    const [i, j] = [scene.places[0]!, scene.places[1]!];
    [path[i], path[j]] = [0, 10];
    const [, end] = ys(lineThrough(scene, path));
    expect(end).toBeCloseTo(scene.box.top, 1);
    expect(xs(lineThrough(scene, path))[1]!).toBeLessThan(scene.x(result.grid[j]!));
  });
});

describe('the fan', () => {
  it('begins at t = 0 and is drawn twice, the middle half darker', () => {
    const areas = paths(quietShapes(scene)).filter(({ fill }) => fill === 'estimateFill');
    expect(areas).toHaveLength(2);
    for (const { d } of areas) expect(Math.min(...xs(d))).toBeCloseTo(scene.x(0), 0);
  });

  it('is not there with fewer than two analogs behind it', () => {
    const alone = quietShapes(sceneOf(createFakeTimeShift(spec, 1), SIZE));
    expect(
      paths(alone)
        .filter(({ fill }) => fill === 'estimateFill')
        .every(({ d }) => d === ''),
    ).toBe(true);
  });
});

describe('a pointer', () => {
  it('finds the nearest offset, and nothing outside', () => {
    for (const i of [0, 17, result.grid.length - 1]) expect(indexAt(scene, scene.x(result.grid[i]!) + 0.4)).toBe(i);
    expect(indexAt(scene, 10)).toBeUndefined();
  });

  it('finds the line that it is on', () => {
    const i = result.grid.indexOf(40 * HOUR);
    const far = result.analogs.toSorted((a, b) => a.path[i]! - b.path[i]!)[0]!;
    expect(lineAt(scene, i, scene.y(simple(far.path[i]!)) + 1)).toBe(far);
    expect(lineAt(scene, i, scene.box.top - 200)).toBeUndefined();
  });
});

it('marks offsets at round times with t = 0 among them, however long the stretch', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9_600 }), fc.integer({ min: 1, max: 9_600 }), (before, after) => {
      const long = { ...scene, x: sceneOf({ ...result, spec: { ...spec, beforeMs: before * HOUR, afterMs: after * HOUR } }, SIZE).x, result: { ...result, spec: { ...spec, beforeMs: before * HOUR, afterMs: after * HOUR } } }; // prettier-ignore
      const marks = offsetTicks(long);
      expect(marks).toContain(0);
      expect(marks.length).toBeLessThanOrEqual(12);
    }),
  );
});
