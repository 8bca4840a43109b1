import { describe, expect, it } from 'vitest';
import { impliedForward, lastSnapshot, syntheticForward, type ChainSettings } from '#core/options/chain';
import { smileQuotes } from '#core/options/smile-quotes';
import { value } from '../../support/options/black';
import { chainOf, sampleChain, SAMPLE_STATE, type Row } from '../../support/options/chains';

const COIN: ChainSettings = { settlement: 'coin', rate: 0, within: 60_000 };
const QUOTE: ChainSettings = { settlement: 'quote', rate: 0, within: 60_000 };
const snapshot = (rows: readonly Row[], settings = COIN) => lastSnapshot(chainOf(rows), settings)!;
const pair = (strike: number, call: readonly [number, number], put: readonly [number, number], more: Partial<Row> = {}): Row[] => [
  { ...more, strike, type: -1, bid: put[0], ask: put[1] },
  { ...more, strike, type: 1, bid: call[0], ask: call[1] },
]; // prettier-ignore

describe('lastSnapshot', () => {
  it('takes the newest capture and parts it by expiry and strike', () => {
    const { t, index, ladders, expired } = snapshot(
      [
        ...pair(90, [1, 2], [3, 4], { t: 0 }),
        ...pair(90, [0.1, 0.2], [0.05, 0.06], { t: 5, days: -1 }),
        ...pair(100, [0.1, NaN], [0, 0.06], { t: 5, underlying: 101, index: 99 }),
        { t: 5, strike: 110, type: 1, bid: 0.01, ask: 0.02, underlying: 103, index: 99 },
      ],
      { ...COIN, within: 5 },
    );
    expect({ t, index, expired }).toEqual({ t: 5, index: 99, expired: 2 });
    expect(ladders).toHaveLength(1);
    const [ladder] = ladders;
    expect([...ladder!.strike]).toEqual([100, 110]);
    expect(ladder).toMatchObject({ discount: 1, underlying: 101, rows: 3 });
    expect([...ladder!.call.ask]).toEqual([NaN, 0.02]);
    expect([...ladder!.put.bid]).toEqual([NaN, NaN]);
    expect([...ladder!.put.bidSize, ...ladder!.call.bidSize]).toEqual([0, 0, 10, 10]);
    expect([...ladder!.put.listed]).toEqual([1, 0]);
    expect(ladder!.tau).toBeCloseTo(30 / 365, 12);
  });

  it('takes the last row of each option within the span, and none before it', () => {
    const rows: Row[] = [
      { t: 0, strike: 90, type: 1, bid: 9, ask: 10 },
      { t: 50, strike: 100, type: 1, bid: 1, ask: 2 },
      { t: 60, strike: 100, type: 1, bid: 3, ask: 4 },
      { t: 100, strike: 80, type: -1, bid: 5, ask: 6 },
    ];
    const all = rows.map((row) => ({ ...row, days: 30 - (row.t ?? 0) / 86_400_000 }));
    const bids = (within: number) => {
      const [ladder] = lastSnapshot(chainOf(all), { ...COIN, within })!.ladders;
      return { strike: [...ladder!.strike], call: [...ladder!.call.bid], put: [...ladder!.put.bid] };
    };
    expect(bids(100)).toEqual({ strike: [80, 100], call: [NaN, 3], put: [5, NaN] });
    expect(bids(101)).toEqual({ strike: [80, 90, 100], call: [NaN, 9, 3], put: [5, NaN, NaN] });
    expect(bids(0)).toEqual({ strike: [80], call: [NaN], put: [5] });
  });

  it('has nothing to say of no rows', () => {
    expect(lastSnapshot(chainOf([]), COIN)).toBeUndefined();
  });
});

describe('syntheticForward', () => {
  it('is the forward that prices both sides', () => {
    for (const strike of [40, 100, 180]) {
      const difference = value(1, 105, strike, 0.5, 0.7) - value(-1, 105, strike, 0.5, 0.7);
      expect(syntheticForward({ settlement: 'quote', discount: 1 }, strike, difference)).toBeCloseTo(105, 9);
      expect(syntheticForward({ settlement: 'quote', discount: 0.9 }, strike, 0.9 * difference)).toBeCloseTo(105, 9);
      expect(syntheticForward({ settlement: 'coin', discount: 1 }, strike, difference / 105)).toBeCloseTo(105, 9);
    }
    expect(syntheticForward({ settlement: 'coin', discount: 1 }, 100, 1)).toBeNaN();
  });
});

