import { describe, expect, it } from 'vitest';
import type { SimulationResult } from '#core/hedge/simulation';
import { amountOf } from '../../../../src/renderer/panes/shared/hedge/money';
import { unitOf } from '../../../../src/renderer/panes/simulation/amounts';
import { budgetWords, drawCost, splitCost } from '../../../../src/renderer/panes/simulation/cost-split';
import { factsOf } from '../../../../src/renderer/panes/simulation/fact-rows';
import { drawGreeks, explained, PARTS } from '../../../../src/renderer/panes/simulation/greeks';
import { attributionGrid, capitalGrid, equityGrid, figuresGrid, pathsGrid, rollGrid } from '../../../../src/renderer/panes/simulation/grids'; // prettier-ignore
import { layerRows } from '../../../../src/renderer/panes/simulation/layer-rows';
import { sameRun, sidesOf } from '../../../../src/renderer/panes/simulation/sides';
import { costWords, limitsOf, lengthWords, pathWords, yearsOf } from '../../../../src/renderer/panes/simulation/words';
import { DEFAULT_PATHS } from '../../../../src/renderer/state/simulation';
import { attribution, createFakeRobustness, createFakeSimulation } from '../../../support/fake-simulation';
import { hedgePlan } from '../../../support/hedge-plan';

const DAY = 86_400_000;
const plan = hedgePlan({
  capital: {
    margin: 620_000, reserve: 850_000, credit: { limit: 1_000_000, rate: 0.095, haircut: 0.5 }, synthetic: null,
    requirement: { by: 'maintenance', share: 0.05 }, repayAbove: 1.5, forcedSlippage: 0.01,
  },
}); // prettier-ignore
const many = createFakeSimulation(plan, DEFAULT_PATHS.bootstrap!);
const one = createFakeSimulation(plan, { kind: 'history', from: 0, to: 60 * DAY, step: DAY });
const UNIT = unitOf(many, 'USDT');
const cells = (result: SimulationResult, label: string): readonly string[] =>
  factsOf(result, sidesOf(result, null))
    .find((fact) => fact.label === label)!
    .cells.map(({ value }) => value);

describe('the figures at the head', () => {
  it('print losses below zero and the cost a year with two decimals', () => {
    expect(cells(many, 'CVaR 95 %')[0]).toBe(`\u2212${(many.hedged.cvar95 * 100).toFixed(1)}\u00a0%`);
    expect(cells(many, 'Worst drawdown')[1]).toBe(`\u2212${(-many.unhedged.worstDrawdown * 100).toFixed(1)}\u00a0%`);
    expect(cells(many, 'Median year')).toHaveLength(2);
    expect(cells(many, 'Cost per year')).toEqual([`${(many.costPerYear.mean * 100).toFixed(2)}\u00a0%`, 'none']);
  });

  it('of one path claim no CVaR', () => {
    expect(cells(one, 'CVaR 95 %')).toEqual(['cannot tell', 'cannot tell']);
    expect(factsOf(one, sidesOf(one, null)).map(({ label }) => label)).toContain('P&L over 60\u00a0d');
  });

  it('set two plans side by side only when they went over the same paths', () => {
    const sides = sidesOf(many, createFakeSimulation({ ...plan, name: 'B' }, DEFAULT_PATHS.bootstrap!));
    expect(sides.map(({ title }) => title)).toEqual(['hedged A', 'hedged B', 'unhedged']);
    expect(sameRun(many, { ...many })).toBe(true);
    expect(sameRun(many, { ...many, paths: many.paths + 1 })).toBe(false);
    expect(sameRun(many, { ...many, source: 'other paths' })).toBe(false);
  });
});

