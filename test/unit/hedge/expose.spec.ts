import { describe, expect, it } from 'vitest';
import { returnsOn, type DailyCloses } from '#core/hedge/closes';
import { exposePositions } from '#core/hedge/expose';
import type { Position } from '#core/hedge/types';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';
import { hedgePlan } from '../../support/hedge-plan';
import { marketOf } from '../../support/hedge';

const market = marketOf({ spot: 120 });
const days = Float64Array.from({ length: 91 }, (_, i) => market.t - (90 - i) * MS_PER_DAY);
const rng = new Rng(4);
const moves = Float64Array.from({ length: 90 }, () => 0.02 * rng.normal());
/** A market whose log returns are a multiple of the benchmark's. */
const closesOf = (instrument: string, multiple: number): DailyCloses => {
  const close = new Float64Array(91).fill(50);
  moves.forEach((x, i) => (close[i + 1] = close[i]! * Math.exp(multiple * x)));
  return { instrument, t: days, close };
};
const position = (change: Partial<Position>): Position => ({
  ...{ id: 'p', label: '', kind: 'spot', instrument: null, quantity: 1, price: null, option: null, beta: null },
  ...change,
});
const data = { market, closes: [closesOf('BTCUSDT', 2), closesOf('ALT', 3)], benchmark: closesOf('basket', 1) };
const exposed = (...positions: Partial<Position>[]) =>
  exposePositions(hedgePlan({ positions: positions.map(position) }), data);

describe('positions of a plan', () => {
  it('have betas to its asset, whatever they are measured against', () => {
    const { positions, betas, problems } = exposed({ instrument: 'ALT' }, { instrument: 'BTCUSDT' });
    expect(problems).toEqual([]);
    expect(positions.map(({ beta }) => beta)).toEqual([expect.closeTo(1.5, 9), 1]);
    expect(betas['ALT']!.beta).toBeCloseTo(3, 9);
    expect(positions.map(({ price }) => price)).toEqual([data.closes[1]!.close[90], 120]);
  });

  it('keep what is set by hand; cash has no beta', () => {
    const { positions } = exposed({ instrument: 'ALT', beta: 0.7, price: 9 }, { kind: 'cash', quantity: 500 });
    expect(positions.map(({ price, beta }) => [price, beta])).toEqual([[9, 0.7], [1, 0]]);
  }); // prettier-ignore

  it('that are contracts without an instrument are on the asset', () => {
    const option = { kind: 'put', strike: 110, expiry: market.t + 30 * MS_PER_DAY } as const;
    const { positions } = exposed({ kind: 'perpetual' }, { kind: 'option', option });
    expect(positions.map(({ beta }) => beta)).toEqual([1, 1]);
    expect(positions[0]!.price).toBe(120);
    expect(positions[1]!.price).toBeGreaterThan(0);
    expect(positions[1]!.price).toBeLessThan(10);
  });

  it('that lack a price or a beta are named', () => {
    const { positions, problems } = exposed({ label: 'A' }, { instrument: 'XYZ', price: 3 });
    expect(positions).toEqual([]);
    expect(problems).toEqual([
      'A: no price is known, set one by hand.',
      'XYZ: no beta is known, set one by hand.',
    ]);
  }); // prettier-ignore
});

it('returns of a market that is closed on some days span them', () => {
  const t = Float64Array.of(days[0]!, days[3]!);
  expect(returnsOn(t, closesOf('ALT', 1))[0]).toBeCloseTo(moves[0]! + moves[1]! + moves[2]!, 12);
  expect(returnsOn(days.slice(0, 4), { t, close: Float64Array.of(1, 2) })).toEqual(Float64Array.of(NaN, NaN, NaN));
});
