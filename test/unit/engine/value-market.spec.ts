import { describe, expect, it } from 'vitest';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';
import { measured } from '#main/engine/tasks/value-market';

const DAYS = 120;
const MONDAY = Date.UTC(2024, 0, 1);
const t = Float64Array.from({ length: DAYS }, (_, i) => MONDAY + i * MS_PER_DAY);
const isOpen = (day: number): boolean => ![0, 6].includes(new Date(day).getUTCDay());

/** A crypto asset that trades every day, and a stock index that moves on the five days of a week: `beta` times as much, and noise. */
function markets(beta: number, noise: number) {
  const rng = new Rng(3);
  const index = new Float64Array(DAYS).fill(100);
  const asset = new Float64Array(DAYS).fill(50);
  for (let i = 1; i < DAYS; i++) {
    const move = isOpen(t[i]!) ? 0.01 * rng.normal() : 0;
    index[i] = index[i - 1]! * Math.exp(move);
    asset[i] = asset[i - 1]! * Math.exp(beta * move + noise * rng.normal());
  }
  const open = [...t.keys()].filter((i) => isOpen(t[i]!));
  const pick = (column: Float64Array): Float64Array => Float64Array.from(open, (i) => column[i]!);
  return { asset: { instrument: 'A', t, close: asset }, index: { instrument: 'I', t: pick(t), close: pick(index) } };
}

/** Slope and intercept, written out. */
function line(x: readonly number[], y: readonly number[]) {
  const mean = (z: readonly number[]): number => z.reduce((a, b) => a + b, 0) / z.length;
  const [mx, my] = [mean(x), mean(y)];
  const slope = x.reduce((sum, one, i) => sum + (one - mx) * (y[i]! - my), 0) / x.reduce((sum, one) => sum + (one - mx) ** 2, 0); // prettier-ignore
  return { slope, intercept: my - slope * mx };
}

describe('market risk between a market that is always open and one that is not', () => {
  it('compares both over the same spans: a week-end is one of them', () => {
    const { asset, index } = markets(1.5, 0);
    const { beta, days, words, correlation } = measured(asset, index, { window: 400, riskFree: 0, words: 'I.' });
    expect(beta).toBeCloseTo(1.5, 12);
    expect(correlation).toBeCloseTo(1, 12);
    expect(days).toBe(index.t.length - 1);
    expect(words).toBe('I. 85 returns between common days. 34 of 119 days have no close of both; what happened from one close to the next counts as one return.'); // prettier-ignore
  });

  it('alpha and excess are of a calendar year, however many spans there are in it', () => {
    const { asset, index } = markets(0.8, 0.01);
    const riskFree = 0.05;
    const closeOn = new Map(Array.from(asset.t, (day, i) => [day, asset.close[i]!]));
    const own = Array.from(index.t, (day) => closeOn.get(day)!);
    const returns = (close: ArrayLike<number>): number[] => Array.from({ length: close.length - 1 }, (_, i) => Math.log(close[i + 1]! / close[i]!)); // prettier-ignore
    const spanDays = (index.t.at(-1)! - index.t[0]!) / MS_PER_DAY;
    const free = (riskFree * spanDays) / 365 / (index.t.length - 1);
    const { slope, intercept } = line(returns(index.close).map((r) => r - free), returns(own).map((r) => r - free)); // prettier-ignore
    const { beta, alpha } = measured(asset, index, { window: 400, riskFree, words: '' });
    expect(beta).toBeCloseTo(slope, 12);
    expect(alpha).toBeCloseTo((intercept * (index.t.length - 1) * 365) / spanDays, 12);
  });

  it('looks at the newest returns of the window', () => {
    const { asset, index } = markets(1, 0.01);
    const { days } = measured(asset, index, { window: 70, riskFree: 0, words: '' });
    expect(days).toBe(70);
  });

  it('says why there is nothing to measure', () => {
    const { asset, index } = markets(1, 0);
    const later = { ...index, t: index.t.map((day) => day + 1) };
    expect(measured(asset, later, { window: 90, riskFree: 0, words: '' })).toMatchObject({ beta: NaN, reason: 'there are no two days on which both had a close' }); // prettier-ignore
    expect(measured(asset, index, { window: 30, riskFree: 0, words: '' }).reason).toMatch(/30 days, and at least 60/);
    expect(measured(asset, index, { window: 90, riskFree: NaN, words: '' })).toMatchObject({ alpha: NaN, reason: 'no risk-free rate is known: there is a beta, but no alpha' }); // prettier-ignore
  });
});