describe('the cost a year', () => {
  it('adds up to the figure at the head, layer by layer', () => {
    const { parts, net } = splitCost(many);
    expect(net).toBeCloseTo(many.costPerYear.mean, 12);
    expect(parts.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(net, 12);
    expect(parts.map(({ cost }) => cost)).toEqual(parts.map(({ cost }) => cost).toSorted((a, b) => b - a));
  });

  it('joins what is past four layers without losing any of it', () => {
    const six = { ...many, layers: [...many.layers, ...many.layers.slice(0, 2).map((layer) => ({ ...layer, id: `${layer.id}-2` }))] }; // prettier-ignore
    const { parts, net } = splitCost(six);
    expect(parts).toHaveLength(4);
    expect(parts.at(-1)!.name).toBe('3 others');
    expect(parts.reduce((sum, { cost }) => sum + cost, 0)).toBeCloseTo(net, 12);
  });

  it('keeps a layer that earned out of the bar, and the bar inside its budget line', () => {
    const earned = { ...many.layers[0]!, attribution: attribution({ gamma: 500_000 }) };
    const split = splitCost({ ...many, layers: [earned, many.layers[1]!] });
    const shapes = drawCost(split, 0.15, { width: 300 });
    expect(shapes.filter((shape) => shape.kind === 'rect')).toHaveLength(1);
    expect(split.parts.find(({ id }) => id === earned.id)!.cost).toBeLessThan(0);
    expect(shapes.find((shape) => shape.kind === 'line')!.x1).toBeCloseTo(287.5, 6);
  });

  it('says what is left of the budget, of the premium that the budget is of', () => {
    expect(budgetWords({ parts: [], net: 0, premium: 0.124 }, 0.15, 1)).toBe('Premium paid 12.40\u00a0% a year before resale: 2.60 points of the budget are left.'); // prettier-ignore
    expect(budgetWords({ parts: [], net: 0, premium: 0.16 }, 0.15, 0.2)).toBe('Premium paid 16.00\u00a0% a year before resale, scaled up: 1.00 points over the budget.'); // prettier-ignore
  });
});

describe('profit and loss by greek', () => {
  it('ends at the total, with the residual shown', () => {
    const { spots, shapes } = drawGreeks(many.total, UNIT, { source: '', window: '' }, { width: 300, height: 200 });
    expect(spots.map(({ id }) => id)).toEqual(PARTS.map(([key]) => key));
    const bars = shapes.filter((shape) => shape.kind === 'rect');
    const [last, total] = [bars.at(-2)!, bars.at(-1)!];
    expect(last.stroke).toBe('estimate');
    expect(many.total.total).toBeLessThan(0);
    expect(total.x).toBeCloseTo(last.x, 6); // both reach the total on their left
  });

  it('tells how much is explained, of nothing nothing', () => {
    expect(explained(attribution({ delta: 80, theta: -15, residual: 5 }))).toBeCloseTo(0.95, 12);
    expect(explained(attribution({}))).toBeNaN();
  });

  it('sums layers to the row of all', () => {
    const rows = layerRows(many);
    const all = rows.at(-1)!;
    for (const [key] of PARTS)
      expect(rows.slice(0, -1).reduce((sum, row) => sum + row.attribution[key], 0)).toBeCloseTo(all.attribution[key], 6); // prettier-ignore
    expect(all.sums.premiumPaid).toBe(many.layers.reduce((sum, { premiumPaid }) => sum + premiumPaid, 0));
  });
});

it('amounts of a pane share one unit, by the size of the book', () => {
  expect(UNIT.words).toBe('thousand USDT');
  expect(amountOf(-1_234_567, UNIT, { sign: true, named: true })).toBe('\u22121,235\u00a0k');
  expect(amountOf(-1_234_567, UNIT, { finer: true })).toBe('\u22121,234.6');
  const small = unitOf({ book: 90_000 }, 'USDT');
  expect(amountOf(1_234.4, small, { named: true })).toBe('1,234\u00a0USDT');
  expect(amountOf(NaN, small, { named: true })).toBe('not known');
});

describe('words', () => {
  it('call a cost below 0 a gain, and nothing nothing', () => {
    expect(costWords(0.0219)).toBe('2.19\u00a0%');
    expect(costWords(-0.0219)).toBe('gain 2.19\u00a0%');
    expect(costWords(-0.00001)).toBe('0.00\u00a0%');
  });

  it('name a question in one line', () => {
    expect(pathWords(DEFAULT_PATHS.bootstrap!)).toBe('2,000 paths, 1\u00a0yr, blocks of 10 d, seed 7');
    expect(pathWords({ ...DEFAULT_PATHS.gbm!, days: 90, vol: 0.6 })).toBe('2,000 paths, 90\u00a0d, vol 60\u00a0%, seed 7'); // prettier-ignore
    expect(pathWords({ kind: 'history', from: 0, to: 30 * DAY, step: DAY })).toBe('1970-01-01 to 1970-01-31, steps of 1\u00a0d'); // prettier-ignore
    expect(lengthWords(730 * DAY)).toBe('2\u00a0yr');
    expect(yearsOf({ step: DAY, steps: 365 })).toBe(1);
  });

  it('say plainly what the run does not show', () => {
    expect(limitsOf(one)[0]).toMatch(/^One path is one story: it has no CVaR/);
    expect(limitsOf(many)[0]).toMatch(/^The worst 5 % are 10 paths of the 200/);
    expect(limitsOf(many)).toContain('No path knows the skew: what asks for it goes on as without it.');
    expect(limitsOf({ ...many, capital: undefined }).some((text) => text.includes('no capital rule'))).toBe(true);
    const ruined = { ...many, unhedged: { ...many.unhedged, worstDrawdown: -1.4, pnl: Float64Array.of(-1.2, 0.3) } };
    expect(limitsOf(ruined).some((text) => text.includes('below nothing'))).toBe(true);
    expect(limitsOf(many).some((text) => text.includes('below nothing'))).toBe(false);
    expect(limitsOf({ ...many, unknown: [] }).some((text) => text.includes('No path knows'))).toBe(false);
  });
});

describe('files', () => {
  it('carry the mark of what is modelled with the figures', () => {
    const [head, hedged, unhedged] = figuresGrid(many, sidesOf(many, null));
    expect(hedged![head!.indexOf('values')]).toBe('modelled');
    expect(Number(hedged![head!.indexOf('cvar95')])).toBe(-many.hedged.cvar95);
    expect(unhedged![head!.indexOf('mean cost a year')]).toBe('');
    expect(figuresGrid(one, sidesOf(one, null))[1]![head!.indexOf('cvar95')]).toBe(''); // none, not 0
  });

  it('have a row for each step, path, layer and shift', () => {
    const sides = sidesOf(many, null);
    expect(equityGrid(many, sides)).toHaveLength(many.steps + 2);
    expect(equityGrid(many, sides)[0]).toHaveLength(11);
    expect(equityGrid(one, sidesOf(one, null))[0]).toEqual(['time', 'hedged', 'unhedged']);
    expect(pathsGrid(many, sides)).toHaveLength(many.paths + 1);
    expect(attributionGrid(many)).toHaveLength(many.layers.length + 2);
    for (const row of attributionGrid(many)) expect(row).toHaveLength(18);
    expect(rollGrid(createFakeRobustness(10)).filter(([, pnl]) => pnl === '')).toHaveLength(19);
    expect(capitalGrid(one)).toHaveLength(one.steps + 2);
    expect(capitalGrid(many)).toHaveLength(1);
  });
});
