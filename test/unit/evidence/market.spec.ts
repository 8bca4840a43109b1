import { describe, expect, it } from 'vitest';
import { cutMarket } from '#core/evidence/market';
import type { StudyMarket } from '#core/evidence/types';
import { simulatedMarket } from '../../support/study-market';

const HOUR = 3_600_000;

describe('cutMarket', () => {
  const market = simulatedMarket(1, 10);

  it('keeps what had ended, by the end of its interval and not by its open', () => {
    const at = (t: number): number[] => {
      const cut = cutMarket(market, t);
      return [cut.bars.columns.t.length, cut.liquidations!.series.columns.t.length, cut.oi!.columns.t.length];
    };
    expect(at(3 * HOUR - 1)).toEqual([2, 2, 2]);
    expect(at(3 * HOUR)).toEqual([3, 3, 3]);
    expect(at(-1)).toEqual([0, 0, 0]);
    expect(at(1e15)).toEqual([10, 10, 10]);
  });

  it('keeps prints, funding, snapshots and dated figures by the instant itself', () => {
    const two = Float64Array.of(5, 7);
    const market57: StudyMarket = {
      ...market,
      liquidations: {
        series: { kind: 'prints', columns: { t: two, side: two, price: two, quantity: two, notional: two } },
        until: 100,
      },
      oi: { columns: { t: two, base: two, usd: two }, interval: 0 },
      funding: { t: two, rate: two },
      cpi: { known: two, value: two },
      coverage: [
        { from: 0, coverage: 'complete' },
        { from: 7, coverage: 'throttled' },
      ],
    };
    for (const [t, rows] of [
      [4, 0],
      [5, 1],
      [6, 1],
      [7, 2],
    ] as const) {
      // prettier-ignore
      const cut = cutMarket(market57, t);
      expect(cut.liquidations!.series.columns.t).toHaveLength(rows);
      expect(cut.liquidations!.until).toBe(t);
      expect(cut.oi!.columns.usd).toHaveLength(rows);
      expect(cut.funding!.rate).toHaveLength(rows);
      expect(cut.cpi!.value).toHaveLength(rows);
      expect(cut.coverage).toHaveLength(t < 7 ? 1 : 2);
    }
    expect(cutMarket(market57, 200).liquidations!.until).toBe(100);
  });

  it('copies nothing, and leaves what is not stored absent', () => {
    const cut = cutMarket({ instrument: 'X', bars: market.bars }, 3 * HOUR);
    expect(cut.bars.columns.c.buffer).toBe(market.bars.columns.c.buffer);
    const { instrument, bars, ...others } = cut;
    expect([instrument, bars.interval]).toEqual(['X', HOUR]);
    expect(Object.values(others).every((x) => x === undefined)).toBe(true);
  });
});
