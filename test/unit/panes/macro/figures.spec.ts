import { describe, expect, it } from 'vitest';
import {
  decimalsFor,
  decimalsIn,
  currencyOf,
  filterSeries,
  periodWords,
  print,
  reerOf,
  said,
  yearChange,
} from '../../../../src/renderer/panes/macro/figures';
import { FIGURES, stateColumns } from '../../../../src/renderer/panes/macro/state-columns';
import { createFakeEconomy, FAKE_NOW } from '../../../support/fake-economy';
import { createFakeMacro } from '../../../support/fake-macro';

const macro = createFakeMacro(createFakeEconomy());
const live = macro['macro:series']({});
const past = macro['macro:series']({ asOf: FAKE_NOW - 1 });

describe('figures of the economy', () => {
  it('have the decimals that their source tells', () => {
    expect(decimalsFor('%', 2.9, 3)).toBe(1);
    expect(decimalsFor('%', 4.25)).toBe(2);
    expect(decimalsFor('%', NaN)).toBe(1);
    expect(decimalsIn({ group: 'policy', frequency: '' }, '%', 3.5)).toBe(2);
    expect(decimalsIn({ group: 'prices', frequency: '' }, '%', 3.5)).toBe(1);
    expect(decimalsIn({ group: 'policy', frequency: '' }, 'bp', 25)).toBe(0);
    expect(decimalsFor('index', 104.37)).toBe(2);
    expect(decimalsFor('k', 139)).toBe(0);
    expect(decimalsFor('USD', 23_412.7)).toBe(0);
    expect(decimalsFor('index', 1.0835)).toBe(3);
  });

  it('say why they are missing', () => {
    expect(print(NaN, '%', 1, 'no consensus')).toEqual({ text: 'no consensus', unit: '', missing: true });
    expect(said(print(-0.2, 'pp', 1, '', true))).toBe('\u22120.2\u00a0pp');
  });

  it('tell a change over a year in points of a percentage, in percent of a level', () => {
    expect(yearChange({ value: 3, yearChange: 0.4 }, '%')).toEqual({ value: 0.4, unit: 'pp', decimals: 1 });
    const level = yearChange({ value: 110, yearChange: 10 }, 'index');
    expect(level.value).toBeCloseTo(10, 12);
    expect(level.unit).toBe('%');
    expect(yearChange({ value: -2, yearChange: 3 }, 'USD')).toMatchObject({ value: 3, unit: 'USD' });
    expect(yearChange({ value: 2, yearChange: NaN }, '%').value).toBeNaN();
  });

  it('name the period by its frequency', () => {
    const t = Date.UTC(2025, 6, 1);
    expect(['monthly', 'quarterly', 'annual', 'daily', ''].map((frequency) => periodWords(t, frequency))).toEqual(['2025-07', '2025 Q3', '2025', '2025-07-01', '2025-07-01']); // prettier-ignore
    expect(periodWords(Date.UTC(2025, 8, 17), 'meetings')).toBe('2025-09-17');
    expect(periodWords(NaN, 'monthly')).toBe('not told');
  });
});

describe('the states', () => {
  it('refuse a series without releases at a past clock, with the reason, and show it live', () => {
    const columns = stateColumns('utc');
    const text = (rows: typeof live, id: string): string =>
      columns.find((one) => one.id === id)!.text(rows.find((row) => row.id === 'UNRATE')!);
    expect(text(live, 'level')).toMatch(/^\d\.\d+\u00a0%$/);
    expect(text(past, 'level')).toContain('not point-in-time');
    expect(text(past, 'change')).toBe('not known');
    expect(text(live, 'basis')).toBe('not point-in-time');
    for (const rows of [live, past])
      for (const row of rows) for (const column of columns) expect(column.text(row), `${row.id} ${column.id}`).not.toBe('');
  }); // prettier-ignore

  it('print the surprise in robust deviations, and say what is lacking', () => {
    const cpi = live.find(({ id }) => id === 'CPI')!;
    expect(cpi.state!.surpriseZ).not.toBeNaN();
    expect(said(FIGURES.surprise.print(cpi, cpi.state!))).toMatch(/^[+\u2212]?\d+\.\d$/);
    const state = { ...cpi.state!, surpriseZ: NaN };
    expect(said(FIGURES.surprise.print(cpi, state))).toBe('under 8 surprises');
    expect(said(FIGURES.surprise.print(cpi, { ...state, surprise: NaN }))).toBe('no consensus');
  });

  it('are found by every word and by group', () => {
    expect(filterSeries(live, 'all', '').length).toBe(live.length);
    expect(filterSeries(live, 'prices', '').map(({ id }) => id)).toEqual(['CPI', 'PPI']);
    expect(filterSeries(live, 'all', 'real RATE usd').map(({ id }) => id)).toEqual(['REER-USD']);
    expect(filterSeries(live, 'prices', 'payrolls')).toEqual([]);
  });
});

describe('the money behind a quote', () => {
  it('is that which a stablecoin stands for, and none of a coin', () => {
    expect(['USDT', 'USDC', 'usd', 'EUR', 'JPY'].map(currencyOf)).toEqual(['USD', 'USD', 'USD', 'EUR', 'JPY']);
    expect(['BTC', 'ETH', '', 'points'].map(currencyOf)).toEqual([undefined, undefined, undefined, undefined]);
    expect(reerOf(live, 'USD', false)?.id).toBe('REER-USD');
    expect(reerOf(live, 'EUR', false)).toBeUndefined();
    expect(reerOf(live, 'USD', true)).toBeUndefined();
  });
});
