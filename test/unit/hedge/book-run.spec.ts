import { describe, expect, it } from 'vitest';
import { BookRun, filledActs, fillOf } from '#core/hedge/replay/book-run';
import type { BookAct, HedgeBookRun } from '#core/hedge/replay/types';
import type { CapitalRule, HedgePlan } from '#core/hedge/types';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import { CAPITAL, FREE, future, held, heldOption, layerOf, marketOf, pathOf, planOf, START } from '../../support/hedge';

const day = (n: number): number => START + n * MS_PER_DAY;
const LONG = [held('spot', 1, 100), held('perpetual', 10, 100)];
const act = (n: number, plan: HedgePlan | null, positions = LONG): [number, BookAct] => [day(n), { at: day(n) - 1, plan, positions }]; // prettier-ignore
const carried = (spots: readonly number[], acts: readonly (readonly [number, BookAct])[]): HedgeBookRun => {
  const run = new BookRun(marketOf(), acts[0]![1], pathOf(spots));
  run.advance(pathOf(spots), new Map(acts));
  return run.book();
};
const withCapital = (capital: CapitalRule | null): HedgePlan => planOf([], { capital });

describe('an act', () => {
  it('is filled at the first close after it', () => {
    expect(fillOf(day(0), MS_PER_HOUR)).toBe(day(0) + MS_PER_HOUR);
    expect(fillOf(day(0) - 1, MS_PER_HOUR)).toBe(day(0));
  });

  it('of several before a close the last one counts, and nothing is taken off before something is on', () => {
    const [one, two] = [planOf([]), planOf([layerOf()])];
    const at = (minutes: number, plan: HedgePlan | null) => ({ at: START + minutes * 60_000, plan });
    const acts = filledActs([at(1, null), at(61, one), at(62, two), at(130, null), at(200, one)], MS_PER_HOUR);
    expect([...acts].map(([fill, { plan }]) => [(fill - START) / MS_PER_HOUR, plan])).toEqual([[2, two], [3, null], [4, one]]); // prettier-ignore
  });

  it('is not made on nothing', () => {
    expect(() => new BookRun(marketOf(), act(0, planOf([]), [])[1], pathOf([100]))).toThrow(/worth nothing/);
    expect(() => new BookRun(marketOf(), act(0, null)[1], pathOf([100]))).toThrow(/nothing was put on/);
  });
});

describe('the accounts across an act', () => {
  const spots = [100, 99, 98, 98, 98, 98];
  const rule = { ...CAPITAL, margin: 300, reserve: 10, credit: { limit: 50, rate: 0, haircut: 0 } };

  it('are paid what another rule has more, and owe what they owed', () => {
    const plain = carried(spots, [act(0, withCapital(rule))]).columns;
    const paid = carried(spots, [act(0, withCapital(rule)), act(3, withCapital({ ...rule, margin: 350, reserve: 4 }))]).columns; // prettier-ignore
    expect([...plain.margin]).toEqual([300, 290, 280, 280, 280, 280]);
    expect([...paid.margin]).toEqual([300, 290, 280, 330, 330, 330]);
    expect([...paid.reserve]).toEqual([10, 10, 10, 4, 4, 4]);
    const short = { ...rule, margin: 105 };
    const owed = carried(spots, [act(0, withCapital(short)), act(3, withCapital({ ...short, margin: 106, repayAbove: 9 }))]).columns; // prettier-ignore
    // 10 % of the notional is asked for: 105 less 20 falls short of 98 by 13, of which the reserve has 10.
    expect([owed.reserve[2], owed.credit[2]]).toEqual([0, expect.closeTo(3, 10)]);
    expect([owed.margin[3], owed.reserve[3], owed.credit[3]]).toEqual([
      expect.closeTo(99, 10),
      0,
      expect.closeTo(3, 10),
    ]);
  });

  it('are not known while no plan has any, and begin with what is put into them then', () => {
    const { columns } = carried(spots, [
      act(0, withCapital(null)),
      act(2, withCapital(rule)),
      act(4, withCapital(null)),
    ]);
    expect([...columns.margin]).toEqual([NaN, NaN, 300, 300, NaN, NaN]);
    expect(columns.sold[3]).toBe(0);
  });

  it('call before anything is drawn, and sell what nothing else meets', () => {
    const { events, columns } = carried([100, 90, 80], [act(0, withCapital({ ...rule, margin: 105, credit: null }))]);
    expect(events.map(({ t, action }) => [(t - START) / MS_PER_DAY, action])).toEqual([
      [0, 'act'],
      [1, 'call'],
      [1, 'draw'],
      [1, 'forcedSale'], // perpetuals, down to what the 15 that are left carry
      [2, 'call'],
      [2, 'forcedSale'], // the rest of them
      [2, 'forcedSale'], // and spot
    ]);
    expect(events.find(({ action }) => action === 'call')!.cash).toBeCloseTo(-(90 - 5), 10);
    expect(columns.sold[1]).toBeCloseTo(900 - 150, 8);
  });
});

describe('positions across an act', () => {
  it('that go on keep their price, another beta goes on from it, an option is sold at its mark', () => {
    const costs = { ...FREE, optionFee: 0.01, optionFeeCap: 1 };
    const put = heldOption('put', 2, 105, day(40));
    const plan = planOf([], { costs });
    const own = carried([100, 110, 121, 121], [act(0, plan, [held('spot', 1, 100)]), act(1, plan, [held('spot', 1, 555, 2)])]);
    // At beta 2 a rise of a tenth is one of 21 %, from the 110 that it was worth.
    expect(own.columns.unhedged[2]).toBeCloseTo(110 * 1.21, 10);
    const sold = carried([100, 100, 90], [act(0, plan, [held('spot', 1, 100), put]), act(1, plan, [held('spot', 1, 100)])]);
    expect(sold.events.map(({ action, cash }) => [action, cash])).toEqual([['act', 0], ['act', 0], ['trade', -2]]); // 1 % of 100 for each
    expect(sold.columns.unhedged[2]! - sold.columns.unhedged[1]!).toBeCloseTo(-10, 10);
  }); // prettier-ignore
});

it('what stands at the last bar: legs by kind, layers with their gates, signals that nobody knew', () => {
  const gate = {
    gate: { kind: 'hysteresis' as const, signal: 'skew' as const, on: 1, off: 0 },
    reads: 'step' as const,
  };
  const short = layerOf({ id: 'p', name: 'short', structure: 'perpetual', legs: [future(-1)] });
  const { legs, layers, unknown } = carried([100, 90], [act(0, planOf([short, layerOf({ id: 'g', gate })]))]);
  expect(legs).toEqual([{ layer: 'p', name: 'short', kind: 'future', on: 'asset', units: -1, strike: NaN, expiry: Infinity, entry: 100, mark: 90, pnl: 10 }]); // prettier-ignore
  expect(layers[1]!.gate).toMatchObject({ value: 0, now: NaN, reads: 'step', words: 'skew z is not known: nothing is opened or closed' }); // prettier-ignore
  expect(unknown).toEqual(['funding', 'skew']);
});
