import { describe, expect, it } from 'vitest';
import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import { joinShifts, ROLL_SHIFTS, shiftOutcome } from '#core/hedge/roll-robustness';
import { resultOf } from '#core/hedge/result';
import { simulate, simulatePaths } from '#core/hedge/simulate';
import type { PathSet, SimulationResult } from '#core/hedge/simulation';
import { VolSurface } from '#core/hedge/surface';
import type { Gate, Layer } from '#core/hedge/types';
import { black76 } from '#core/options/black76';
import { atMoneyness, CAPITAL, DEAR, future, held, heldOption, layerOf, marketOf, option, pathOf, planOf, SLICES, START } from '../../support/hedge'; // prettier-ignore

const DAY = 86_400_000;
const MONTHLY = { targets: [30], least: 20, most: 45, monthlyOnly: true, calendar: 'crypto' } as const;
const ONCE = { daysBefore: 0, every: 400 };
const flat = (days: number, at = 100): number[] => Array.from({ length: days + 1 }, () => at);
const spot = [held('spot', 1, 100)];
const run = (layer: Partial<Layer>, spots: readonly number[], given: Partial<PathSet> = {}, costs = planOf([]).costs): SimulationResult =>
  simulate(planOf([layerOf(layer)], { costs }), marketOf({ carry: 0 }), spot, pathOf(spots, given))!; // prettier-ignore
const actions = ({ events, start }: SimulationResult) => events.map(({ action, t }) => `${action} ${(t - start) / DAY}`); // prettier-ignore
const signal = (values: readonly number[]) => Float64Array.from(values);

describe('a put held to expiry', () => {
  // 31 Oct 2025, 08:00 UTC is the last Friday of October; the first step at or after it is day 31.
  const tau = (Date.UTC(2025, 9, 31, 8) - START) / DAY / 365;
  const surface = VolSurface.of(SLICES, false);
  const premium = black76('put', 100, 95, tau, 0, surface.vol(0.95, tau, planOf([]).surface)).price;
  const crash = Array.from({ length: 32 }, (_, day) => 100 - day);

  it('on a drawn crash gains intrinsic value less premium', () => {
    const result = run({ legs: [atMoneyness('put', 1, 0.95)], tenor: MONTHLY, roll: ONCE }, crash);
    expect(result.layers[0]!.premiumPaid).toBeCloseTo(premium, 10);
    expect(result.layers[0]!.received).toBeCloseTo(95 - 69, 10);
    expect(result.hedged.pnl[0]! - result.unhedged.pnl[0]!).toBeCloseTo((95 - 69 - premium) / 100, 12);
    expect(actions(result)).toEqual(['open 0', 'expire 31']);
    expect(result.hedged.drawdown[0]).toBeGreaterThan(result.unhedged.drawdown[0]!);
  });

  it('costs what is crossed of its spread, and a fee', () => {
    const result = run({ legs: [atMoneyness('put', 1, 0.95)], tenor: MONTHLY, roll: ONCE }, crash, {}, DEAR);
    const { vega } = black76('put', 100, 95, tau, 0, surface.vol(0.95, tau, planOf([]).surface));
    const spread = Math.max(0.06 * premium, 0.015 * vega);
    const fee = Math.min(0.0003 * 100, 0.125 * premium);
    expect(result.layers[0]!.attribution.costs).toBeCloseTo(-(0.7 * spread) / 2 - fee, 10);
  });

  it('is struck at a listed strike and expiry while those are known', () => {
    const expiry = START + 25 * DAY;
    const listed = [{ expiry, forward: 100, strikes: Float64Array.of(80, 90, 97, 110) }];
    const tenor = { ...MONTHLY, monthlyOnly: false };
    const plan = planOf([layerOf({ legs: [atMoneyness('put', 1, 0.95)], tenor, roll: ONCE })]);
    const { events } = simulate(plan, marketOf({ listed }), spot, pathOf(flat(3)))!;
    expect(events[0]!.words).toBe('1 × puts at 97, 25 days');
    // No month ends on that day: there is none to buy yet, and a day later the calendar has one.
    const monthly = { ...plan, layers: [layerOf({ legs: [atMoneyness('put', 1, 0.95)], tenor: MONTHLY, roll: ONCE })] };
    expect(simulate(monthly, marketOf({ listed }), spot, pathOf(flat(3)))!.events.map(({ words }) => words)).toEqual([
      'puts is not opened: no expiry',
      expect.stringContaining('29 days'),
    ]);
  });
});

