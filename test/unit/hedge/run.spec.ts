import { describe, expect, it } from 'vitest';
import type { HedgeHistory } from '#core/hedge/history';
import { joinShifts, ROLL_SHIFTS, shiftOutcome, unknownShift } from '#core/hedge/roll-robustness';
import { aloneIn, joinParts, runPart, type HedgeRun } from '#core/hedge/run';
import type { PathSpec, SimulationResult } from '#core/hedge/simulation';
import type { HedgePlan } from '#core/hedge/types';
import { VOLATILITY_DYNAMICS } from '#core/hedge/volatility-dynamics';
import { Rng } from '#core/random/rng';
import { MS_PER_DAY } from '#core/time/ms';
import { hedgePlan, putLayer } from '../../support/hedge-plan';
import { marketOf } from '../../support/hedge';

const market = marketOf({ spot: 50_000 });
const rng = new Rng(2);
const known = Float64Array.from({ length: 500 }, (_, i) => market.t - (400 - i) * MS_PER_DAY);
let [spot, index] = [40_000, 0.6];
const prices = known.map(() => (spot *= Math.exp(0.03 * rng.normal())));
const levels = known.map(() => (index *= Math.exp(0.05 * rng.normal())));
const history: HedgeHistory = {
  ...{ spot: { known, value: prices }, index: { known, value: levels }, back: undefined, volOfVol: undefined },
  ...{ slope: undefined, riskReversal: undefined, exhaustion: undefined, funding: undefined, speed: 2 },
};
const gbm: PathSpec = { kind: 'gbm', paths: 600, days: 40, seed: 5, drift: 0, vol: null };
const run = (plan: HedgePlan, path: PathSpec = gbm): HedgeRun => ({
  plan,
  path,
  data: { market, closes: [{ instrument: 'BTCUSDT', t: known, close: prices }], benchmark: undefined },
  history,
  dynamics: VOLATILITY_DYNAMICS.crypto,
});
const resultOf = (plan: HedgePlan, path?: PathSpec, splits: readonly number[] = []): SimulationResult => {
  const n = path && !('paths' in path) ? 1 : 600;
  const at = [0, ...splits, n];
  const parts = at.slice(1).map((to, i) => runPart(run(plan, path), { first: at[i]!, count: to - at[i]! }, {})!);
  return joinParts(plan, parts);
};
const plan = hedgePlan();

describe('a run in parts', () => {
  it.each([[[256]], [[1, 2, 300]], [[100, 200, 300, 400, 500]]])('cut at %j has the paths of one piece', (splits) => {
    const [whole, joined] = [resultOf(plan), resultOf(plan, gbm, splits)];
    expect(joined.hedged).toEqual(whole.hedged);
    expect(joined.unhedged).toEqual(whole.unhedged);
    expect(joined.layers[0]!.attribution.total).toBeCloseTo(whole.layers[0]!.attribution.total, 6);
    expect(joined).toMatchObject({ paths: 600, steps: 40, book: whole.book, modelled: whole.modelled });
  });

  it('stops when it is told to', () => {
    expect(runPart(run(plan), { first: 0, count: 600 }, { shouldStop: () => true })).toBeUndefined();
  });

  it('names a position that lacks a price or a beta', () => {
    const [held] = plan.positions;
    const lacking = hedgePlan({ positions: [{ ...held!, instrument: 'DOGE', label: 'Dogs' }] });
    expect(() => runPart(run(lacking), { first: 0, count: 1 }, {})).toThrow(/Dogs: no price/);
    const priced = hedgePlan({ positions: [{ ...held!, instrument: 'DOGE', label: 'Dogs', price: 1 }] });
    expect(() => runPart(run(priced), { first: 0, count: 1 }, {})).toThrow(/Dogs: no beta/);
    const set = hedgePlan({ positions: [{ ...held!, instrument: 'DOGE', price: 1, beta: 1.3 }] });
    expect(runPart(run(set), { first: 0, count: 1 }, {})).toBeDefined();
  });
});

