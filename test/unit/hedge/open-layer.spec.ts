import { describe, expect, it } from 'vitest';
import { blankLayer } from '#core/hedge/blank-layers';
import { openLayers } from '#core/hedge/open-layer';
import { PRESETS } from '#core/hedge/presets';
import { quoteOf } from '#core/hedge/pricing';
import type { Layer } from '#core/hedge/types';
import { held, hedgeMarket, inDays } from '../../support/hedge-market';

const COINS = [held()];
const BOOK = 600_000;
const openOne = (layer: Layer, market = hedgeMarket(), positions = COINS, before = {}) =>
  openLayers({ layers: [layer] }, market, positions, before)[0]!;
const put = (change: Partial<Layer> = {}): Layer => ({ ...blankLayer('put', 'a'), ...change });
const LADDER = (): Layer => PRESETS.find(({ id }) => id === 'putLadder')!.layers()[0]!;

describe('openLayers', () => {
  it('covers a share of the exposure with the put that has the delta', () => {
    const market = hedgeMarket();
    const open = openOne(put(), market);
    expect(open.reasons).toEqual([]);
    expect(open.held).toHaveLength(1);
    const [leg] = open.held;
    expect(leg!.quantity).toBeCloseTo(1, 12); // 0.1 of 10 coins
    expect(quoteOf(market, leg!).delta).toBeCloseTo(-0.25, 9);
    expect(leg!.entry).toBeCloseTo(quoteOf(market, leg!).price, 9);
    expect(open.premium).toBeCloseTo(leg!.entry, 9);
    const [rung] = open.rungs;
    expect(rung!.days).toBeGreaterThan(20);
    expect(open.costPerYear).toBeCloseTo((leg!.entry * 365) / rung!.days / BOOK, 12);
    expect(open.sizeShare).toBeCloseTo(0.1, 12);
    expect(rung!.listed).toBe(false);
  });

  it('counts beta and the delta of options in the exposure', () => {
    const option = held({ id: 'o', kind: 'option', quantity: -5, option: { kind: 'put', strike: 60_000, expiry: inDays(60) } }, 5_000); // prettier-ignore
    const market = hedgeMarket();
    const quote = quoteOf(market, { on: 'asset', kind: 'put', strike: 60_000, expiry: inDays(60) });
    const positions = [held({}, 60_000, 1.5), option, held({ id: 'c', kind: 'cash', quantity: 1e5 }, 1, 0)];
    const { units } = openOne(put({ caps: { premiumPerYear: null, notional: null } }), market, positions).rungs[0]!;
    expect(units).toBeCloseTo((0.1 * (1.5 * 600_000 - 5 * quote.delta * quote.forward)) / 60_000, 9);
  });

  it('says why a layer is not open, and what it would be made of', () => {
    const hysteresis = { gate: { kind: 'hysteresis', signal: 'volatility', on: 48, off: 40 }, reads: 'roll' } as const;
    const off = openOne(put({ gate: hysteresis }), hedgeMarket({}, { volatility: 35 }));
    expect(off.held).toEqual([]);
    expect(off.reasons).toEqual(['the gate is off: 30-day volatility forward 35.0, at most 40.0: off']);
    expect(off.rungs[0]!.strikes[0]).toBeLessThan(60_000);
    expect([off.premium, off.costPerYear, off.sizeShare]).toEqual([0, 0, 0]);

    const unknown = openOne(put({ gate: hysteresis }));
    expect(unknown.gate).toMatchObject({ value: NaN, signal: 'volatility', level: NaN });
    expect(unknown.gate.words).toBe('30-day volatility forward is not known: nothing is opened or closed');
    expect(unknown.held).toEqual([]);

    expect(openOne(put({ enabled: false })).reasons).toEqual(['switched off']);
    expect(openOne(put(), hedgeMarket(), []).reasons).toEqual(['no long exposure to cover']);
    expect(openOne(put(), hedgeMarket(), [held({}, NaN)]).reasons).toEqual(['the exposure is not known']);
    expect(openOne(blankLayer('volatilityCall', 'v'), hedgeMarket({ volatility: undefined })).reasons).toEqual(['no volatility index is stored']); // prettier-ignore
    expect(openOne(put({ structure: 'perpetual' })).reasons).toEqual(['an option needs an expiry']);
    expect(openOne(put({ legs: [] })).reasons).toEqual(['the layer has no legs']);
    expect(openOne(put({ size: { by: 'contracts', count: 0 } })).reasons).toEqual(['its size is 0']);
    const none = openOne(put({ tenor: { ...blankLayer('put', 'a').tenor, targets: [30], least: 29.9, most: 30.1 } }));
    expect(none.reasons).toEqual(['no expiry from 29.9 to 30.1 days for 30 days']);
    expect(none.held).toEqual([]);
  });

  it('keeps a gate between its levels as it was', () => {
    const layer = put({ gate: { gate: { kind: 'hysteresis', signal: 'volatility', on: 48, off: 40 }, reads: 'roll' } });
    const market = hedgeMarket({}, { volatility: 44 });
    expect(openOne(layer, market).held).toHaveLength(0);
    expect(openOne(layer, market, COINS, { a: 1 }).held).toHaveLength(1);
  });

  it('scales by the gate and by the adaptation, and names what it does not know', () => {
    const adaptation = { ...blankLayer('put', 'a').adaptation, skew: -0.2, slope: 1 };
    const layer = put({ adaptation, gate: { gate: { kind: 'ramp', signal: 'volatility', from: 40, to: 60 }, reads: 'roll' } }); // prettier-ignore
    const open = openOne(layer, hedgeMarket({}, { volatility: 50, skew: 1 }));
    expect(open.ratio).toBeCloseTo(0.8, 12);
    expect(open.unknown).toEqual(['slope']);
    expect(open.rungs[0]!.units).toBeCloseTo(0.5 * 0.8, 9);
  });

  it('opens spreads where skew is rich, and longer tenors where the curve is inverted', () => {
    const rich = PRESETS.find(({ id }) => id === 'richSkew')!.layers()[0]!;
    expect(openOne(rich, hedgeMarket({}, { skew: 2 })).held).toHaveLength(2);
    expect(openOne(rich, hedgeMarket({}, { skew: 1 })).held).toHaveLength(1);
    expect(openOne(rich).unknown).toEqual(['skew']);
    const flat = openOne(LADDER(), hedgeMarket({}, { slope: 0 }));
    const inverted = openOne(LADDER(), hedgeMarket({}, { slope: 0.2 }));
    expect(flat.rungs.map(({ target }) => target)).toEqual([30, 60, 90]);
    expect(inverted.rungs.map(({ target }) => target)).toEqual([60, 120, 180]);
    expect(inverted.rules).toMatchObject({ inverted: true, rich: false });
  });

  it('splits a size evenly over a ladder', () => {
    const { rungs, held: legs } = openOne(LADDER());
    expect(rungs).toHaveLength(3);
    rungs.forEach(({ units }) => expect(units).toBeCloseTo(1, 9));
    expect(new Set(legs.map(({ expiry }) => expiry)).size).toBe(3);
  });

  it('takes listed expiries and strikes where there are any', () => {
    const listed = [
      { expiry: inDays(28), forward: 60_500, strikes: Float64Array.of(40_000, 50_000, 55_000, 60_000) },
      { expiry: inDays(57), forward: 61_200, strikes: Float64Array.of(42_000, 52_000, 58_000) },
    ];
    const { rungs, held: legs } = openOne(put(), hedgeMarket({ listed }));
    expect(rungs[0]).toMatchObject({
      expiry: inDays(57),
      listed: true,
      forward: expect.closeTo(61_200, 6),
      underlying: 60_000,
    });
    expect([42_000, 52_000, 58_000]).toContain(legs[0]!.strike);
    const byRule = openOne(put()).held[0]!.strike;
    expect(Math.abs(legs[0]!.strike - byRule)).toBeLessThan(6_000);
    const gone = openOne(put({ tenor: { ...put().tenor, monthlyOnly: true } }), hedgeMarket({ listed: listed.slice(0, 1) })); // prettier-ignore
    // 29 March 2024 is the last Friday: 28 days ahead.
    expect(gone.rungs[0]!.expiry).toBe(inDays(28));
  });

  it('caps notional and yearly premium, and says so', () => {
    const capped = openOne(put({ size: { by: 'exposure', ratio: 0.4 } }));
    expect(capped.caps).toHaveLength(1);
    expect(capped.caps[0]).toMatchObject({ cap: 'notional', limit: 0.1 });
    expect(capped.caps[0]!.wanted).toBeCloseTo(0.4, 12);
    expect(capped.sizeShare).toBeCloseTo(0.1, 12);
    const size = { by: 'premium', share: 0.04 } as const;
    const premium = openOne(put({ size, caps: { premiumPerYear: 0.03, notional: null } }));
    expect(premium.caps[0]).toMatchObject({ cap: 'premiumPerYear', limit: 0.03 });
    expect(premium.premium / BOOK).toBeCloseTo(0.03, 9);
  });

  it('fills the first rungs of a ladder up to a cap', () => {
    const capped = openOne({ ...LADDER(), caps: { premiumPerYear: null, notional: 0.15 } });
    expect(capped.rungs.map(({ units }) => Number(units.toFixed(9)))).toEqual([1, 0.5, 0]);
    expect(capped.held).toHaveLength(2);
    expect(capped.sizeShare).toBeCloseTo(0.15, 12);
  });

  it('spends a budget evenly, and nothing where a premium is received', () => {
    const tail = PRESETS.find(({ id }) => id === 'tailPuts')!.layers()[0]!;
    const open = openOne(tail);
    const [rung] = open.rungs;
    // Sold 30 days before the expiry, and not followed by another for 61.
    expect(open.premium / BOOK).toBeCloseTo((0.02 * Math.max(61, rung!.days - 30)) / 365, 9);
    expect(open.caps).toEqual([]);
    expect(openOne(put(), hedgeMarket(), [held({ quantity: -1 })]).reasons).toEqual(['no long exposure to cover']);
    const condor = openOne({ ...blankLayer('condor', 'c'), size: { by: 'premium', share: 0.01 } });
    expect(condor.held).toEqual([]);
    expect(condor.reasons).toEqual(['sized by a premium, and there is none to pay']);
  });

  it('buys volatility calls on the future of their own expiry', () => {
    const market = hedgeMarket({}, { volatility: 20 });
    const vxth = PRESETS.find(({ id }) => id === 'vxth')!.layers()[0]!;
    const open = openOne(vxth, market);
    expect(open.premium / BOOK).toBeCloseTo(0.01, 9);
    const quote = quoteOf(market, open.held[0]!);
    expect(quote.delta).toBeCloseTo(0.3, 6);
    expect(quote.forward).toBeGreaterThan(58);
    expect(quote.forward).toBeLessThan(62);
  });

  it('sells a perpetual without an expiry', () => {
    const open = openOne(blankLayer('perpetual', 'p'));
    expect(open.held).toEqual([{ on: 'asset', kind: 'future', quantity: -1, strike: NaN, expiry: Infinity, entry: 60_000 }]); // prettier-ignore
    expect([open.premium, open.costPerYear]).toEqual([0, 0]);
  });

  it('opens every preset on a market that knows everything, or says why not', () => {
    const market = hedgeMarket(
      {},
      { volatility: 60, slope: 0, skew: 0, exhaustion: 0, ivOverRealized: 1.2, drawdown: 0 },
    );
    for (const preset of PRESETS)
      for (const open of openLayers({ layers: preset.layers() }, market, COINS)) {
        const isOff = open.gate.value === 0;
        expect(open.held.length > 0, `${preset.id}: ${open.reasons.join()}`).toBe(!isOff);
        open.held.forEach((leg) => expect(Number.isFinite(leg.quantity) && leg.entry >= 0, preset.id).toBe(true));
      }
  });
});
