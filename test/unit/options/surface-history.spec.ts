import { describe, expect, it } from 'vitest';
import { lastSnapshot } from '#core/options/chain';
import { CRYPTO_SHAPE } from '#core/options/modelled-smile';
import { modelledReport } from '#core/options/modelled-report';
import { smileReport } from '#core/options/smile-report';
import { capturesOf, surfaceColumns, surfacePoint } from '#core/options/surface-history';
import { sampleChain } from '../../support/options/chains';

const HOUR = 3_600_000;
const every = (step: number, count: number): Float64Array => Float64Array.from({ length: count }, (_, i) => i * step);

describe('capturesOf', () => {
  it('keeps every capture of a short history', () => {
    expect(capturesOf(every(HOUR, 50))).toEqual(every(HOUR, 50));
    expect(capturesOf(new Float64Array())).toHaveLength(0);
    expect([...capturesOf(Float64Array.of(5))]).toEqual([5]);
  });

  it('takes the last of each step where there are more than can be told apart, and always the last of all', () => {
    const year = capturesOf(every(HOUR, 365 * 24 - 5));
    expect(year).toHaveLength(365);
    expect(year[0]).toBe(23 * HOUR);
    expect(year.at(-1)).toBe((365 * 24 - 6) * HOUR);
    const ticks = capturesOf(every(1_000, 181));
    expect([...ticks]).toEqual([59_000, 119_000, 179_000, 180_000]);
  });

  it('drops what comes later without moving what came before, but for the last', () => {
    const all = every(HOUR, 390);
    const then = capturesOf(all.slice(0, 100));
    expect(capturesOf(all).slice(0, 100)).toEqual(then);
  });
});

describe('surfacePoint', () => {
  it('says what the report of the same instant says', () => {
    const snapshot = lastSnapshot(sampleChain(), { settlement: 'coin', rate: 0, within: 60_000 })!;
    const { maturities, slopes, volatilityIndex, t } = smileReport(snapshot);
    expect(surfacePoint(snapshot)).toEqual({ t, maturities, slopes, volatilityIndex: volatilityIndex.value });
    expect(maturities[1]!.atm).toBeGreaterThan(0);
    const point = surfacePoint(snapshot);
    const columns = surfaceColumns([point, { ...point, t: t + 1, volatilityIndex: 0.5 }]);
    expect([...columns.t]).toEqual([t, t + 1]);
    expect([...columns.maturities[1]!.atm]).toEqual([maturities[1]!.atm, maturities[1]!.atm]);
    expect(columns.slopes.map(({ front, back, value }) => ({ front, back, value: value[0] }))).toEqual(slopes);
    expect([...columns.volatilityIndex]).toEqual([volatilityIndex.value, 0.5]);
    expect(surfaceColumns([])).toEqual({ t: new Float64Array(), maturities: [], slopes: [], volatilityIndex: new Float64Array() }); // prettier-ignore
  });
});

describe('modelledReport', () => {
  it('has the constant maturities, puts dear, and nothing without a level', () => {
    const tenors = modelledReport([{ tau: 30 / 365, level: 0.5 }], CRYPTO_SHAPE);
    expect(tenors.map(({ days }) => days)).toEqual([7, 30, 90, 180]);
    for (const { atm, put25, call25, riskReversal } of tenors) {
      expect(riskReversal).toBe(call25 - put25);
      expect(put25).toBeGreaterThan(atm);
      expect(riskReversal).toBeLessThan(0);
      expect(atm).toBeLessThan(0.5);
    }
    expect(modelledReport([], CRYPTO_SHAPE)).toEqual([]);
  });
});
