import { describe, expect, it } from 'vitest';
import { Accounts, type StepMoney } from '#core/hedge/capital';
import { simulate } from '#core/hedge/simulate';
import { DERIBIT_MARGIN, marginRequirement, type MarginLeg } from '#core/options/margin';
import type { CapitalRule } from '#core/hedge/types';
import {
  atMoneyness,
  CAPITAL,
  future,
  held,
  heldOption,
  layerOf,
  marketOf,
  option,
  pathOf,
  planOf,
} from '../../support/hedge';

const money = (given: Partial<StepMoney>): StepMoney => ({ years: 0, linearGain: 0, otherGain: 0, gross: 0, spot: 0, etf: 0, saleCost: 0, ...given }); // prettier-ignore
const ten = (of: StepMoney) => (linear: number) => 0.1 * linear * of.gross;

describe('a margin account that is short', () => {
  it('sells the share of its perpetuals that brings the requirement down to what is left', () => {
    // 10 bought at 100 on a margin of 100; at 92 the account holds 20 of the 92 that it needs. Each unit sold frees 0.10 · 92 of
    // requirement and costs 0.02 · 92: 72 / 73.6 of them go.
    const accounts = new Accounts(CAPITAL, false, 1);
    const fall = money({ linearGain: -80, gross: 920, saleCost: 0.02 });
    accounts.step(0, fall, ten(fall));
    expect(accounts.linear[0]).toBeCloseTo(1 - 72 / 73.6, 12);
    expect(accounts.margin[0]).toBeCloseTo(20 - 0.02 * 920 * (72 / 73.6), 10);
    expect(accounts.requirement[0]).toBeCloseTo(accounts.margin[0]!, 10);
    expect(accounts.lost[0]).toBeCloseTo(18, 10);
    expect(accounts.isSold[0]).toBe(1);
    // What is left of them gains so much the less when the price is back.
    const rise = money({ linearGain: 80, gross: 1000, saleCost: 0.02 });
    const before = accounts.margin[0]!;
    accounts.step(0, rise, ten(rise));
    expect(accounts.margin[0]! - before).toBeCloseTo(80 * (1 - 72 / 73.6), 10);
  });

  it('sells spot where all perpetuals are not enough', () => {
    // −120: 20 less than nothing. Everything goes at 1 %, and (20 + 8.8) / 0.99 of spot.
    const accounts = new Accounts(CAPITAL, false, 1);
    const fall = money({ linearGain: -120, gross: 880, spot: 400, saleCost: 0.01 });
    accounts.step(0, fall, ten(fall));
    expect(accounts.linear[0]).toBe(0);
    expect(accounts.margin[0]).toBeCloseTo(0, 10);
    expect(accounts.assets[0]).toBeCloseTo(1 - 28.8 / 0.99 / 400, 12);
  });

  const rule: CapitalRule = {
    ...CAPITAL,
    reserve: 30,
    credit: { limit: 25, rate: 0.1, haircut: 0.5 },
    synthetic: { share: 0.25, rate: 0.2 },
  };

  it('draws the reserve, then credit, then financing on spot, before it sells', () => {
    const accounts = new Accounts(rule, true, 1);
    const fall = money({ linearGain: -80, gross: 920, spot: 60 });
    accounts.step(0, fall, ten(fall));
    // Short by 72: 30 of reserve, 25 of credit (collateral 0.5 · 60 = 30), 10 of the 15 that a quarter of 60 gives (60 − 50 is not pledged).
    expect([accounts.reserve[0], accounts.credit[0], accounts.synthetic[0]]).toEqual([0, 25, 10]);
    expect(accounts.isSold[0]).toBe(1);
    expect(accounts.linear[0]).toBeCloseTo(1 - 7 / 92, 12);
  });

  it('pays interest on what it owes and repays the dearest first', () => {
    const accounts = new Accounts(rule, true, 1);
    const fall = money({ linearGain: -65, gross: 1000, spot: 300 });
    accounts.step(0, fall, ten(fall));
    expect([accounts.reserve[0], accounts.credit[0], accounts.synthetic[0]]).toEqual([0, 25, 10]);
    const year = money({ years: 0.5, gross: 1000, spot: 300 });
    accounts.step(0, year, ten(year));
    // 0.5 · (0.10 · 25 + 0.20 · 10) = 2.25, which has to be drawn as well.
    expect(accounts.interest[0]).toBeCloseTo(2.25, 12);
    expect(accounts.synthetic[0]).toBeCloseTo(12.25, 12);
    expect(accounts.drawnYears[0]).toBeCloseTo(0.5 * (30 + 25 + 10), 12);
    // 100 + 87 over a need of 100 · 1.5: 37 to repay, financing of 12.25 and 24.75 of credit.
    const rise = money({ linearGain: 87, gross: 1000, spot: 300 });
    accounts.step(0, rise, ten(rise));
    expect(accounts.synthetic[0]).toBe(0);
    expect(accounts.credit[0]).toBeCloseTo(0.25, 12);
    expect(accounts.margin[0]).toBeCloseTo(150, 12);
    expect(accounts.reserve[0]).toBe(0);
  });
});

