import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastSnapshot, type ChainSnapshot, type Settlement } from '#core/options/chain';
import { DERIBIT_FEES, optionFee, type FeeSettings } from '#core/options/fees';
import { parityDesk } from '#core/options/parity';
import { value } from '../../support/options/black';
import { chainOf, sampleChain, type Row } from '../../support/options/chains';

const FREE: FeeSettings = { ...DERIBIT_FEES, option: 0, delivery: 0, underlying: 0, underlyingHalfSpread: 0 };
const between = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });
const market = fc
  .record({
    index: between(10, 100_000),
    carry: between(-0.2, 0.3),
    days: between(1, 200),
    iv: between(0.2, 1.2),
    settlement: fc.constantFrom<Settlement>('coin', 'quote'),
    /** Half of each spread, as a share of the premium. */
    half: fc.array(between(0, 0.2), { minLength: 10, maxLength: 10 }),
  })
  // Or else the far strikes are worth nothing that a double can hold.
  .filter(({ iv, days }) => iv * Math.sqrt(days / 365) > 0.03);
type Market = typeof market extends fc.Arbitrary<infer M> ? M : never;

/** Five strikes around the money whose quotes hold the fair value of one forward between them. */
function snapshotOf({ index, carry, days, iv, settlement, half }: Market, mispriced = 0): ChainSnapshot {
  const tau = days / 365;
  const forward = index * (1 + carry * tau);
  const unit = settlement === 'coin' ? 1 / forward : 1;
  const rows = [0.9, 0.95, 1, 1.05, 1.1].flatMap((share, i) =>
    ([-1, 1] as const).map((type, j): Row => {
      const strike = share * index;
      const fair = value(type, forward, strike, tau, iv) * unit + (type > 0 && i === 2 ? mispriced * forward * unit : 0);
      const width = half[2 * i + j]!;
      return { strike, type, days, bid: fair * (1 - width), ask: fair * (1 + width), underlying: forward, index };
    }),
  ); // prettier-ignore
  return lastSnapshot(chainOf(rows), { settlement, rate: 0, within: 60_000 })!;
}
const zero = (m: Market): Market => ({ ...m, half: m.half.map(() => 0) });

