import { describe, expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import {
  differentialGrid,
  drawDifferential,
  pairOf,
  readDifferential,
} from '../../../../src/renderer/panes/macro/rates';
import { nearestStop } from '../../../../src/renderer/panes/macro/time-plot';
import { drawVintages, isRevised, KEYS, readVintage, vintageGrid } from '../../../../src/renderer/panes/macro/vintages';
import type { PolicyRate } from '#shared/macro';
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { createFakeEconomy, FAKE_NOW } from '../../../support/fake-economy';
import { createFakeMacro } from '../../../support/fake-macro';

const SIZE = { width: 600, height: 220 };
const macro = createFakeMacro(createFakeEconomy());
const read = (series: string, then: number | null = null) =>
  macro['macro:read']({ series, from: 0, to: FAKE_NOW, then });
const paths = (shapes: readonly Shape[], stroke: string) => shapes.filter((one) => one.kind === 'path' && one.stroke === stroke && !one.d.endsWith('Z')); // prettier-ignore
const info = macro['macro:series']({}).find(({ id }) => id === 'CPI')!;

describe('vintages', () => {
  it('are drawn together: as known now, first print, and as known then', () => {
    const alone = drawVintages(read('CPI'), 'utc', SIZE);
    expect(paths(alone.shapes, KEYS.now.ink)).toHaveLength(1);
    expect(paths(alone.shapes, KEYS.first.ink)).toHaveLength(1);
    expect(paths(alone.shapes, KEYS.then.ink)).toHaveLength(0);
    const both = drawVintages(read('CPI', FAKE_NOW - 365 * MS_PER_DAY), 'utc', SIZE);
    expect(paths(both.shapes, KEYS.then.ink)).toHaveLength(1);
  });

  it('mark each revision and each consensus, and have a place for each period within the box', () => {
    const reading = read('CPI');
    const { shapes, stops, box } = drawVintages(reading, 'utc', SIZE);
    const revised = [...reading.period.keys()].filter((i) => isRevised(reading, i));
    expect(revised.length).toBe(reading.revisions);
    expect(revised.length).toBeGreaterThan(10);
    expect(shapes.filter((one) => one.kind === 'circle')).toHaveLength(2 * revised.length);
    const dots = shapes.filter((one) => one.kind === 'path' && one.stroke === 'series4');
    expect(dots).toHaveLength(reading.consensus.filter(Number.isFinite).length);
    expect(stops).toHaveLength(reading.period.length);
    for (const [i, x] of stops.entries()) {
      expect(x).toBeGreaterThanOrEqual(box.left);
      expect(x).toBeLessThanOrEqual(box.right);
      if (i > 0) expect(x).toBeGreaterThan(stops[i - 1]!);
    }
  });

  it('have no first print where releases are not told, steps where a figure is in force, and a dot where there is one', () => {
    expect(paths(drawVintages(read('UNRATE'), 'utc', SIZE).shapes, KEYS.first.ink)).toHaveLength(0);
    const [steps] = paths(drawVintages(read('REER-USD'), 'utc', SIZE).shapes, KEYS.now.ink);
    expect(steps?.kind === 'path' && steps.d).toMatch(/H.*V/);
    const { period } = read('CPI');
    const one = macro['macro:read']({ series: 'CPI', from: period[0]!, to: period[0]! + 1, then: null });
    const drawn = drawVintages(one, 'utc', SIZE);
    expect(drawn.stops).toHaveLength(1);
    for (const shape of drawn.shapes)
      if (shape.kind === 'text' && shape.align === 'end') expect(shape.x - shape.text.length * 6.7).toBeGreaterThan(0);
    expect(JSON.stringify(drawn)).not.toMatch(/NaN|Infinity/);
    expect(drawVintages(read('none'), 'utc', SIZE).stops).toEqual([]);
  });

  it('are read at a period: what was told, by how much it was revised, what was expected', () => {
    const then = FAKE_NOW - 365 * MS_PER_DAY;
    const reading = read('CPI', then);
    const i = [...reading.period.keys()].findLast((k) => isRevised(reading, k))!;
    const said = (at: number) => Object.fromEntries(readVintage(reading, info, then, 'utc', at).items.map(({ name, value }) => [name, value.replaceAll('\u00a0', ' ')])); // prettier-ignore
    expect(said(i)['revised by']).toMatch(/^[+\u2212]0\.\d pp$/);
    expect(said(i)[KEYS.then.text]).toBe('not yet');
    expect(said(i)['known']).toMatch(/UTC$/);
    const kept = [...reading.period.keys()].find((k) => !isRevised(reading, k))!;
    expect(said(kept)['revised by']).toBe('not revised');
    expect(said(kept)[KEYS.then.text]).toMatch(/ %$/);
  });

  it('go into a file with every digit, and nothing where nothing was known', () => {
    const then = FAKE_NOW - 365 * MS_PER_DAY;
    const reading = read('CPI', then);
    const grid = vintageGrid(info, reading, then);
    expect(grid).toHaveLength(reading.period.length + 1);
    expect(grid[0]).toContain(`as known ${new Date(then).toISOString()}`);
    expect(new Set(grid.map((row) => row.length)).size).toBe(1);
    expect(grid.at(-1)![7]).toBe('');
  });
});

describe('the rate differential', () => {
  const reading = macro['macro:differential']({ a: 'USD', b: 'EUR', from: 0, to: FAKE_NOW });

  it('is drawn in steps up to the clock, with a mark at each turn: filled where it narrows', () => {
    const { shapes, stops, box } = drawDifferential(reading, FAKE_NOW, 'utc', SIZE);
    expect(reading.turns.length).toBeGreaterThan(1);
    const marks = shapes.filter((one) => one.kind === 'path' && one.stroke === 'text1');
    expect(marks).toHaveLength(reading.turns.length);
    const filled = marks.filter((one) => 'fill' in one && one.fill === 'text1');
    expect(filled).toHaveLength(reading.turns.filter(({ kind }) => kind === 'narrowing').length);
    const [main] = paths(shapes, 'series1');
    expect(main?.kind === 'path' && Number(/H([\d.]+)V[\d.]+$/.exec(main.d)![1])).toBeCloseTo(box.right - 6, 0);
    expect(stops.length).toBe(reading.known.length);
  });

  it('is of two rates of one market: those wished for, else those of the market that is looked at', () => {
    const [usd, eur] = macro['macro:rates']({}) as [PolicyRate, PolicyRate];
    const sim = (one: PolicyRate): PolicyRate => ({ ...one, currency: `SIM-${one.currency}`, synthetic: true });
    const all = [usd, eur, sim(usd), sim(eur)];
    const names = (...given: Parameters<typeof pairOf>) => [pairOf(...given).a?.currency, pairOf(...given).b?.currency];
    expect(names(all, { a: null, b: null }, false)).toEqual(['USD', 'EUR']);
    expect(names(all, { a: null, b: null }, true)).toEqual(['SIM-USD', 'SIM-EUR']);
    expect(names(all, { a: 'EUR', b: 'SIM-USD' }, true)).toEqual(['EUR', 'USD']);
    expect(names([usd, sim(usd), sim(eur)], { a: null, b: null }, false)).toEqual(['SIM-USD', 'SIM-EUR']);
    expect(names([usd], { a: null, b: null }, false)).toEqual(['USD', undefined]);
    expect(names([], { a: 'USD', b: 'EUR' }, false)).toEqual([undefined, undefined]);
  });

  it('is read and saved in the unit that is said', () => {
    const i = reading.known.findIndex((t) => reading.turns.some((turn) => turn.t === t));
    const { items } = readDifferential(reading, 'utc', i);
    expect(items[0]!.value).toMatch(/^[+\u2212]?\d\.\d\d\u00a0pp$/);
    expect(items.find(({ name }) => name === 'turn')!.value).toMatch(/^began (narrowing|widening)$/);
    const grid = differentialGrid(reading);
    expect(Number(grid[i + 1]![3])).toBeCloseTo(Number(grid[i + 1]![1]) - Number(grid[i + 1]![2]), 12);
  });
});

describe('the place nearest to the pointer', () => {
  it('is the nearer neighbour, the earlier of two as near, and none without places', () => {
    expect([-5, 0, 4, 5, 6, 19, 99].map((px) => nearestStop([0, 10, 20], px))).toEqual([0, 0, 0, 0, 1, 2, 2]);
    expect(nearestStop([], 3)).toBe(-1);
    expect(nearestStop([7], 3)).toBe(0);
  });
});
