import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DrawnPoint } from '#core/hedge/simulation';
import type { CascadeRow } from '#shared/cascades';
import { HedgePlanSchema, PathSpecSchema } from '#shared/hedge';
import { dateProblem } from '../../../../src/renderer/panes/simulation/DateField';
import { insertPoint, movePoint, removePoint, setVol, spotAt } from '../../../../src/renderer/panes/simulation/drawn-line'; // prettier-ignore
import { cascadePicks, historyPicks, proposePath, storedSpan } from '../../../../src/renderer/panes/simulation/proposals'; // prettier-ignore
import { applySizes, sizeRows } from '../../../../src/renderer/panes/simulation/sizing';
import { changedParts, isFromLater, staleWords } from '../../../../src/renderer/panes/simulation/stale';
import { specOf } from '../../../../src/renderer/panes/simulation/spec';
import { centreOn } from '../../../../src/renderer/state/centre';
import { createHedge } from '../../../../src/renderer/state/hedge';
import { link } from '../../../../src/renderer/state/link';
import { createSimulation, DEFAULT_PATHS, readPaths, type PathKind } from '../../../../src/renderer/state/simulation';
import { timeline } from '../../../../src/renderer/state/timeline';
import { hedgePlan, putLayer } from '../../../support/hedge-plan';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const SPAN = { from: 0, to: 400 * DAY };
const cascade = (id: string, day: number, usd: number): CascadeRow =>
  ({ id, side: 'long', start: day * DAY, decision: day * DAY + HOUR, notionalLongUsd: usd, notionalShortUsd: 0 }) as CascadeRow; // prettier-ignore

describe('the question of each kind', () => {
  it('is one that the other process takes as it is', () => {
    for (const kind of Object.keys(DEFAULT_PATHS) as PathKind[]) {
      const path = proposePath(kind, DEFAULT_PATHS[kind], [cascade('a', 100, 5e6)], SPAN)!;
      expect(PathSpecSchema.parse(path), kind).toEqual(path);
    }
  });

  it('is kept by kind, and a broken one is dropped', () => {
    const kept: unknown[] = [];
    const store = createSimulation(undefined, (next) => kept.push(next));
    store.getState().ask({ ...DEFAULT_PATHS.gbm!, paths: 500 });
    store.getState().choose('hawkes');
    store.getState().choose('gbm');
    expect(store.getState().paths.gbm!.paths).toBe(500);
    expect(store.getState().paths.hawkes).toBe(DEFAULT_PATHS.hawkes);
    const last = kept.at(-1) as object;
    expect(readPaths({ version: 1, ...last })).toEqual(last);
    expect(readPaths({ version: 2, ...last })).toBeUndefined();
    expect(readPaths({ version: 1, kind: 'gbm', paths: { ...DEFAULT_PATHS, gbm: { kind: 'jump' } } })).toBeUndefined();
    expect(readPaths({ version: 1, kind: 'none', paths: DEFAULT_PATHS })).toBeUndefined();
    expect(readPaths(null)).toBeUndefined();
  });
});

