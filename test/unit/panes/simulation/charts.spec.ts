import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../../../../src/renderer/panes/simulation/amounts';
import { usedWords, drawTrace, sourcesOf, survivalOf } from '../../../../src/renderer/panes/simulation/capital-sources';
import { drawDrawdown, shareBelow, underwater } from '../../../../src/renderer/panes/simulation/drawdown';
import { drawEquity } from '../../../../src/renderer/panes/simulation/equity';
import { eventColumns, eventRows } from '../../../../src/renderer/panes/simulation/event-rows';
import { thinned, widened } from '../../../../src/renderer/panes/shared/chart/plot-frame';
import { drawRolls, rollSentence } from '../../../../src/renderer/panes/simulation/roll';
import { sidesOf } from '../../../../src/renderer/panes/simulation/sides';
import { DEFAULT_PATHS } from '../../../../src/renderer/state/simulation';
import type { Shape } from '../../../../src/renderer/ui/plot/shapes';
import { createFakeRobustness, createFakeSimulation, FAKE_EVENTS } from '../../../support/fake-simulation';
import { hedgePlan } from '../../../support/hedge-plan';

const DAY = 86_400_000;
const SIZE = { width: 300, height: 200 };
const rule = {
  margin: 620_000, reserve: 850_000, credit: { limit: 1_000_000, rate: 0.095, haircut: 0.5 }, synthetic: null,
  requirement: { by: 'maintenance', share: 0.05 }, repayAbove: 1.5, forcedSlippage: 0.01,
} as const; // prettier-ignore
const plan = hedgePlan({ capital: rule });
const many = createFakeSimulation(plan, DEFAULT_PATHS.bootstrap!);
const one = createFakeSimulation(plan, { kind: 'history', from: 0, to: 60 * DAY, step: DAY });