describe('a volatility that moves with the spot by a rule', () => {
  const byRule = hedgePlan({ surface: { dynamics: 'volBeta', volBeta: 2, parallel: true } });
  const line = (vol: number | null): PathSpec => ({
    kind: 'drawn',
    points: [
      { day: 0, spot: 1, vol: null },
      { day: 10, spot: 0.7, vol },
    ],
    step: MS_PER_DAY,
  });

  it('moves once, not twice: a line that says what the rule says comes to the same', () => {
    const said = resultOf(byRule, line(0.7 ** -2));
    const silent = resultOf(byRule, line(null));
    expect(silent.hedged.pnl[0]).toBeCloseTo(said.hedged.pnl[0]!, 9);
    const still = resultOf(hedgePlan({ surface: { ...byRule.surface, dynamics: 'stickyDelta' } }), line(null));
    expect(silent.hedged.pnl[0]! - still.hedged.pnl[0]!).toBeGreaterThan(0.001);
  });

  it('gives Monte Carlo its response', () => {
    const quiet = resultOf(hedgePlan({ surface: { ...byRule.surface, volBeta: 0 } }));
    const wild = resultOf(hedgePlan({ surface: { ...byRule.surface, volBeta: 4 } }));
    expect(wild.layers[0]!.attribution.vega).not.toBe(quiet.layers[0]!.attribution.vega);
    expect(wild.unhedged).toEqual(quiet.unhedged);
  });
});

it('a book that is worth nothing is refused, however many positions it has', () => {
  const coins = plan.positions[0]!;
  const worthless = hedgePlan({ positions: [{ ...coins, price: 0 }, { ...coins, id: 'more', quantity: -3, price: 0 }] }); // prettier-ignore
  expect(() => resultOf(worthless)).toThrow('worth nothing');
});

it('a layer by itself has no caps and no neighbours, and its P&L grows with its size', () => {
  const two = hedgePlan({
    layers: [putLayer({ caps: { premiumPerYear: 0.001, notional: 0.01 } }), putLayer({ id: 'more' })],
  });
  const alone = aloneIn(two, 'puts');
  expect(alone.layers.map(({ id, caps }) => [id, caps.notional])).toEqual([['puts', null]]);
  const doubled = { ...alone, layers: [{ ...alone.layers[0]!, size: { by: 'exposure', ratio: 1 } as const }] };
  const gain = ({ hedged, unhedged }: SimulationResult): Float64Array => hedged.pnl.map((x, i) => x - unhedged.pnl[i]!);
  const [once, twice] = [gain(resultOf(alone)), gain(resultOf(doubled))];
  for (const i of [0, 17, 599]) expect(twice[i]! / once[i]!).toBeCloseTo(2, 9);
});

it('roll days are told in their order', () => {
  const [a, b] = [shiftOutcome(3, resultOf(plan)), shiftOutcome(-3, resultOf(plan))];
  expect(joinShifts([a, b])).toMatchObject({ shifts: Float64Array.of(-3, 3), pnl: Float64Array.of(b.pnl, a.pnl) });
  const part = ROLL_SHIFTS.map(unknownShift).with(17, a); // the others are still to come
  const { shifts, drawdown } = joinShifts(part);
  expect([...shifts]).toEqual(ROLL_SHIFTS);
  expect(drawdown.findIndex(Number.isFinite)).toBe(17);
  expect(drawdown.filter(Number.isFinite)).toEqual(Float64Array.of(a.drawdown));
});

it('a recorded path ends where prices do', () => {
  const path: PathSpec = { kind: 'history', from: market.t, to: market.t + 300 * MS_PER_DAY, step: MS_PER_DAY };
  const { steps, unhedged } = resultOf(plan, path);
  expect(steps).toBe(99);
  expect(unhedged.pnl[0]).toBeCloseTo(prices[499]! / prices[400]! - 1, 9);
});