describe('rolls', () => {
  const roll = { daysBefore: 5, every: 0 };

  it('replace a leg so many days before its expiry, on the first step there', () => {
    // Expiries at 8:00 on days 30 and 58: from day 25, 8:00, and from day 53.
    expect(actions(run({ tenor: MONTHLY, roll }, flat(60)))).toEqual(['open 0', 'roll 26', 'roll 54']);
  });

  it('wait until the least days between two openings are over', () => {
    const result = run({ tenor: { ...MONTHLY, targets: [7], least: 5, most: 12, monthlyOnly: false }, roll: { daysBefore: 0, every: 20 } }, flat(45)); // prettier-ignore
    expect(actions(result)).toEqual(['open 0', 'expire 10', 'open 20', 'expire 31', 'open 40']);
  });

  it('move with the shift, and leave a gap where it goes beyond expiry', () => {
    const plan = planOf([layerOf({ tenor: MONTHLY, roll })]);
    const shifted = (rollShiftDays: number) =>
      actions(simulate(plan, marketOf(), spot, pathOf(flat(45)), { rollShiftDays })!);
    expect(shifted(-3)).toEqual(['open 0', 'roll 23']);
    expect(shifted(7)).toEqual(['open 0', 'expire 31', 'open 33']);
  });

  it('are tried from −14 to 14 days', () => {
    const plan = planOf([layerOf({ tenor: MONTHLY, roll })], { costs: DEAR });
    const path = pathOf(Array.from({ length: 61 }, (_, day) => 100 * Math.exp(-0.15 * Math.sin(day / 9))));
    const moved = ROLL_SHIFTS.map((days) => simulate(plan, marketOf(), spot, path, { rollShiftDays: days })!);
    const { shifts, pnl, costPerYear } = joinShifts(moved.map((result, i) => shiftOutcome(ROLL_SHIFTS[i]!, result)));
    expect([shifts[0], shifts[14], shifts[28]]).toEqual([-14, 0, 14]);
    const plain = simulate(plan, marketOf(), spot, path)!;
    expect(pnl[14]).toBe(plain.hedged.medianPnl);
    expect(costPerYear[14]).toBe(plain.costPerYear.median);
    expect(new Set(pnl).size).toBeGreaterThan(15);
  });

  it('do not replace a leg by itself', () => {
    // It is due from the start, and the only expiry of the next seven days is its own.
    const result = run({ tenor: { targets: [5], least: 0, most: 7, monthlyOnly: false, calendar: 'crypto' }, roll: { daysBefore: 4, every: 0 } }, flat(6)); // prettier-ignore
    expect(actions(result)).toEqual(['open 0', 'expire 3', 'open 3']);
  });
});

