import { describe, expect, it } from 'vitest';
import { verdictOf, type Finding } from '#core/evidence/verdict';

const spec = { costBp: 8, equivalenceBp: 10, equivalencePoints: 5, minClusters: 20 };
const rate = (lo: number, hi: number, atRate = 0.5): Finding['undercut'] => ({
  rate: atRate,
  effect: { value: 0, lo, hi },
});
const wide = rate(-0.3, 0.3);
const bounds = (lo: number, hi: number, clusters = 50): Finding['other'] => ({
  ...{ lo, hi, percentileLo: lo, percentileHi: hi, clusters },
});
const open = bounds(-90, 90);

function verdict(lo: number, hi: number, more: Partial<Finding> = {}, clusters = 50): string {
  const effect = { lo, hi, percentileLo: lo, percentileHi: hi, clusters };
  const { verdict: word, because } = verdictOf({ n: 100, censored: 0, decidedBy: 'matched', effect, other: open, undercut: wide, ...more }, spec); // prettier-ignore
  return `${word} ${because}`;
}

describe('verdictOf', () => {
  it('says neither way when the other control says the opposite, and has the clusters to say it', () => {
    expect(verdict(9, 40, { other: bounds(-44, -34) })).toBe('cannotTell controlsDisagree');
    expect(verdict(-40, -9, { other: bounds(7, 57) })).toBe('cannotTell controlsDisagree');
    expect(verdict(9, 40, { other: bounds(-44, -34, 19) })).toBe('bounce aboveCosts');
    expect(verdict(9, 40, { other: bounds(-44, 1) })).toBe('bounce aboveCosts');
    expect(verdict(-40, -9, { other: bounds(NaN, NaN, 0) })).toBe('continuation belowZero');
  });

  it('says bounce above costs only', () => {
    expect(verdict(8.1, 40)).toBe('bounce aboveCosts');
    expect(verdict(8, 40)).toBe('cannotTell withinCosts');
    expect(verdictOf({ n: 1, censored: 0, decidedBy: 'placebo', other: open, undercut: wide, effect: { lo: 0.1, hi: 30, percentileLo: 0.1, percentileHi: 30, clusters: 20 } }, { ...spec, costBp: 0 }).verdict).toBe('bounce'); // prettier-ignore
  });

  it('says continuation below zero, no difference inside the band, else cannot tell', () => {
    expect(verdict(-40, -0.1)).toBe('continuation belowZero');
    expect(verdict(-40, 0)).toBe('cannotTell spansZero');
    expect(verdict(-9.9, 9.9)).toBe('noDifference insideBand');
    expect(verdict(2, 9.9)).toBe('noDifference insideBand');
    expect(verdict(-10, 9.9)).toBe('cannotTell spansZero');
    expect(verdict(NaN, NaN)).toBe('cannotTell spansZero');
  });

  it('needs both intervals', () => {
    const effect = { lo: 9, hi: 40, percentileLo: 7, percentileHi: 39, clusters: 50 };
    expect(verdict(0, 0, { effect })).toBe('cannotTell withinCosts');
    expect(verdict(0, 0, { effect: { ...effect, lo: -40, hi: -1, percentileLo: -41, percentileHi: 1 } })).toBe('cannotTell spansZero'); // prettier-ignore
  });

  it('takes the undercut rate for no difference against matched declines, and only with some width', () => {
    const undercut = rate(-0.049, 0.049);
    expect(verdict(-30, 30, { undercut })).toBe('noDifference insidePoints');
    expect(verdict(-30, 30, { undercut, decidedBy: 'placebo' })).toBe('cannotTell spansZero');
    expect(verdict(-30, 30, { undercut: rate(-0.051, 0.04) })).toBe('cannotTell spansZero');
  });

  it('takes no such word from rates that have no room to differ', () => {
    expect(verdict(-30, 30, { undercut: rate(0, 0) })).toBe('cannotTell spansZero');
    expect(verdict(-30, 30, { undercut: rate(-0.01, 0.01, 0.09) })).toBe('cannotTell spansZero');
    expect(verdict(-30, 30, { undercut: rate(-0.01, 0.01, 0.91) })).toBe('cannotTell spansZero');
    expect(verdict(-30, 30, { undercut: rate(-0.01, 0.01, 0.9) })).toBe('noDifference insidePoints');
  });

  it('says nothing on few clusters or without bars', () => {
    expect(verdict(20, 40, {}, 19)).toBe('cannotTell tooFewClusters');
    expect(verdict(20, 40, { n: 0 })).toBe('cannotTell noBars');
    expect(verdict(NaN, NaN, { n: 0, censored: 3 }, 0)).toBe('cannotTell tooFewClusters');
  });
});