describe('what is proposed of the past', () => {
  it('ends at the clock, in whole days', () => {
    expect(storedSpan({ from: 1, to: 100.5 * DAY }, null)).toEqual({ from: DAY, to: 100 * DAY });
    expect(storedSpan({ from: 0, to: 100 * DAY }, 50.9 * DAY)).toEqual({ from: 0, to: 50 * DAY });
    expect(storedSpan({ from: 0, to: 1.5 * DAY }, null)).toBeUndefined();
    expect(proposePath('history', null, [], undefined)).toBeNull();
  });

  it('are the largest cascades first, cut to what is stored', () => {
    const rows = [cascade('small', 50, 1e6), cascade('large', 398, 9e6), cascade('first', 2, 5e6)];
    expect(cascadePicks(rows).map(({ id }) => id)).toEqual(['large', 'first', 'small']);
    expect(cascadePicks([cascade('?', 3, NaN), ...rows]).at(-1)!.id).toBe('?'); // of unknown size
    const picks = historyPicks(rows, SPAN);
    expect(picks.map(({ id }) => id)).toEqual(['90 d', '1 yr', 'large', 'first', 'small']);
    for (const { from, to } of picks) expect(from >= SPAN.from && to <= SPAN.to && from < to).toBe(true);
    // an analog needs its whole length after it
    expect(proposePath('analog', null, rows, SPAN)).toMatchObject({ from: 2 * DAY + HOUR, days: 60 });
    expect(proposePath('gbm', DEFAULT_PATHS.gbm, rows, SPAN)).toBe(DEFAULT_PATHS.gbm);
  });

  it('is typed as a date inside the record', () => {
    expect(dateProblem('1970-02-01', 0, 400 * DAY)).toBeUndefined();
    expect(dateProblem('soon', 0, 400 * DAY)).toMatch(/^Write a date/);
    expect(dateProblem('1969-12-31', 0, 400 * DAY)).toBe('Not before 1970-01-01 00:00 UTC.');
    expect(dateProblem('2030-01-01', 0, 400 * DAY)).toMatch(/^Not after/);
  });
});

describe('a drawn line', () => {
  const line: readonly DrawnPoint[] = [
    { day: 0, spot: 1, vol: null },
    { day: 4, spot: 0.25, vol: 2 },
    { day: 8, spot: 1, vol: null },
  ];

  it('stays one that ascends in days and begins today, whatever is done to it', () => {
    const step = fc.record({
      act: fc.constantFrom('move', 'insert', 'remove'),
      i: fc.nat(8),
      day: fc.double({ min: -50, max: 2_500, noNaN: true }),
      spot: fc.double({ min: -1, max: 9, noNaN: true }),
    });
    const apply = (points: readonly DrawnPoint[], { act, i, day, spot }: { act: string; i: number; day: number; spot: number }) =>
      act === 'move' ? movePoint(points, i, { day, spot }) : act === 'insert' ? insertPoint(points, i)[0] : removePoint(points, i); // prettier-ignore
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const points = steps.reduce<readonly DrawnPoint[]>(apply, line);
        expect(points[0]).toEqual(line[0]);
        const read = PathSpecSchema.safeParse({ kind: 'drawn', points: [...points], step: DAY });
        expect(read.error?.issues).toBeUndefined();
      }),
    );
  });

  it('runs straight in the logarithm, and a new point lies on it', () => {
    expect(spotAt(line, 2)).toBeCloseTo(0.5, 12);
    expect(spotAt(line, 20)).toBe(1);
    const [next, place] = insertPoint(line, 0);
    expect([place, next[1]]).toEqual([1, { day: 2, spot: 0.5, vol: null }]);
    expect(insertPoint(line, 2)[0].at(-1)).toEqual({ day: 12, spot: 1, vol: null });
  });

  it('keeps the very object when nothing changes', () => {
    expect(movePoint(line, 0, { day: 3, spot: 2 })).toBe(line);
    expect(movePoint(line, 1, { day: 4 })).toBe(line);
    expect(setVol(line, 1, 2)).toBe(line);
    expect(removePoint(line.slice(0, 2), 1)).toHaveLength(2);
  });
});