describe('parityDesk', () => {
  it('finds the carry of the future in every package of a market without costs, and no edge', () => {
    fc.assert(
      fc.property(market, (m) => {
        const rows = parityDesk(snapshotOf(zero(m)), { fees: FREE, funding: NaN });
        expect(rows).toHaveLength(12);
        for (const { kind, carry, basis, edge, tau } of rows) {
          const target = kind.startsWith('box') && m.settlement === 'quote' ? 0 : m.carry;
          expect(Math.abs(carry - target) * tau).toBeLessThanOrEqual(1e-8);
          expect(Math.abs(basis - m.carry) * tau).toBeLessThanOrEqual(1e-9);
          expect(Math.abs(edge) * tau).toBeLessThanOrEqual(1e-8);
        }
      }),
    );
  });

  it('finds nothing to execute where every quote holds its fair value', () => {
    fc.assert(
      fc.property(market, (m) => {
        for (const row of parityDesk(snapshotOf(m), { fees: { ...DERIBIT_FEES }, funding: 0.1 }))
          expect(row.executable, row.kind).toBe(false);
      }),
    );
  });

  it('finds a call that is too dear or too cheap, and its size', () => {
    fc.assert(
      fc.property(market, fc.constantFrom(0.02, -0.02), (m, by) => {
        const tau = m.days / 365;
        const forward = m.index * (1 + m.carry * tau);
        // A price that is cheaper by this much must still be one.
        fc.pre(value(1, forward, m.index, tau, m.iv) > 0.03 * forward);
        const rows = parityDesk(snapshotOf(zero(m), by), { fees: DERIBIT_FEES, funding: NaN });
        const found = rows.filter((row) => row.executable && row.upperStrike !== row.upperStrike);
        expect(found.map((row) => row.kind)).toEqual([by > 0 ? 'conversion' : 'reversal']);
        expect(found[0]).toMatchObject({ strike: m.index, size: 10 });
      }),
    );
  });

  it('locks what it says whatever the price at expiry', () => {
    fc.assert(
      fc.property(market, between(0.3, 3), (m, move) => {
        const snapshot = snapshotOf(m);
        const fees = { ...DERIBIT_FEES, delivery: 0 };
        const [ladder] = snapshot.ladders;
        const { call, put, settlement, underlying } = ladder!;
        const cost = fees.underlying + fees.underlyingHalfSpread;
        const end = m.index * move;
        for (const { kind, strike, carry, tau } of parityDesk(snapshot, { fees, funding: NaN })) {
          const i = ladder!.strike.indexOf(strike);
          const fee = (premium: number): number => optionFee(fees, settlement, premium, underlying);
          if (kind === 'conversion') {
            const premium = call.bid[i]! - put.ask[i]! - fee(call.bid[i]!) - fee(put.ask[i]!);
            const payoff = Math.max(strike - end, 0) - Math.max(end - strike, 0);
            // Coin: the premium buys part of the coin. Quote: it is kept until expiry.
            const wealth = settlement === 'coin' ? (1 + payoff / end) * end : end + payoff + premium;
            const paid = m.index * (1 + cost) * (settlement === 'coin' ? 1 - premium : 1);
            expect(Math.abs(wealth / paid - 1 - carry * tau)).toBeLessThanOrEqual(1e-9);
          }
          if (kind === 'reversal') {
            const premium = call.ask[i]! - put.bid[i]! + fee(call.ask[i]!) + fee(put.bid[i]!);
            const payoff = Math.max(end - strike, 0) - Math.max(strike - end, 0);
            const owed = settlement === 'coin' ? (1 - payoff / end) * end : end - payoff + premium;
            const received = m.index * (1 - cost) * (settlement === 'coin' ? 1 - premium : 1);
            expect(Math.abs(owed / received - 1 - carry * tau)).toBeLessThanOrEqual(1e-9);
          }
        }
      }),
    );
  });

  it('does not move with the unit of money', () => {
    fc.assert(
      fc.property(market, between(0.01, 100), (m, factor) => {
        const a = parityDesk(snapshotOf(m), { fees: DERIBIT_FEES, funding: NaN });
        const b = parityDesk(snapshotOf({ ...m, index: m.index * factor }), { fees: DERIBIT_FEES, funding: NaN });
        expect(b.map((row) => row.kind)).toEqual(a.map((row) => row.kind));
        b.forEach((row, i) => expect(Math.abs(row.edge - a[i]!.edge)).toBeLessThanOrEqual(1e-6 * (1 + Math.abs(row.edge)))); // prettier-ignore
      }),
    );
  });

  it('measures against the funding that it is given, and only then', () => {
    const snapshot = lastSnapshot(sampleChain(), { settlement: 'coin', rate: 0, within: 60_000 })!;
    const rows = parityDesk(snapshot, { fees: DERIBIT_FEES, funding: 0.1 });
    expect(rows.length).toBeGreaterThan(50);
    for (const { kind, carry, edgeToFunding } of rows)
      expect(edgeToFunding).toBeCloseTo(kind === 'conversion' || kind === 'boxLend' ? carry - 0.1 : 0.1 - carry, 12);
    for (const row of parityDesk(snapshot, { fees: DERIBIT_FEES, funding: NaN })) expect(row.edgeToFunding).toBeNaN();
  });

  it('never uses a side that is not quoted', () => {
    const snapshot = lastSnapshot(
      chainOf([
        { strike: 100, type: -1, bid: NaN, ask: 5, underlying: 100, index: 100 },
        { strike: 100, type: 1, bid: 5, ask: NaN, underlying: 100, index: 100 },
      ]),
      { settlement: 'quote', rate: 0, within: 60_000 },
    )!;
    expect(parityDesk(snapshot, { fees: FREE, funding: NaN }).map(({ kind }) => kind)).toEqual(['conversion']);
  });
});

describe('optionFee', () => {
  it.each([
    ['coin', 0.02, 0.0003],
    ['coin', 0.0001, 0.0000125],
    ['quote', 1_200, 18],
    ['quote', 40, 5],
  ] as const)('of a %s premium of %s is %s', (settlement, premium, fee) => {
    expect(optionFee(DERIBIT_FEES, settlement, premium, 60_000)).toBeCloseTo(fee, 12);
  });
});