describe('gates', () => {
  const gate: Gate = { kind: 'step', signal: 'volatility', steps: [{ from: 20, to: 50, value: 1 }] };

  it('read at rolls are not read between them', () => {
    const volatility = signal([60, ...flat(59, 30)]);
    const result = run({ tenor: MONTHLY, gate: { gate, reads: 'roll' } }, flat(60), { volatility });
    // What would have been bought expires on day 30, 8:00: read again on day 31.
    expect(actions(result)).toEqual(['open 31', 'expire 59', 'open 59']);
  });

  it('read at every step close what is open when they fall to 0', () => {
    const volatility = signal([30, 40, 60, 60, 45, 45]);
    const result = run({ tenor: MONTHLY, gate: { gate, reads: 'step' } }, flat(5), { volatility });
    expect(actions(result)).toEqual(['open 0', 'close 2', 'open 4']);
    expect(result.layers[0]!.open).toBeCloseTo(3 / 5, 12);
  });

  it('that are not known open nothing and close nothing, and say so', () => {
    const volatility = signal([NaN, NaN, 30, NaN, NaN, NaN]);
    const result = run({ tenor: MONTHLY, gate: { gate, reads: 'step' } }, flat(5), { volatility });
    expect(actions(result)).toEqual(['open 2']);
    expect(result.layers[0]!.unknown).toBeCloseTo(4 / 5, 12);
    expect(result.unknown).toEqual([]);
    const never = run({ gate: { gate, reads: 'roll' } }, flat(5));
    expect([never.layers[0]!.opened, never.layers[0]!.unknown]).toEqual([0, 1]);
    expect(never.unknown).toEqual(['volatility']);
  });

  it('read the fall of the asset from its high, of which the engine keeps count', () => {
    const drawdown: Gate = { kind: 'hysteresis', signal: 'drawdown', on: -0.1, off: -0.02 };
    const result = run({ tenor: MONTHLY, gate: { gate: drawdown, reads: 'step' } }, [100, 110, 100, 98, 105, 108, 110]);
    expect(actions(result)).toEqual(['open 3', 'close 5']);
  });

  it('forget a high that is older than a year', () => {
    const gate: Gate = { kind: 'hysteresis', signal: 'drawdown', on: -0.15, off: -0.05 };
    const layer = { legs: [future(-1)], structure: 'perpetual', gate: { gate, reads: 'step' } } as const;
    // 150 on day 1 counts until day 366; from then on the high is the 92 of day 200.
    const spots = Array.from({ length: 420 }, (_, day) => (day === 1 ? 150 : day === 200 ? 92 : 90));
    expect(actions(run(layer, spots))).toEqual(['open 2', 'close 367']);
    // Of the high before the start no more is known than that it was within a year of it.
    const before = simulate(planOf([layerOf(layer)]), marketOf({ carry: 0, signals: { ...UNKNOWN_SIGNALS, drawdown: -0.5 } }), spot, pathOf(flat(420)))!; // prettier-ignore
    expect(actions(before)).toEqual(['open 0', 'close 366']);
  });

  it('read the fall that a path states where it states one', () => {
    const gate: Gate = { kind: 'hysteresis', signal: 'drawdown', on: -0.1, off: -0.02 };
    const layer = { tenor: MONTHLY, gate: { gate, reads: 'step' } } as const;
    expect(actions(run(layer, flat(4), { drawdown: signal([0, -0.2, NaN, -0.3, 0]) }))).toEqual(['open 1', 'close 2', 'open 3']); // prettier-ignore
  });
});

describe('adaptation', () => {
  const adaptation = { skew: 0, slope: 0, exhaustion: 0, least: 0, most: 2, rich: null, inverted: null };

  it('opens other legs where puts are rich', () => {
    const rich = { above: 1, legs: [atMoneyness('put', 1, 0.95), atMoneyness('put', -1, 0.85)] };
    const layer = { legs: [atMoneyness('put', 1, 0.9)], tenor: MONTHLY, adaptation: { ...adaptation, rich } };
    expect(run(layer, flat(2), { skew: signal([1.1, 0, 0]) }).events[0]!.words).toContain('at 95 / 85');
    expect(run(layer, flat(2), { skew: signal([0.9, 0, 0]) }).events[0]!.words).toContain('at 90');
  });

  it('takes longer tenors where the curve is inverted', () => {
    const inverted = { above: 0, tenorTimes: 2 };
    const layer = { tenor: MONTHLY, adaptation: { ...adaptation, inverted } };
    expect(run(layer, flat(2), { slope: signal([0.1, 0, 0]) }).events[0]!.words).toContain('58 days');
    expect(run(layer, flat(2), { slope: signal([-0.1, 0, 0]) }).events[0]!.words).toContain('30 days');
  });

  it('scales the size, and names what it does not know', () => {
    const layer = { adaptation: { ...adaptation, slope: 2, skew: 1 } };
    const result = run(layer, flat(2), { slope: signal([0.25, 0, 0]) });
    expect(result.events[0]!.words).toMatch(/^1.5 × /);
    expect(result.unknown).toEqual(['skew']);
  });
});