describe('what changed since a run', () => {
  const path = DEFAULT_PATHS.gbm!;
  const asked = specOf(hedgePlan(), path, null)!;

  it('is named: the plan, the paths, the clock', () => {
    expect(changedParts(asked, specOf(hedgePlan({ budget: 0.1 }), path, null)!)).toBe('plan');
    expect(changedParts(asked, specOf(hedgePlan(), { ...path, seed: 8 }, 5)!)).toBe('paths and clock');
    expect(staleWords('questionChanged', asked, specOf(hedgePlan({ budget: 0.1 }), path, null))).toBe('Stale: these figures are from before the change of the plan.'); // prettier-ignore
  });

  it('is nothing while the same is asked, and the data say so by themselves', () => {
    expect(staleWords('current', asked, asked)).toBeUndefined();
    expect(staleWords('questionChanged', asked, specOf(hedgePlan(), { ...path }, null))).toBeUndefined();
    expect(staleWords('dataChanged', asked, asked)).toMatch(/stored data changed/);
    expect(specOf(null, path, null)).toBeNull();
  });

  it('do not outlive a clock that is put back before what they know', () => {
    const at = (asOf: number | null, to?: number) => specOf(hedgePlan(), to === undefined ? path : { kind: 'history', from: 1, to, step: 86_400_000 }, asOf)!; // prettier-ignore
    expect(isFromLater(at(null), at(5))).toBe(true);
    expect(isFromLater(at(9), at(5))).toBe(true);
    expect(isFromLater(at(5), at(9))).toBe(false);
    expect(isFromLater(at(5), at(null))).toBe(false);
    // What was recorded until then is no news, whenever it was computed.
    expect([isFromLater(at(null, 4), at(5)), isFromLater(at(null, 6), at(5)), isFromLater(at(3, 6), at(5))]).toEqual([false, true, false]); // prettier-ignore
  });
});

describe('sizes of least CVaR', () => {
  const plan = hedgePlan({
    layers: [
      putLayer({ id: 'a', size: { by: 'exposure', ratio: 0.5 } }),
      putLayer({ id: 'b', size: { by: 'contracts', count: 12 } }),
      putLayer({ id: 'c', size: { by: 'budget', share: 0.02 } }),
      putLayer({ id: 'd', enabled: false }),
    ],
  });
  const layer = (id: string, multiple: number) => ({ id, name: id.toUpperCase(), multiple });
  const result = { layers: [layer('a', 1.4), layer('b', 0.25), layer('c', 0)] };

  it('are applied as one change that undo takes back, and give a plan that the other process takes', () => {
    const store = createHedge();
    store.getState().open(plan, null);
    store.getState().edit(applySizes(result));
    const sized = store.getState().plan!;
    expect(sized.layers.map(({ size }) => size)).toEqual([{ by: 'exposure', ratio: 0.7 }, { by: 'contracts', count: 3 }, { by: 'budget', share: 0.02 }, plan.layers[3]!.size]); // prettier-ignore
    expect(sized.layers.map(({ enabled }) => enabled)).toEqual([true, true, false, false]);
    expect(HedgePlanSchema.safeParse(sized).success).toBe(true);
    expect(store.getState().past).toHaveLength(1);
    store.getState().undo();
    expect(store.getState().plan).toBe(plan);
  });

  it('leave a plan alone that is sized so already', () => {
    expect(applySizes({ layers: [layer('a', 1)] })(plan)).toBe(plan);
    expect(sizeRows(plan, result).map(({ before, multiple, after }) => [before, multiple, after])).toEqual([
      ['0.500 of exposure', 'x\u00a01.40', '0.700 of exposure'],
      ['12 units', 'x\u00a00.25', '3 units'],
      ['2.00\u00a0% a year', 'x\u00a00.00', 'off'],
    ]);
  });
});

it('an event takes the panes of its link group to its time, as wide as they were', () => {
  link.getState().setRange('B', 10 * DAY, 14 * DAY);
  centreOn(100 * DAY, 'B', 'simulation');
  expect(link.getState().groups.B).toMatchObject({ from: 98 * DAY, to: 102 * DAY });
  expect(timeline.getState().ranges.B).toEqual({ from: 98 * DAY, to: 102 * DAY, source: 'simulation' });
  centreOn(100 * DAY, 'C', 'simulation'); // nobody has set a width there
  expect(link.getState().groups.C).toMatchObject({ from: 93 * DAY, to: 107 * DAY });
  expect(link.getState().groups.A.from).toBeNaN();
});
