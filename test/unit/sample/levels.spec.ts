import { describe, expect, it } from 'vitest';
import type { CohortInput } from '#core/liquidations/cohorts';
import { levelsLift } from '#core/liquidations/levels-lift';
import { createSampleMarket, DEFAULT_SAMPLE_SEED } from '#core/sample/market';
import { columnsOf, hourly, printsOf } from './support';

const HOUR = 3_600_000;

describe('estimated liquidation levels on the sample market, whose levels nobody is told', () => {
  const unit = createSampleMarket(DEFAULT_SAMPLE_SEED).run(0);
  const input: CohortInput = {
    bars: { interval: HOUR, columns: hourly(unit) },
    oi: { interval: 0, columns: columnsOf(unit, 'oi', HOUR, 'oi') },
  };
  const prints = { kind: 'prints', columns: printsOf(unit) } as const;

  it('point at where the true cascades liquidate, better than a uniform map', () => {
    const spans = unit.truth!.cascades.map(({ start, end }) => ({ from: start, to: end + 1 }));
    const cascades = levelsLift(input, prints, undefined, spans);
    expect(cascades.lift).toBeGreaterThan(1);
    expect(cascades.liquidations).toBeGreaterThan(1_000);
    // The steady background, nearly all of the notional, is closed next to the price, where no level is left.
    const all = levelsLift(input, prints);
    expect(all.lift).toBeLessThan(1);
    expect(all.notionalUsd).toBeGreaterThan(10 * cascades.notionalUsd);
  });

  it('are worth exactly chance where liquidations come evenly over the prices passed', () => {
    const { t, h, l, c } = input.bars.columns;
    const bin = (price: number): number => Math.floor(Math.log(price) / 0.002);
    const passed = (from: number, to: number): number => Math.max(0, to - from) + 1;
    const long = t.map((_, i) => (i === 0 ? 0 : passed(bin(l[i]!), bin(c[i - 1]!))));
    const short = t.map((_, i) => (i === 0 ? 0 : passed(bin(c[i - 1]!), bin(h[i]!))));
    const even = levelsLift(input, { kind: 'buckets', interval: HOUR, columns: { t, long, short } });
    expect(even.lift).toBeCloseTo(1, 9);
    expect(even.notionalUsd).toBe(even.places);
  });
});