describe('sizes', () => {
  it('by premium spend a share of the book, split over the rungs of a ladder', () => {
    const result = run({ size: { by: 'premium', share: 0.02 }, tenor: { ...MONTHLY, targets: [30, 60], most: 90 } }, flat(2));
    expect(result.layers[0]!.premiumPaid).toBeCloseTo(2, 10);
    expect(result.layers[0]!.opened).toBe(2);
  }); // prettier-ignore

  it('by budget spend of a year what the holding lasts of it', () => {
    const roll = { daysBefore: 0, every: 61 };
    const result = run({ size: { by: 'budget', share: 0.06 }, tenor: MONTHLY, roll }, flat(366));
    // At 0, 61, 122, 183, 244, 305 and 366, of which the last is the end.
    expect(result.layers[0]!.opened).toBe(6);
    expect(result.layers[0]!.premiumPaid).toBeCloseTo((6 * 100 * 0.06 * 61) / 365, 10);
  });

  it('by exposure hedge the beta notional of the positions, and nothing of a short book', () => {
    const positions = [held('etf', 2, 50, 1.5), held('cash', 100, 1, 0), held('perpetual', -0.5, 100)];
    const plan = planOf([layerOf({ size: { by: 'exposure', ratio: 0.5 }, legs: [atMoneyness('put', 1, 0.9)] })]);
    const { events } = simulate(plan, marketOf(), positions, pathOf(flat(2)))!;
    expect(events[0]!.words).toMatch(/^0.5 × /); // 0.5 · (1.5 · 100 − 50) / 100
    const short = simulate(plan, marketOf(), [held('perpetual', -1, 100), held('cash', 100, 1, 0)], pathOf(flat(2)))!;
    expect(short.layers[0]!.refused).toBe(1);
  });

  it('stay under the cap on notional', () => {
    const tenor = { ...MONTHLY, targets: [30, 60], most: 90 };
    const { events } = run({ size: { by: 'contracts', count: 1 }, tenor, caps: { premiumPerYear: null, notional: 0.7 } }, flat(2)); // prettier-ignore
    expect(events.map(({ words }) => words.split(' ')[0])).toEqual(['0.5', '0.2']);
  });

  it('stay under the cap on the premium of 365 days, which forgets', () => {
    const caps = { premiumPerYear: 0.05, notional: null };
    const layer = { size: { by: 'premium', share: 0.03 }, tenor: MONTHLY, roll: { daysBefore: 0, every: 100 }, caps } as const;
    const result = run(layer, flat(420));
    const opened = result.events.filter(({ action }) => action === 'open').map(({ t, cash }) => [(t - START) / DAY, Number((-cash).toFixed(8))]);
    // 3 and the 2 that are left; then nothing until the 3 of day 0 are a year old, and the 2 of day 100 still count.
    expect(opened).toEqual([[0, 3], [100, 2], [365, 3]]);
    expect(result.layers[0]!.refused).toBe(1);
  }); // prettier-ignore
});