const UNIT = unitOf(one, 'USDT');
const paths = (shapes: readonly Shape[]) => shapes.filter((shape) => shape.kind === 'path');
const heights = (shapes: readonly Shape[]): readonly number[] =>
  paths(shapes).flatMap(({ d }) => [...d.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map((found) => Number(found[2])));
const says = (shapes: readonly Shape[], text: string): boolean =>
  shapes.some((shape) => shape.kind === 'text' && shape.text === text);

describe('equity', () => {
  it('of many paths is a fan for the plan and lines for the book alone, inside the plot', () => {
    const { shapes, spots } = drawEquity(many, sidesOf(many, null), false, SIZE);
    expect(paths(shapes).filter(({ fill }) => fill === 'surface4')).toHaveLength(2);
    expect(paths(shapes).filter(({ stroke }) => stroke === 'series2')).toHaveLength(3);
    expect(heights(shapes).length).toBeGreaterThan(500);
    for (const y of heights(shapes)) expect(y >= 0 && y <= SIZE.height).toBe(true);
    expect(spots.at(-1)!.name).toMatch(/^Equity, day 365: hedged .* \(.* to .*\); unhedged /);
  });

  it('of one path is one line a side, and says no quantiles', () => {
    const { shapes, spots } = drawEquity(one, sidesOf(one, null), true, SIZE);
    expect(paths(shapes)).toHaveLength(2);
    expect(spots.at(-1)!.name).toMatch(/^Equity, 1970-03-02 UTC: hedged [\d.]+\s%; unhedged [\d.]+\s%$/);
  });
});

describe('drawdown', () => {
  it('of one path hangs below the high so far', () => {
    const fall = underwater(Float64Array.of(1, 1.25, 1, 1.5));
    expect([...fall].map((value) => Math.round(value * 1e12) / 1e12)).toEqual([0, 0, -0.2, 0]);
    const { spots } = drawDrawdown(one, sidesOf(one, null), true, SIZE);
    expect(spots[0]!.tip.value).toBe(`\u2212${(-one.hedged.worstDrawdown * 100).toFixed(1)}\u00a0%`);
  });

  it('of many paths falls from all of them to none', () => {
    expect(shareBelow(Float64Array.of(-0.5, -0.3, -0.1), -0.3)).toBeCloseTo(2 / 3, 12);
    expect(shareBelow(new Float64Array(), -0.3)).toBeNaN();
    const { shapes } = drawDrawdown(many, sidesOf(many, null), false, SIZE);
    const [line] = paths(shapes).filter(({ stroke }) => stroke === 'series1');
    const points = [...line!.d.matchAll(/(-?[\d.]+) (-?[\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    expect(points).toHaveLength(101);
    expect(points[0]![0]).toBeGreaterThan(points.at(-1)![0]); // the deepest fall, of no path but the worst, is at the right
    for (const [i, [x, y]] of points.entries())
      if (i > 0) {
        expect(x).toBeLessThanOrEqual(points[i - 1]![0]);
        expect(y).toBeLessThanOrEqual(points[i - 1]![1]);
      }
  });
});

describe('shifted rolls', () => {
  it('arrive one by one: what is to come has its dot, and no value', () => {
    const some = createFakeRobustness(19);
    expect(rollSentence(some, 'drawdown')).toMatch(/^Spread 7\.\d points so far, 10 runs to go\.$/);
    const { spots, shapes } = drawRolls(some, 'drawdown', true, SIZE);
    const dots = shapes.filter((shape) => shape.kind === 'circle');
    expect(spots).toHaveLength(19);
    expect(spots[0]!.tip.definition).toMatch(/^Drawdown of the same plan/);
    expect(drawRolls(some, 'pnl', false, SIZE).spots[0]!.tip.definition).toMatch(/^Median P&L of/);
    expect(dots).toHaveLength(29);
    expect(dots.filter(({ fill }) => fill === 'surface4')).toHaveLength(10);
    expect(rollSentence(createFakeRobustness(0), 'pnl')).toBe('29 runs to go.');
    expect(rollSentence(createFakeRobustness(), 'pnl')).toMatch(/over 29 runs\.$/);
  });

  it('keep an axis that can be read when only one is there', () => {
    const { shapes } = drawRolls(createFakeRobustness(1), 'drawdown', true, SIZE);
    const marks = shapes.flatMap((shape) => (shape.kind === 'text' && shape.text.includes('%') ? [shape.text] : []));
    expect(marks.length).toBeGreaterThan(1);
    expect(new Set(marks).size).toBe(marks.length);
  });

  it('draw nothing that is not known', () => {
    const { shapes } = drawRolls(createFakeRobustness(0), 'pnl', false, SIZE);
    expect(JSON.stringify(shapes)).not.toMatch(/null|NaN/); // NaN is written as null
  });
});

describe('capital', () => {
  it('names its sources in the order in which they are asked', () => {
    const sources = sourcesOf(one, one.capital!, rule, UNIT);
    expect(sources.map(({ id }) => id)).toEqual(['margin', 'reserve', 'credit']);
    expect(usedWords(sources[0]!, UNIT)).toBe('120 of 620\u00a0k');
    expect(sources[0]!.words).toBe('lowest 1970-01-31');
    expect(sourcesOf(many, many.capital!, rule, UNIT).map(({ id }) => id)).toEqual(['reserve', 'credit']); // no trace of many
  });

  it('survives only where nothing was sold', () => {
    const { capital } = one;
    expect(survivalOf(1, { ...capital!, survived: 1, survivedAlone: 1 })).toEqual({ good: true, text: 'survives without forced sale' }); // prettier-ignore
    expect(survivalOf(1, { ...capital!, survived: 0 })).toEqual({ good: false, text: 'sold by force' });
    expect(survivalOf(200, many.capital!)).toEqual({ good: false, text: '98.5\u00a0% survive, alone 71.0\u00a0%' });
  });

  it('marks where the margin account was short', () => {
    const trace = one.capital!.trace!;
    expect(says(drawTrace(one, trace, UNIT, true, SIZE).shapes, 'short of margin')).toBe(true);
    const calm = { ...trace, margin: trace.margin.map(() => 900_000) };
    expect(says(drawTrace(one, calm, UNIT, true, SIZE).shapes, 'short of margin')).toBe(false);
  });
});

describe('long columns', () => {
  it('are thinned without losing an end or an extreme', () => {
    const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 2, maxLength: 2_000 });
    fc.assert(
      fc.property(values, fc.integer({ min: 2, max: 60 }), (given, most) => {
        const kept = thinned(Float64Array.from(given), most);
        expect(kept.length).toBeLessThanOrEqual(3 * most + 1);
        expect([kept[0], kept.at(-1)]).toEqual([0, given.length - 1]);
        expect(kept).toEqual([...new Set(kept)].toSorted((a, b) => a - b));
        const left = kept.map((i) => given[i]!);
        expect(Math.max(...left)).toBe(Math.max(...given));
        expect(Math.min(...left)).toBe(Math.min(...given));
      }),
    );
  });

  it('have a range even when nothing is known', () => {
    expect(widened([NaN, NaN])).toEqual([0, 1]);
    const [min, max] = widened([1, 1]);
    expect(min).toBeLessThan(max);
  });
});

it('events carry the name of their layer, and those of the account say so', () => {
  const rows = eventRows(FAKE_EVENTS, new Map([['ladder', 'Put ladder']]));
  expect(rows.map(({ who }) => who)).toEqual(['Put ladder', 'Put ladder', 'account', 'Put ladder', 'account']);
  expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
  const [time] = eventColumns('utc');
  expect(time!.exact!(rows[0]!)).toBe('2025-10-11T00:00:00.000Z');
});

it('what was opened is told without the name that stands beside it, prices with their thousands', () => {
  const event = { ...FAKE_EVENTS[0]!, layer: 'ladder', words: '6.79 × Put ladder at 25412.8 / 1e-7 / 112774, 28 days' };
  const [row] = eventRows([event], new Map([['ladder', 'Put ladder']]));
  expect(row!.words).toBe('6.79\u00a0units at 25,412.8 / 1e-7 / 112,774, 28 days');
});