describe('impliedForward', () => {
  it('lies between what the synthetic can be sold and bought at', () => {
    const [ladder] = snapshot([...pair(100, [6, 8], [5, 7]), ...pair(110, [2, 3], [11, 12])], QUOTE).ladders;
    const forward = impliedForward(ladder!)!;
    // 100: 99 … 103, width 4; 110: 100 … 102, width 2.
    expect(forward).toMatchObject({ from: 'parity', low: 100, high: 102 });
    expect(forward.value).toBeCloseTo((101 / 16 + 101 / 4) / (1 / 16 + 1 / 4), 12);
  });

  it('takes the mean where quotes of different seconds cross', () => {
    const [ladder] = snapshot([...pair(100, [6, 6], [5, 5]), ...pair(110, [4, 4], [11, 11])], QUOTE).ladders;
    const { value: middle, low, high } = impliedForward(ladder!)!;
    expect(low).toBeGreaterThan(high);
    expect(middle).toBeCloseTo(102, 1);
  });

  it('falls back on the venue, and has none without', () => {
    const oneSided = (underlying: number) => snapshot([...pair(100, [6, NaN], [5, 7], { underlying })]).ladders[0]!;
    expect(impliedForward(oneSided(101))).toEqual({ value: 101, from: 'venue', low: NaN, high: NaN });
    expect(impliedForward(oneSided(NaN))).toBeUndefined();
  });

  it('finds the forwards of the sample market', () => {
    for (const ladder of lastSnapshot(sampleChain(), COIN)!.ladders) {
      const forward = impliedForward(ladder)!;
      expect(forward.from).toBe('parity');
      expect(forward.low).toBeLessThanOrEqual(forward.value);
      expect(forward.high).toBeGreaterThanOrEqual(forward.value);
      expect(Math.abs(forward.value / ladder.underlying - 1)).toBeLessThanOrEqual(5e-4);
      expect(ladder.underlying).toBeCloseTo(SAMPLE_STATE.index * Math.exp(SAMPLE_STATE.carry * ladder.tau), 6);
    }
  });
});

describe('smileQuotes', () => {
  const premium = (type: 1 | -1, strike: number, by = 0): number => value(type, 100, strike, 30 / 365, 0.5) + by;
  const quote = (type: 1 | -1, strike: number): Row => ({ strike, type, bid: premium(type, strike, -0.01), ask: premium(type, strike, 0.01) }); // prettier-ignore

  it('keeps the side out of the money, and says why each other row is out', () => {
    const rows: Row[] = [
      { ...quote(-1, 80), bid: NaN },
      { ...quote(-1, 85), ask: NaN },
      { ...quote(-1, 90), bid: 9 },
      { ...quote(-1, 92), bid: 0.01, ask: 2 },
      quote(-1, 95),
      quote(1, 95),
      quote(-1, 100),
      quote(1, 100),
      { strike: 105, type: 1, bid: 100, ask: 120 },
      { strike: 108, type: -1, bid: 8, ask: 9 },
      quote(1, 110),
    ];
    const [ladder] = snapshot(rows, QUOTE).ladders;
    const found = smileQuotes(ladder!, 100);
    expect([...found.strike]).toEqual([95, 100, 110]);
    expect([...found.type]).toEqual([-1, 1, 1]);
    expect(found.leftOut).toEqual({ inTheMoney: 3, noBid: 1, noAsk: 1, crossed: 1, wide: 1, noVolatility: 1 });
    expect(found.k[0]).toBeCloseTo(Math.log(0.95), 12);
    found.iv.forEach((iv) => expect(iv).toBeCloseTo(0.5, 6));
    found.spread.forEach((x, i) => expect(x).toBe(found.askIv[i]! - found.bidIv[i]!));
    expect(found.bidIv[0]).toBeLessThan(0.5);
  });

  it('reads coin premiums and discounted ones alike', () => {
    const scaled = (by: number) => [quote(-1, 95), quote(1, 105)].map((row) => ({ ...row, bid: row.bid * by, ask: row.ask * by })); // prettier-ignore
    const [plain] = snapshot(scaled(1), QUOTE).ladders;
    const [coin] = snapshot(scaled(1 / 100), COIN).ladders;
    const [discounted] = snapshot(scaled(Math.exp(-0.1 * (30 / 365))), {
      settlement: 'quote',
      rate: 0.1,
      within: 60_000,
    }).ladders;
    const ivs = [plain, coin, discounted].map((ladder) => [...smileQuotes(ladder!, 100).iv]);
    for (const other of ivs.slice(1)) other.forEach((iv, i) => expect(iv).toBeCloseTo(ivs[0]![i]!, 9));
  });

  it('accounts for every row of the sample market', () => {
    for (const ladder of lastSnapshot(sampleChain(3, { stress: 0.8 }), COIN)!.ladders) {
      const { k, leftOut } = smileQuotes(ladder, ladder.underlying);
      expect(k.length + Object.values(leftOut).reduce((sum, n) => sum + n, 0)).toBe(ladder.rows);
    }
  });
});