describe('taking profit', () => {
  const legs = [atMoneyness('put', 1, 0.9)];

  it('sells at each multiple once, and the rung stands empty until it would have rolled', () => {
    const steps = [{ at: 3, sell: 0.5 }, { at: 5, sell: 0.5 }, { at: 8, sell: 1 }]; // prettier-ignore
    const layer = { legs, tenor: MONTHLY, monetisation: { kind: 'multiples', steps } } as const;
    const result = run(layer, [100, 95, 92, 90, 92, 90, 70, 70, ...flat(25, 70)]);
    const sold = result.events.filter(({ action }) => action === 'monetise');
    expect(sold.map(({ words }) => words.split(' % of')[0])).toEqual(['50', '50', '100']);
    expect(actions(result).slice(-1)).toEqual(['open 31']);
    // Sold shares of what remained: a half, a quarter, a quarter.
    const unit = sold.map(({ cash }, k) => cash / [0.5, 0.25, 0.25][k]!);
    const paid = result.layers[0]!.premiumPaid - -result.events.at(-1)!.cash;
    expect(unit[0]! / paid).toBeGreaterThanOrEqual(3);
    expect(unit[2]! / paid).toBeGreaterThanOrEqual(8);
  });

  it('sells a layer down to its band', () => {
    const layer = { legs, tenor: MONTHLY, size: { by: 'contracts', count: 1 }, monetisation: { kind: 'band', above: 0.05, to: 0.03 } } as const; // prettier-ignore
    const result = run(layer, [100, 100, 80, 80]);
    const sold = result.events.find(({ action }) => action === 'monetise')!;
    const gain = (step: number) => (result.hedged.bands.p50[step]! - result.unhedged.bands.p50[step]!) * 100;
    // What is left is worth 3 % of a book of 80.
    expect(gain(2) + result.layers[0]!.premiumPaid - sold.cash).toBeCloseTo(0.03 * 80, 10);
  });
});

describe('positions', () => {
  it('move with their beta; cash stays', () => {
    const positions = [held('etf', 2, 50, 1.5), held('cash', 100, 1, 0), held('spot', 1, 100)];
    const result = simulate(planOf([]), marketOf(), positions, pathOf([100, 81]))!;
    expect(result.book).toBe(300);
    expect(result.unhedged.pnl[0]! * 300).toBeCloseTo(100 * (0.81 ** 1.5 - 1) - 19, 10);
  });

  it('pay funding as perpetuals and lose the carry as futures', () => {
    const funding = signal([NaN, 0.001, -0.0005]);
    const positions = [held('cash', 1_000, 1, 0), held('perpetual', -2, 100), held('future', 3, 100)];
    const { unhedged, unknown } = simulate(planOf([]), marketOf({ carry: 0.073 }), positions, pathOf([100, 110, 110], { funding }))!; // prettier-ignore
    const carry = 3 * (100 + 110) * (0.073 / 365);
    expect(unhedged.pnl[0]! * 1_000).toBeCloseTo(10 + 2 * 100 * 0.001 - 2 * 110 * 0.0005 - carry, 10);
    expect(unknown).toEqual([]);
    expect(simulate(planOf([]), marketOf(), positions, pathOf([100, 110]))!.unknown).toEqual(['funding']);
  });

  it('that are options are marked on the surface and settled', () => {
    const positions = [held('cash', 100, 1, 0), heldOption('call', -1, 105, START + 1.5 * DAY)];
    const { book, unhedged } = simulate(planOf([]), marketOf({ carry: 0 }), positions, pathOf([100, 104, 120, 300]))!;
    const tau = 1.5 / 365;
    const mark = black76('call', 100, 105, tau, 0, marketOf().surface.vol(1.05, tau, planOf([]).surface)).price;
    expect(book).toBeCloseTo(100 - mark, 10);
    expect(unhedged.bands.p50[3]! * book).toBeCloseTo(100 - 15, 10);
  });

  it('of perpetuals alone have a book of their notional', () => {
    const { book, unhedged } = simulate(planOf([]), marketOf(), [held('perpetual', -2, 100)], pathOf([100, 90]))!;
    expect(book).toBe(200);
    expect(unhedged.pnl[0]).toBeCloseTo(0.1, 12);
  });
});

