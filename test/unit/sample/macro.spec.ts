import { describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { createMacro } from '#core/sample/macro';
import { SAMPLE_END, SAMPLE_START } from '#core/sample/timeline';
import { MS_PER_DAY } from '#core/time/ms';

const { releases, surprises } = createMacro(new Rng(1));
const of = (id: string) => releases.filter((r) => r.seriesId === id);
const inSpan = (r: { released: number }) => r.released >= SAMPLE_START && r.released < SAMPLE_END;

describe('sample macro calendar', () => {
  it('has monthly, quarterly and eight-a-year series over the span', () => {
    expect(of('SIM-CPI-YOY').filter(inSpan)).toHaveLength(36);
    expect(of('SIM-POLICY-RATE').filter(inSpan)).toHaveLength(24);
    expect(
      new Set(
        of('SIM-GDP-QOQ')
          .filter(inSpan)
          .map((r) => r.period),
      ).size,
    ).toBeGreaterThanOrEqual(12);
  });

  it('releases after the period, in order, at a clock time of New York', () => {
    for (const r of releases) {
      if (r.seriesId.endsWith('CONSENSUS')) continue;
      expect(r.released).toBeGreaterThan(r.period);
      expect([12.5, 13.5, 18, 19]).toContain((r.released % MS_PER_DAY) / 3_600_000);
    }
    expect(releases.map((r) => r.released)).toEqual(releases.map((r) => r.released).toSorted((a, b) => a - b));
  });

  it('revises some figures, each revision with its own later release', () => {
    for (const id of ['SIM-PPI-YOY', 'SIM-GDP-QOQ']) {
      const all = of(id).filter((r) => !Number.isNaN(r.value));
      const revised = all.filter((r, i) => all.findIndex((other) => other.period === r.period) !== i);
      expect(revised.length, id).toBeGreaterThan(5);
      const keys = new Set(all.map((r) => `${r.period}/${r.released}`));
      expect(keys.size, id).toBe(all.length);
    }
  });

  it('knows scheduled releases beyond the end without their values', () => {
    const ahead = releases.filter((r) => r.released >= SAMPLE_END);
    expect(ahead.length).toBeGreaterThan(0);
    for (const r of ahead) expect(r.value).toBeNaN();
    for (const r of releases.filter((x) => x.released < SAMPLE_END)) expect(Number.isFinite(r.value)).toBe(true);
  });

  it('announces dates 60 days ahead; expectations and revisions come unannounced', () => {
    for (const r of releases) {
      const lead = r.announced === undefined ? undefined : (r.released - r.announced) / MS_PER_DAY;
      const isFirst = !releases.some(
        (o) => o.seriesId === r.seriesId && o.period === r.period && o.released < r.released,
      );
      const isTold = !r.seriesId.endsWith('CONSENSUS') && (isFirst || r.seriesId === 'SIM-GDP-QOQ');
      expect(lead, `${r.seriesId} ${r.period}`).toBe(isTold ? 60 : undefined);
    }
  });

  it('stays within plausible figures, and surprises are about unit size', () => {
    for (const r of of('SIM-CPI-YOY')) if (!Number.isNaN(r.value)) expect(Math.abs(r.value - 3)).toBeLessThan(3);
    for (const r of of('SIM-POLICY-RATE')) if (!Number.isNaN(r.value)) expect(Math.abs(r.value - 4)).toBeLessThan(3);
    const mean = surprises.reduce((sum, s) => sum + s.surprise ** 2, 0) / surprises.length;
    expect(Math.sqrt(mean)).toBeGreaterThan(0.3);
    expect(Math.sqrt(mean)).toBeLessThan(2.5);
  });

  it('repeats itself for one seed', () => {
    expect(createMacro(new Rng(1))).toEqual({ releases, surprises });
    expect(createMacro(new Rng(2)).releases).not.toEqual(releases);
  });
});
