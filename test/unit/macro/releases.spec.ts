import { describe, expect, it } from 'vitest';
import { releaseLabel } from '#main/macro/facts';
import { releasesBetween } from '#main/services/releases';
import type { MacroRelease } from '#main/store/types';

const row = (seriesId: string, period: number, released: number, value: number): MacroRelease => ({ seriesId, period, released, value }); // prettier-ignore
const between = (rows: readonly MacroRelease[], synthetic = false) =>
  releasesBetween({ macroCalendar: () => [...rows] }, { from: 0, to: 100, synthetic });

describe('releases', () => {
  it('are labelled by what moves a market; parts, expectations and other series are not', () => {
    const labels = ['FOMC', 'SIM-POLICY-RATE', 'CPI', 'CPI.yoy', 'SIM-CPI-YOY', 'PPIFIS', 'GDPC1'].map(releaseLabel);
    expect(labels).toEqual(['FOMC', 'FOMC', 'CPI', 'CPI', 'CPI', 'PPI', 'GDP']);
    for (const id of [
      'FOMC.lower',
      'FOMC.changeBp',
      'CPI.consensus',
      'SIM-CPI-YOY-CONSENSUS',
      'SIM-POLICY-RATE-EUR',
      'DFF',
    ])
      expect(releaseLabel(id), id).toBeUndefined();
  });
  it('are told once, of one market', () => {
    const rows = [
      row('CPI', 1, 10, NaN),
      row('CPIAUCSL', 1, 10, 3),
      row('SIM-CPI-YOY', 1, 11, 3),
      row('DFF', 1, 12, 3),
    ];
    expect(between(rows)).toEqual([{ t: 10, label: 'CPI' }]);
    expect(between(rows, true)).toEqual([{ t: 11, label: 'CPI' }]);
  });
  it('do not count a figure that is told again, and do count its revision', () => {
    const rows = [
      row('FOMC', 1, 10, 0.25),
      row('FOMC', 1, 20, 0.25),
      row('CPIAUCSL', 1, 30, 3),
      row('CPIAUCSL', 1, 40, 3.1),
    ];
    expect(between(rows).map(({ t }) => t)).toEqual([10, 30, 40]);
  });
});