describe('layers without options', () => {
  it('short a perpetual, pay or earn its funding and trade the difference at a roll', () => {
    const layer = { structure: 'perpetual', legs: [future(-1)], size: { by: 'exposure', ratio: 0.5 }, roll: { daysBefore: 0, every: 1 } } as const; // prettier-ignore
    const funding = signal([NaN, 0.001, 0.001, 0.001]);
    const costs = { ...DEAR, linearSpread: 0, linearFee: 0.01 };
    const plan = planOf([layerOf(layer)], { costs });
    const { layers } = simulate(plan, marketOf(), [held('etf', 1, 100, 2)], pathOf([100, 110, 110, 110], { funding }))!;
    // Beta exposure: 2 · 100, then 2 · 121: units 1, then 1.1.
    const { attribution } = layers[0]!;
    expect(attribution.delta).toBeCloseTo(-10, 10);
    expect(attribution.carry).toBeCloseTo(0.001 * (1 * 100 + 1.1 * 110 + 1.1 * 110), 10);
    expect(attribution.costs).toBeCloseTo(-0.01 * (100 + 0.1 * 110), 10);
    expect(attribution.residual).toBeCloseTo(0, 10);
  });

  it('buy a future, whose basis is carry', () => {
    const layer = { structure: 'future', legs: [future(1)], tenor: MONTHLY, roll: ONCE } as const;
    const plan = planOf([layerOf(layer)]);
    const { layers, events } = simulate(plan, marketOf({ carry: 0.2 }), spot, pathOf(flat(32)))!;
    const tau = (Date.UTC(2025, 9, 31, 8) - START) / DAY / 365;
    expect(layers[0]!.attribution.carry).toBeCloseTo(100 - 100 * Math.exp(0.2 * tau), 10);
    expect(layers[0]!.attribution.delta).toBe(0);
    expect(layers[0]!.premiumPaid).toBe(0);
    expect(events.map(({ action }) => action)).toEqual(['open', 'expire']);
  });
});

describe('layers on a volatility index', () => {
  const tenor = { targets: [30], least: 10, most: 60, monthlyOnly: true, calendar: 'vix' } as const;

  it('are written on its future of their expiry and settle at its level', () => {
    const layer = { legs: [option('call', 1, 0.5, 'volatility')], tenor, roll: ONCE };
    const days = 25;
    // The index goes to 80 with the volatility of 30 days; its future, which gates read, is no level.
    const vol = signal([0.5, ...flat(days - 1, (0.5 * 80) / 45)]);
    const result = run(layer, flat(days), { vol, volatility: signal(flat(days, 60)) });
    // Third Friday of November 2025 is the 21st, 30 days before it Wednesday, 22 October: day 21, at 13:30.
    expect(actions(result)).toEqual(['open 0', 'expire 22']);
    const strike = Number(result.events[0]!.words.match(/at ([\d.]+)/)![1]);
    const tau = (Date.UTC(2025, 9, 22, 13, 30) - START) / DAY / 365;
    const forward = 55 + (45 - 55) * Math.exp(-4 * tau);
    expect(strike).toBeGreaterThan(forward * 0.95);
    expect(result.layers[0]!.received).toBeCloseTo(80 - strike, 3);
  });

  it('follow the volatility of the path where it has no index', () => {
    const layer = { legs: [option('call', 1, 0.5, 'volatility')], tenor, roll: ONCE };
    const vol = signal([0.5, ...flat(24, 1)]);
    const result = run(layer, flat(25), { vol });
    const strike = Number(result.events[0]!.words.match(/at ([\d.]+)/)![1]);
    expect(result.layers[0]!.received).toBeCloseTo(90 - strike, 3);
  });

  it('cannot be opened without an index', () => {
    const plan = planOf([layerOf({ legs: [option('call', 1, 0.5, 'volatility')], tenor })]);
    const result = simulate(plan, marketOf({ volatility: undefined }), spot, pathOf(flat(4)))!;
    expect([result.layers[0]!.opened, result.layers[0]!.refused]).toEqual([0, 1]);
  });
});

