import { describe, expect, it } from 'vitest';
import type { KnownPoints } from '#core/evidence/types';
import { signalsAt, volatilityMarketAt, type HedgeHistory } from '#core/hedge/history';
import { volatilityForward } from '#core/hedge/market';
import { modelledSlope } from '#core/hedge/volatility-dynamics';
import { MS_PER_DAY } from '#core/time/ms';

const T = Date.UTC(2024, 0, 1);
const daily = (n: number, of: (daysAgo: number) => number): KnownPoints => ({
  known: Float64Array.from({ length: n }, (_, i) => T - (n - 1 - i) * MS_PER_DAY),
  value: Float64Array.from({ length: n }, (_, i) => of(n - 1 - i)),
});
const history = (change: Partial<HedgeHistory> = {}): HedgeHistory => ({
  spot: daily(400, () => 100),
  ...{ index: daily(400, () => 0.2), back: undefined, volOfVol: undefined, slope: undefined, riskReversal: undefined },
  ...{ exhaustion: undefined, funding: undefined, speed: 4 },
  ...change,
});

describe('the modelled future of a volatility index', () => {
  it('goes through what the indices of 30 and 93 days say', () => {
    // A curve of variance that returns at 4 a year, and its means over 30, 93 and 30 to 60 days.
    const [now, long] = [0.02, 0.09];
    const mean = (from: number, to: number): number => long + ((now - long) * (Math.exp(-4 * from) - Math.exp(-4 * to))) / (4 * (to - from)); // prettier-ignore
    const [index, back] = [mean(1e-12, 30 / 365), mean(1e-12, 93 / 365)].map(Math.sqrt);
    const known = history({
      index: daily(400, () => index!),
      back: daily(400, () => back!),
      volOfVol: daily(5, () => 0.9),
    });
    const market = volatilityMarketAt(known, T)!;
    const expected = 100 * Math.sqrt(mean(30 / 365, 60 / 365)) * Math.exp((-0.81 * 30) / 365 / 2);
    expect(volatilityForward(market, 30 / 365)).toBeCloseTo(expected, 6);
    expect(market.level).toBeCloseTo(100 * index!, 10);
  });

  it('without them returns to the median of a year at its speed', () => {
    const market = volatilityMarketAt(history({ index: daily(400, (ago) => (ago < 3 ? 0.5 : 0.2)) }), T)!;
    expect(market).toMatchObject({ longRun: 20, speed: 4 });
    expect(volatilityForward(market, 30 / 365)).toBeCloseTo(20 + 30 * Math.exp((-4 * 30) / 365), 10);
  });

  it('is not known without a level, nor with one that is a week old', () => {
    expect(volatilityMarketAt(history({ index: undefined }), T)).toBeUndefined();
    expect(volatilityMarketAt(history(), T + 5 * MS_PER_DAY)).toBeDefined();
    expect(volatilityMarketAt(history(), T + 6 * MS_PER_DAY)).toBeUndefined();
  });

  it('moves as much as is stated, or as the index did and its return lets it', () => {
    expect(volatilityMarketAt(history({ volOfVol: daily(5, () => 0.9) }), T)!.volOfVol).toBe(0.9);
    const swings = history({ index: daily(400, (ago) => 0.2 * Math.exp(ago % 2 === 0 ? 0.03 : -0.03)) });
    const share = (years: number): number => -Math.expm1(-8 * years) / (8 * years);
    const expected = 0.06 * Math.sqrt(365) * Math.sqrt(share(30 / 365));
    expect(volatilityMarketAt(swings, T)!.volOfVol).toBeCloseTo(expected, 10);
  });

  it('has a curve that is inverted when the level is high', () => {
    const market = { level: 40, longRun: 20, speed: 4, volOfVol: 1 };
    expect(modelledSlope(market)).toBeGreaterThan(0);
    expect(modelledSlope({ ...market, level: 15 })).toBeLessThan(0);
    expect(modelledSlope({ ...market, level: 20 })).toBeCloseTo(0, 12);
  });
});

describe('signals at an instant', () => {
  it('slope: 30 over 93 days less 1, else as it is stated', () => {
    expect(signalsAt(history({ back: daily(400, () => 0.16) }), T).slope).toBeCloseTo(0.25, 12);
    expect(signalsAt(history({ slope: daily(3, () => -0.1) }), T).slope).toBe(-0.1);
    expect(signalsAt(history(), T).slope).toBeNaN();
  });

  it('skew: high when puts are dearer than they were', () => {
    const reversal = daily(90, (ago) => (ago === 0 ? -0.2 : ago % 2 === 0 ? -0.05 : -0.04));
    // Median and MAD of 89 or so values around −0.045, five thousandths to either side.
    const { skew } = signalsAt(history({ riskReversal: reversal }), T);
    expect(skew).toBeGreaterThan(10);
    expect(signalsAt(history({ riskReversal: daily(19, (ago) => -0.01 * ago) }), T).skew).toBeNaN();
    expect(signalsAt(history({ riskReversal: daily(20, (ago) => -0.01 * ago) }), T).skew).toBeLessThan(0);
  });

  it('implied over realised: of 30 days, about 0', () => {
    const swings = daily(400, (ago) => 100 * Math.exp(ago % 2 === 0 ? 0.01 : 0));
    expect(signalsAt(history({ spot: swings }), T).ivOverRealized).toBeCloseTo(0.2 / (0.01 * Math.sqrt(365)), 10);
    expect(signalsAt(history({ spot: daily(30, () => 100) }), T).ivOverRealized).toBeNaN();
  });

  it('drawdown: from the highest close of a year', () => {
    const spot = daily(400, (ago) => (ago === 370 ? 1_000 : ago === 300 ? 200 : 150));
    expect(signalsAt(history({ spot }), T).drawdown).toBeCloseTo(-0.25, 12);
  });

  it('exhaustion: of a cascade of the last week', () => {
    const exhaustion = daily(1, () => 0.6);
    expect(signalsAt(history({ exhaustion }), T + 7 * MS_PER_DAY).exhaustion).toBe(0.6);
    expect(signalsAt(history({ exhaustion }), T + 8 * MS_PER_DAY).exhaustion).toBeNaN();
    expect(signalsAt(history({ exhaustion }), T - 1).exhaustion).toBeNaN();
  });
});
