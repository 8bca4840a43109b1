import { describe, expect, it } from 'vitest';
import { StudySpecSchema } from '#shared/evidence';
import { axisWords } from '../../../../src/renderer/panes/shared/chart/axis-words';
import { horizonAxis } from '../../../../src/renderer/panes/study/axes';
import { checksOf } from '../../../../src/renderer/panes/study/Checks';
import { drawFan } from '../../../../src/renderer/panes/study/fan';
import { eventGrid, sensitivityGrid, survivalGrid, walkForwardGrid } from '../../../../src/renderer/panes/study/grids';
import { cellInUse, drawHeat, rampInk, rampStep } from '../../../../src/renderer/panes/study/heat';
import { baseRate } from '../../../../src/renderer/panes/study/reliability';
import { drawSurvival } from '../../../../src/renderer/panes/study/survival';
import { specOf, DEFAULT_QUESTION } from '../../../../src/renderer/state/study';
import { createFakeStudy } from '../../../support/fake-study';

const result = createFakeStudy(StudySpecSchema.parse(specOf(DEFAULT_QUESTION, ['BTCUSDT'], null)));
const SIZE = { width: 400, height: 280 };
const HOUR = 3_600_000;

describe('an axis of horizons', () => {
  it('gives equal steps to the horizons and runs evenly between two of them', () => {
    const { toPx, at } = horizonAxis([HOUR, 24 * HOUR], 0, 100, true);
    expect([toPx(0), toPx(HOUR), toPx(24 * HOUR)]).toEqual([0, 50, 100]);
    expect(toPx(HOUR / 2)).toBe(25);
    expect(toPx(12.5 * HOUR)).toBe(75);
    expect(toPx(90 * HOUR)).toBe(100);
    expect([at(0), at(1)]).toEqual([50, 100]);
  });

  it('leaves out words that would touch, never the last', () => {
    const words = axisWords([{ x: 0, text: '30 m' }, { x: 10, text: '1 h' }, { x: 60, text: '4 h' }], 0); // prettier-ignore
    expect(words.map(({ text }) => text)).toEqual(['4 h', '1 h']);
  });
});

describe('lows over time', () => {
  it('start whole, fall only, and tell how many are at risk', () => {
    const { shapes, spots } = drawSurvival(result, SIZE);
    const events = shapes.find((one) => one.kind === 'path' && one.stroke === 'series1');
    const heights = [...(events?.kind === 'path' ? events.d : '').matchAll(/V([\d.]+)/g)].map(([, y]) => Number(y));
    expect(heights.length).toBeGreaterThan(10);
    expect(heights).toEqual(heights.toSorted((a, b) => a - b));
    expect(spots).toHaveLength(result.spec.horizonsMs.length);
    expect(spots[0]!.name).toMatch(/events 89\s%.*39 at risk.*matched.*placebo/);
  });
});

describe('the fan', () => {
  it('keeps every quantile inside the plot', () => {
    const { shapes } = drawFan(result, SIZE);
    const numbers = shapes.flatMap((one) =>
      one.kind === 'path' ? [...one.d.matchAll(/ (-?[\d.]+)/g)].map(([, y]) => Number(y)) : [],
    );
    expect(numbers.length).toBeGreaterThan(50);
    for (const y of numbers) {
      expect(y).toBeGreaterThanOrEqual(0);
      expect(y).toBeLessThanOrEqual(SIZE.height);
    }
  });
});

describe('the sensitivity grid', () => {
  const grid = result.sensitivity!;

  it('colours by one symmetric step for the whole grid', () => {
    expect(rampStep([{ effectBp: 34 }, { effectBp: -12 }, { effectBp: NaN }])).toBe(10);
    expect([rampInk(34, 10), rampInk(-12, 10), rampInk(0.3, 10), rampInk(3, 10)]).toEqual([
      'pos4',
      'neg2',
      'rampZero',
      'pos1',
    ]);
  });

  it('outlines the rule in use, also where its k is left to the bins', () => {
    expect(result.spec.rule).toMatchObject({ k: null });
    expect(cellInUse(result, grid)).toMatchObject({ x: 4, y: 0 }); // bins of a minute
    const daily = { ...result, inputs: result.inputs.map((one) => ({ ...one, intervalMs: 24 * HOUR })) };
    expect(cellInUse(daily, grid)).toMatchObject({ x: 2 });
    const { shapes } = drawHeat(result, grid, SIZE);
    expect(shapes.filter((one) => one.kind === 'rect' && one.stroke === 'accent')).toHaveLength(1);
  });

  it('draws a thin cell as a dashed outline with its reason, never as a figure', () => {
    const { shapes, spots } = drawHeat(result, grid, SIZE);
    const thin = grid.cells.filter(({ effectBp }) => Number.isNaN(effectBp)).length;
    expect(thin).toBeGreaterThan(0);
    expect(shapes.filter((one) => one.kind === 'rect' && one.dash)).toHaveLength(thin);
    expect(shapes.filter((one) => one.kind === 'text' && one.text === 'n<20')).toHaveLength(thin);
    expect(spots).toHaveLength(grid.cells.length);
  });
});

describe('checks', () => {
  it('say how many decisions changed, and that the planted leak was found', () => {
    const value = (label: string) => checksOf(result).find((one) => one.label.startsWith(label))!;
    expect(value('Lookahead').value).toBe('0 of 44');
    expect(value('Planted').value).toBe('yes');
    expect(value('Plain t')).toMatchObject({ value: '4.6 x', tone: 'warning' });
    expect(value('Censored').value).toBe('16');
  });

  it('warn of a rule that looks ahead', () => {
    const changed = [{ instrument: 'BTCUSDT', decision: 0, what: 'decision moves by 5 m' }];
    const leaky = { ...result, lookahead: { clean: false, checked: 44, changed, plantedCaught: true } };
    expect(checksOf(leaky)[0]).toMatchObject({
      value: '1 of 44',
      tone: 'warning',
      method: 'BTCUSDT: decision moves by 5 m',
    });
  });
});

describe('the base rate of a reliability curve', () => {
  it('is the share of tested rows that held, not the mean of the bins', () => {
    const bin = { stated: 0.5, lo: 0, hi: 1 };
    expect(baseRate({ reliability: [{ ...bin, observed: 0.2, n: 30 }, { ...bin, observed: 0.8, n: 10 }] })).toBeCloseTo(0.35, 12); // prettier-ignore
    expect(baseRate({ reliability: [] })).toBeNaN();
  });
});

describe('tables as files', () => {
  it('have one row for each thing, in full', () => {
    expect(sensitivityGrid(result)).toHaveLength(1 + result.sensitivity!.cells.length);
    expect(walkForwardGrid(result)[1]).toEqual(['2021-01-01T00:00:00.000Z', '2022-01-01T00:00:00.000Z', '6', '9', '0.262', '0.25', '0.44']); // prettier-ignore
    expect(survivalGrid(result)).toHaveLength(1 + result.survival.reduce((sum, { time }) => sum + time.length, 0));
    expect(eventGrid(result)).toHaveLength(1 + result.rows.length);
    expect(sensitivityGrid({ ...result, sensitivity: null })).toEqual([]);
  });

  it('leave a thin cell empty', () => {
    const thin = sensitivityGrid(result).find((row) => row[5] === '');
    expect(thin?.slice(5)).toEqual(['', '', '', '', '']);
  });
});