describe('the sides', () => {
  it('have quantiles, value at risk and its tail over many paths', () => {
    const n = 100;
    const ends = Float64Array.from({ length: n }, (_, i) => 51 + i);
    const set = pathOf([100, 100], { paths: n, spot: Float64Array.of(...new Float64Array(n).fill(100), ...ends), vol: new Float64Array(2 * n).fill(0.5) }); // prettier-ignore
    const { unhedged } = simulate(planOf([]), marketOf(), spot, set)!;
    expect(unhedged.bands.p50[1]).toBeCloseTo(1.005, 12);
    expect(unhedged.var95).toBeCloseTo(0.49 - 0.0495, 12);
    // The five worst: −49 … −45 %.
    expect(unhedged.cvar95).toBeCloseTo(0.47, 12);
    expect(unhedged.worstDrawdown).toBeCloseTo(-0.49, 12);
    expect(unhedged.medianPnl).toBeCloseTo(0.005, 12);
  });

  it('have a drawdown from the high on the way, in shares of it', () => {
    const { unhedged } = simulate(planOf([]), marketOf(), spot, pathOf([100, 150, 120, 130, 90, 95]))!;
    expect(unhedged.drawdown[0]).toBeCloseTo(90 / 150 - 1, 12);
    expect([unhedged.var95, unhedged.cvar95]).toEqual([NaN, NaN]);
  });
});

describe('parts of one path each', () => {
  it('make a result of many, without events or a trace', () => {
    const plan = planOf([layerOf()], { capital: CAPITAL });
    const parts = [90, 110].map((end) => simulatePaths(plan, marketOf(), spot, pathOf([100, end]), 0, 1)!);
    expect(parts[0]!.events).not.toEqual([]);
    const result = resultOf(plan, { ...pathOf([100, 90]), paths: 2 }, parts);
    expect(result.events).toEqual([]);
    expect(result.capital!.trace).toBeUndefined();
    expect([...result.unhedged.pnl].map((x) => Number(x.toFixed(12)))).toEqual([-0.1, 0.1]);
    expect(result.layers[0]!.opened).toBe(1);
  });
});

describe('what cannot be simulated', () => {
  it('is told apart from a stop', () => {
    const plan = planOf([layerOf()]);
    expect(simulate(plan, marketOf(), spot, pathOf(flat(2)), { shouldStop: () => true })).toBeUndefined();
    expect(() => simulate(plan, marketOf(), spot, pathOf([100, NaN]))).toThrow(RangeError);
    expect(() => simulate(plan, marketOf(), spot, pathOf([100, 0]))).toThrow(RangeError);
    expect(() => simulate(plan, marketOf(), spot, pathOf([100]))).toThrow(RangeError);
    expect(() => simulate(plan, marketOf(), spot, pathOf([100, 100], { skew: new Float64Array(1) }))).toThrow(RangeError);
    expect(() => simulate(planOf([layerOf({ legs: [] })]), marketOf(), spot, pathOf(flat(2)))).toThrow(RangeError);
    expect(() => simulate(planOf([layerOf({ structure: 'perpetual' })]), marketOf(), spot, pathOf(flat(2)))).toThrow(RangeError);
  }); // prettier-ignore

  it('says how far it is', () => {
    const shares: number[] = [];
    const n = 600;
    const set = pathOf(flat(1), { paths: n, spot: new Float64Array(2 * n).fill(100), vol: new Float64Array(2 * n).fill(0.5) }); // prettier-ignore
    simulate(planOf([layerOf()]), marketOf(), spot, set, { onProgress: (share) => shares.push(share) });
    expect(shares.length).toBeGreaterThan(1);
    expect(shares.at(-1)).toBe(1);
  });

  it('keeps the last volatility that was known', () => {
    const known = run({ roll: ONCE }, flat(4), { vol: signal([0.5, 0.7, 0.7, 0.7, 0.7]) });
    const lost = run({ roll: ONCE }, flat(4), { vol: signal([0.5, 0.7, NaN, NaN, NaN]) });
    expect(lost.hedged.pnl).toEqual(known.hedged.pnl);
  });
});
