import { describe, expect, it } from 'vitest';
import { ticketsOf } from '#core/plan/tickets';
import { quoteOf } from '#core/hedge/pricing';
import { contractFor } from '#core/plan/venues';
import { worstLoss } from '#core/plan/worst-case';
import { MS_PER_DAY } from '#core/time/ms';
import { UNKNOWN_SIGNALS } from '#core/hedge/gates';
import type { Layer } from '#core/hedge/types';
import { atMoneyness, DEAR, FREE, future, held, layerOf, marketOf, option, planOf, START } from '../../support/hedge';

const positions = [held('spot', 10, 100)];
const made = (layer: Partial<Layer>, asset = 'BTC', market = marketOf(), costs = DEAR) =>
  ticketsOf(planOf([layerOf(layer)], { asset, costs }), market, positions);
const EXPIRY = Date.UTC(2026, 2, 27, 8);

describe('names of venues', () => {
  it.each([
    ['BTCUSDT', 'asset', 'put', 90_000, EXPIRY, 'BTC-27MAR26-90000-P', 1, 0.1],
    ['SIM-ETH', 'asset', 'call', 4_000, Date.UTC(2026, 3, 3, 8), 'ETH-3APR26-4000-C', 1, 1],
    ['BTC', 'asset', 'future', NaN, Infinity, 'BTC-PERPETUAL', 10 / 90_000, 1],
    ['ETHUSDT', 'asset', 'future', NaN, EXPIRY, 'ETH-27MAR26', 1 / 90_000, 1],
    ['SP500', 'asset', 'put', 5_000, Date.UTC(2026, 2, 20, 20), 'SPXW  260320P05000000', 100, 1],
    ['SPY', 'asset', 'call', 512.5, Date.UTC(2026, 2, 20, 20), 'SPY   260320C00512500', 100, 1],
    ['^SPX', 'volatility', 'call', 25, Date.UTC(2026, 3, 15, 13, 30), 'VIX   260415C00025000', 100, 1],
  ] as const)('%s, on the %s, %s', (asset, on, kind, strike, expiry, name, size, lot) => {
    expect(contractFor(asset, on, { kind, strike, expiry, listed: true, underlying: 90_000 })).toMatchObject({
      name,
      size,
      lot,
    });
  });

  it.each([
    ['BTC', 'asset', 55_268.2479, 'BTC-27MAR26-55000-P'],
    ['BTC', 'asset', 92.5, 'BTC-27MAR26-92.5-P'],
    ['ETH', 'asset', 3_040, 'ETH-27MAR26-3050-P'],
    ['SPX', 'asset', 6_503.225, 'SPXW  260327P06500000'],
    ['SPX', 'volatility', 19.644, 'VIX   260327P00020000'],
  ] as const)('a strike of %s, on the %s, that no chain lists is put on a step: %d', (asset, on, strike, name) => {
    const asked = { kind: 'put', strike, expiry: EXPIRY, underlying: 1 } as const;
    expect(contractFor(asset, on, { ...asked, listed: false })!.name).toBe(name);
    expect(contractFor(asset, on, { ...asked, listed: true })!.strike).toBe(strike);
  });

  it.each([
    ['DOGEUSDT', 'asset', 'put'],
    ['BTC', 'volatility', 'call'],
    ['SPY', 'asset', 'future'],
    ['constructor', 'asset', 'put'],
  ] as const)('none is made up for %s, on the %s, %s', (asset, on, kind) => {
    expect(contractFor(asset, on, { kind, strike: 1, expiry: EXPIRY, listed: true, underlying: 1 })).toBeUndefined();
  });
});