describe('the second engine in a simulation', () => {
  const crash = [100, 92, 85, 92, 100];
  const book = [held('perpetual', 10, 100), held('spot', 5, 100)];

  it('carries through a crash what is sold at the low without it', () => {
    const plan = planOf([], { capital: { ...CAPITAL, reserve: 200 } });
    const { capital, events } = simulate(plan, marketOf(), book, pathOf(crash))!;
    expect([capital!.survived, capital!.survivedAlone]).toEqual([1, 0]);
    // At 85 the account needs 85 and has lost 150 of its 100: 135 are drawn in all.
    expect(capital!.reserve.worst).toBeCloseTo(135, 10);
    expect(capital!.cost).toBe(0);
    expect(capital!.ratePerYear).toBe(0);
    // Alone: 20 of 92 at 92, 72/92 are sold; at 85 the rest loses 7 · 10 · 20/92 …
    const left = 20 / 92;
    const atLow = 20 - 70 * left;
    const leftAtLow = atLow / 85; // of 10 each, a tenth of 85 is needed
    const alone = atLow + 150 * leftAtLow;
    expect(capital!.againstSelling).toBeCloseTo(100 - alone, 10);
    expect(capital!.trace!.margin[2]).toBeCloseTo(85, 10);
    // On the way up all above one and a half times the need goes back: 155 − 138 at 92, 218 − 150 at 100.
    expect([...capital!.trace!.reserve].map((x) => Math.round(x))).toEqual([200, 128, 65, 82, 150]);
    expect(events.filter(({ action }) => action === 'draw')).toHaveLength(2);
  });

  it('repays no more than was drawn', () => {
    const plan = planOf([], { capital: { ...CAPITAL, reserve: 200 } });
    const { capital, events } = simulate(plan, marketOf(), book, pathOf([...crash, 130, 160]))!;
    expect(capital!.trace!.reserve[6]).toBeCloseTo(200, 10);
    expect(events.map(({ action }) => action)).toEqual(['draw', 'draw', 'repay', 'repay', 'repay']);
  });

  it('needs the worst cell of the stress grid over all that is margined', () => {
    const layers = [layerOf({ legs: [atMoneyness('put', 1, 0.9)], size: { by: 'contracts', count: 4 } })];
    const preset = { ...DERIBIT_MARGIN, dampener: 10 };
    const plan = planOf(layers, { capital: { ...CAPITAL, margin: 5_000, requirement: { by: 'stress', preset } } });
    const market = marketOf({ carry: 0 });
    const { capital, events } = simulate(plan, market, book, pathOf([100, 100]))!;
    expect(events.map(({ action }) => action)).toEqual(['open']);
    const tau = (Date.UTC(2025, 9, 31, 8) - Date.UTC(2025, 9, 1)) / 86_400_000 / 365;
    const vol = market.surface.vol(0.9, tau, plan.surface);
    const legs = [
      { kind: 'underlying' as const, quantity: 10, forward: 100 },
      { kind: 'put' as const, quantity: 4, strike: 90, tau, forward: 100, vol },
    ];
    expect(capital!.trace!.requirement[0]).toBeCloseTo(marginRequirement(legs, preset).requirement, 8);
  });

  it('counts in the grid the futures and options of positions and layers, and index legs with what they are worth', () => {
    const tenor = { targets: [30], least: 1, most: 60, monthlyOnly: true, calendar: 'crypto' } as const;
    const layers = [
      layerOf({ structure: 'future', legs: [future(-2)], tenor }),
      layerOf({ legs: [atMoneyness('call', -3, 1.1)], tenor }),
      layerOf({ legs: [option('call', 1, 0.5, 'volatility')], tenor: { ...tenor, calendar: 'vix' } }),
    ];
    const expiry = Date.UTC(2025, 10, 14, 8);
    const positions = [held('perpetual', 4, 100, 0.5), heldOption('put', -2, 92, expiry), held('cash', 10_000, 1, 0)];
    const plan = planOf(layers, { capital: { ...CAPITAL, margin: 5_000, requirement: { by: 'stress', preset: DERIBIT_MARGIN } } }); // prettier-ignore
    const market = marketOf({ carry: 0.05 });
    const result = simulate(plan, market, positions, pathOf([100, 100]))!;
    const years = (t: number) => (t - Date.UTC(2025, 9, 1)) / 86_400_000 / 365;
    const forward = (tau: number) => 100 * Math.exp(0.05 * tau);
    const [month, later] = [years(Date.UTC(2025, 9, 31, 8)), years(expiry)];
    const vol = (strike: number, tau: number) => market.surface.vol(strike / forward(tau), tau, plan.surface);
    const legs: MarginLeg[] = [
      { kind: 'underlying', quantity: 2, forward: 100 },
      { kind: 'put', quantity: -2, strike: 92, tau: later, forward: forward(later), vol: vol(92, later) },
      { kind: 'underlying', quantity: -2, forward: forward(month) },
      { kind: 'call', quantity: -3, strike: 1.1 * forward(month), tau: month, forward: forward(month), vol: vol(1.1 * forward(month), month) }, // prettier-ignore
    ];
    const need = marginRequirement(legs).requirement + result.layers[2]!.premiumPaid;
    expect(result.capital!.trace!.requirement[0]).toBeCloseTo(need, 8);
  });

  it('asks a margin of short options and of futures, not of what is paid in full', () => {
    const legs = [atMoneyness('put', 1, 0.9), atMoneyness('put', -2, 0.8)];
    const plan = planOf([layerOf({ legs })], { capital: { ...CAPITAL, margin: 5_000 } });
    const { capital } = simulate(plan, marketOf(), [held('spot', 1, 100)], pathOf([100, 110]))!;
    expect(capital!.trace!.requirement[0]).toBeCloseTo(0.1 * 2 * 100, 10);
    expect(capital!.trace!.requirement[1]).toBeCloseTo(0.1 * 2 * 110, 10);
  });
});
