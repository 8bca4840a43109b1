import { describe, expect, it } from 'vitest';
import { bookOf, gainsOf } from '#core/hedge/book';
import { openLayers } from '#core/hedge/open-layer';
import { DERIBIT_MARGIN } from '#core/options/margin';
import { marginGridCsv, marginModel, scenarioGridCsv } from '../../../../src/renderer/panes/scenario/model';
import { rampOf, rampStep, worstOf } from '#shared/ramp';
import {
  cellLegs,
  cellWords,
  DAYS,
  factorOf,
  MOVES,
  POINTS,
  scenarioModel,
} from '../../../../src/renderer/panes/shared/hedge/scenario';
import { readScenario } from '../../../../src/renderer/state/hedge-view';
import { atMoneyness, layerOf } from '../../../support/hedge';
import { held, hedgeMarket } from '../../../support/hedge-market';

const market = hedgeMarket();
const puts = layerOf({ legs: [atMoneyness('put', 1, 0.9)], size: { by: 'contracts', count: 8 } });
const exposed = [held()];
const book = bookOf(
  { surface: { dynamics: 'stickyDelta', volBeta: 1, parallel: false } },
  market,
  exposed,
  openLayers({ layers: [puts] }, market, exposed),
);
const VOL = { axes: 'vol', days: 7, points: 0 } as const;
const TIME = { axes: 'time', days: 7, points: 20 } as const;

describe('the grid of price against volatility', () => {
  const model = scenarioModel(book, VOL);
  it('has in each cell what the book gains there', () => {
    for (const [move, points] of [[-0.3, 40], [0.2, -20], [0, 0]] as const) {
      const at = POINTS.indexOf(points) * MOVES.length + MOVES.indexOf(move);
      const shift = { vol: factorOf(book, points), days: 7 };
      expect(model.total[at]).toBeCloseTo(gainsOf(book, Float64Array.of(1 + move), shift).total[0], 6);
    }
  }); // prettier-ignore
  it('adds points to the volatility of 30 days, and never takes all of it', () => {
    const atm = market.surface.atm(30 / 365);
    expect(factorOf(book, 30) * atm).toBeCloseTo(atm + 0.3, 12);
    expect(factorOf(book, -500)).toBeGreaterThan(0);
  });
  it('finds its worst cell, names it, and splits it into legs that add up', () => {
    expect(model.total[model.worst]).toBe(Math.min(...model.total));
    expect(cellWords(model, model.worst)).toMatch(/^−40 %, [+−]\d+ points, after 7 d$/);
    const sum = cellLegs(book, model, model.worst).reduce((total, { gain }) => total + gain, 0);
    expect(sum).toBeCloseTo(model.total[model.worst], 6);
  });
  it('is computed once for the panes that ask alike', () => {
    expect(scenarioModel(book, VOL)).toBe(scenarioModel(book, VOL));
    expect(scenarioModel(book, { ...VOL, days: 8 })).not.toBe(model);
  });
});

describe('the grid of price against time', () => {
  const model = scenarioModel(book, TIME);
  it('moves time down and keeps one shock of volatility', () => {
    const at = DAYS.indexOf(30) * MOVES.length + MOVES.indexOf(-0.2);
    const shift = { vol: factorOf(book, 20), days: 30 };
    expect(model.total[at]).toBeCloseTo(gainsOf(book, Float64Array.of(0.8), shift).total[0], 6);
    expect(cellWords(model, at)).toBe('−20 %, +20 points, after 30 d');
    expect(model.rows.labels).toHaveLength(DAYS.length);
  });
  it('can be had as a file with every digit', () => {
    const [head, ...rows] = scenarioGridCsv(model);
    expect(head).toContain('days');
    expect(rows).toHaveLength(DAYS.length * MOVES.length);
    expect(Number(rows[5][4])).toBe(model.total[5]);
  });
});

describe('the margin stress', () => {
  const model = marginModel(book, DERIBIT_MARGIN);
  it('orders its cells by volatility up, same and down', () => {
    const { cells } = model.requirement!;
    const up = cells.find(({ move, vol, extended }) => !extended && vol === 'up' && move < -0.15)!;
    const down = cells.find(({ move, vol, extended }) => !extended && vol === 'down' && move > 0.15)!;
    expect(model.near.values[0]).toBe(up.counted);
    expect(model.near.values.at(-1)).toBe(down.counted);
    expect(model.near.columns.labels[model.near.columns.now]).toBe('0');
  });
  it('outlines the cell that is required, in one of its grids', () => {
    const { near, far, worst, requirement } = model;
    const value = worst.near >= 0 ? near.values[worst.near] : far.values[worst.far];
    expect(requirement!.requirement).toBe(Math.max(0, -value));
    expect(Math.min(worst.near, worst.far)).toBe(-1);
  });
  it('names what is held outright, and asks nothing of it alone', () => {
    expect(model.left).toEqual(['Coins']);
    const bare = marginModel({ ...book, layers: [] }, DERIBIT_MARGIN);
    expect(bare).toMatchObject({ requirement: undefined, worst: { near: -1, far: -1 } });
    expect(marginGridCsv(bare)).toHaveLength(1);
    expect(marginGridCsv(model)).toHaveLength(1 + model.requirement!.cells.length);
  });
});

describe('the ramp', () => {
  it('has round steps that reach the largest value', () => {
    const step = rampStep([-75_400, 31_000, NaN]);
    expect(step).toBe(20_000);
    expect(rampOf(-75_400, step)).toBe(-4);
    expect(rampOf(31_000, step)).toBe(2);
    expect(rampStep([0, NaN])).toBeNaN();
  });
  it('has a colour of its own for next to nothing, and none for the unknown', () => {
    expect(rampOf(400, 20_000)).toBe(0);
    expect(rampOf(0, NaN)).toBe(0);
    expect(rampOf(NaN, 20_000)).toBe(undefined);
    expect(rampOf(-1_000_001, 20_000)).toBe(-4);
  });
  it('passes over what is not known when it looks for the worst', () => {
    expect(worstOf([NaN, 3, -2, -5, NaN])).toBe(3);
    expect(worstOf([NaN])).toBe(-1);
  });
});

it('a question that was kept comes back, the usual one where it is broken', () => {
  expect(readScenario({ axes: 'time', days: 14, points: -10 })).toEqual({ axes: 'time', days: 14, points: -10 });
  expect(readScenario(undefined)).toEqual({ axes: 'vol', days: 7, points: 0 });
  expect(readScenario({ axes: 'x', days: -1, points: 'y' })).toEqual({ axes: 'vol', days: 7, points: 0 });
});