describe('orders', () => {
  const puts = { legs: [atMoneyness('put', 1, 0.9)] };

  it('shows what rounding to a lot does', () => {
    const [ticket] = made({ ...puts, size: { by: 'contracts', count: 1.26 } }).tickets;
    expect(ticket).toMatchObject({ side: 'buy', units: 1.26, contracts: 1.3, contractSize: 1, lot: 0.1, rounding: 0.04, venue: 'Deribit' }); // prettier-ignore
  });

  it('rounds what is sold down, so that what is bought covers it', () => {
    const legs = [atMoneyness('put', 1, 0.9), atMoneyness('put', -1, 0.8)];
    const { tickets } = made({ legs, size: { by: 'contracts', count: 1.26 } });
    expect(tickets.map(({ side, contracts, rounding }) => [side, contracts, rounding])).toEqual([['buy', 1.3, 0.04], ['sell', 1.2, -0.06]]); // prettier-ignore
  });

  it('counts contracts of dollars by the spot', () => {
    const [ticket] = made({ structure: 'perpetual', legs: [future(-1)], size: { by: 'exposure', ratio: 0.5 } }).tickets;
    expect(ticket).toMatchObject({ instrument: 'BTC-PERPETUAL', side: 'sell', units: 5, contracts: 50, contractSize: 0.1, rounding: 0, expiry: null, strike: null, worstCase: null }); // prettier-ignore
  });

  it('a limit is a tick of the venue at the far side of the spread, in its own unit', () => {
    const layer = { legs: [atMoneyness('put', 1, 1), atMoneyness('put', -1, 0.8)] };
    const { tickets } = made(layer);
    const free = made(layer, 'BTC', marketOf(), FREE).tickets;
    tickets.forEach(({ limit, unitPrice, side, worstCase, contracts, fee, strike }, i) => {
      const middle = free[i]!.unitPrice;
      expect(limit.unit).toBe('BTC');
      expect(Math.abs((limit.price / 0.0001) % 1) < 1e-6 || Math.abs((limit.price / 0.0001) % 1) > 1 - 1e-6).toBe(true);
      const gap = side === 'buy' ? unitPrice - middle : middle - unitPrice;
      expect(gap).toBeGreaterThan(0);
      expect(worstCase).toBeCloseTo(side === 'buy' ? contracts * unitPrice + fee : contracts * (strike! - unitPrice) + fee, 9); // prettier-ignore
    });
  });

  it('an order is priced at the strike that it names, and never sells for nothing', () => {
    const market = marketOf({ spot: 100_000 });
    const legs = [option('put', 1, 0.25), atMoneyness('call', -1, 9)];
    const [put, call] = ticketsOf(planOf([layerOf({ legs })], { costs: FREE }), market, positions).tickets;
    expect(put!.strike! % 1_000).toBe(0);
    expect(put!.instrument).toContain(`-${put!.strike}-P`);
    const { price, forward } = quoteOf(market, {
      on: 'asset',
      kind: 'put',
      strike: put!.strike!,
      expiry: put!.expiry!,
    });
    expect(put!.limit.price * forward - price).toBeGreaterThanOrEqual(-1e-6);
    expect(put!.limit.price * forward - price).toBeLessThan(0.0005 * forward + 1e-6);
    expect(call!.limit.price).toBe(0.0001);
  });

  it('a layer whose gate is off has its orders all the same, at full size, with the trigger in words and as data', () => {
    const gate = { gate: { kind: 'hysteresis', signal: 'volatility', on: 48, off: 40 }, reads: 'roll' } as const;
    const low = marketOf({ signals: { ...UNKNOWN_SIGNALS, volatility: 30 } });
    const { tickets, notes, costPerYear } = made({ ...puts, gate }, 'BTC', low);
    expect(tickets).toMatchObject([{ contracts: 1, timeInForce: 'day', trigger: { rule: gate, value: 0, words: '30-day volatility forward at least 48: on, until at most 40: off; read at each opening and roll' } }]); // prettier-ignore
    expect(notes).toEqual(['puts: not open now, 30-day volatility forward 30.0, at most 40.0: off.']);
    expect(costPerYear).toBe(0);
    expect(made({ ...puts, gate }).tickets[0]!.trigger.value).toBeNull();
  });

  it('takes listed strikes, and says when it could not', () => {
    const listed = [{ expiry: START + 30 * MS_PER_DAY, forward: 100, strikes: Float64Array.of(80, 88, 95) }];
    expect(made(puts, 'BTC', marketOf({ listed })).tickets[0]).toMatchObject({ listed: true, strike: 88 });
    expect(made(puts).tickets[0]!.listed).toBe(false);
  });

  it('without a venue there is a description, and nothing is rounded', () => {
    const [ticket] = made({ ...puts, size: { by: 'contracts', count: 1.2345 } }, 'DOGEUSDT').tickets;
    expect(ticket).toMatchObject({ venue: null, contracts: 1.2345, lot: 0, rounding: 0 });
    expect(ticket!.instrument).toMatch(/^puts: put [\d.]+ of 2025-\d\d-\d\d$/);
  });

  it('a layer that cannot be opened says why', () => {
    expect(made({ legs: [option('call', 1, 0.3, 'volatility')] }, 'SPY', marketOf({ volatility: undefined }))).toMatchObject({ tickets: [], notes: ['puts: no volatility index is stored.'] }); // prettier-ignore
  });
});

describe('worst loss', () => {
  const order = (kind: 'call' | 'put' | 'future', side: 'buy' | 'sell', strike: number | null, unitPrice: number, given: object = {}) =>
    ({ layer: 'a', on: 'asset' as const, kind, side, strike, expiry: EXPIRY, contracts: 2, contractSize: 1, unitPrice, fee: 0.5, ...given }); // prettier-ignore

  // By hand: what each can lose at expiry, the spot being 100.
  it.each([
    ['puts: the premium', [order('put', 'buy', 90, 3)], 0, 2 * 3 + 0.5],
    ['a spread for a credit: its width less the credit', [order('put', 'sell', 90, 4), order('put', 'buy', 80, 1)], 0, 2 * (10 - 3) + 1],
    ['a condor: one side', [order('put', 'buy', 80, 1), order('put', 'sell', 90, 3), order('call', 'sell', 110, 3), order('call', 'buy', 120, 1)], 0, 2 * (10 - 4) + 2],
    ['two layers: both', [order('put', 'buy', 90, 3), order('put', 'buy', 80, 1, { layer: 'b' })], 0, 2 * 4 + 1],
    ['a covered call above the spot: nothing but the fee', [order('call', 'sell', 110, 2)], 2, 0.5],
    ['a covered call below the spot: what it gives up', [order('call', 'sell', 95, 7)], 2, 0.5],
    ['a covered call below the spot, sold too cheap', [order('call', 'sell', 95, 2)], 2, 2 * 3 + 0.5],
    ['a covered future: the discount it is sold at', [order('future', 'sell', null, 99)], 2, 2 + 0.5],
    ['a call that nothing covers', [order('call', 'sell', 110, 2)], 0, null],
    ['a cover that is counted once', [order('call', 'sell', 110, 2), order('call', 'sell', 120, 2, { layer: 'b' })], 3, null],
    ['a call on the index, whatever is held', [order('call', 'sell', 30, 2, { on: 'volatility' })], 10, null],
    ['nothing', [], 0, 0],
  ] as const)('%s', (_name, orders, units, loss) => {
    if (loss === null) expect(worstLoss(orders, units, 100)).toBeNull();
    else expect(worstLoss(orders, units, 100)).toBeCloseTo(loss, 9);
  }); // prettier-ignore
});
