import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advanceDecline, AdvanceDeclineStream, alignCloses } from '#core/indicators/advance-decline';
import { divergence, DivergenceStream } from '#core/indicators/divergence';
import { alignHigher } from '#core/indicators/multi-timeframe';
import { swingLows, SwingLowStream } from '#core/indicators/swings';

/** Few distinct values, so that ties and unchanged closes are common; holes. */
const value = fc.oneof({ weight: 12, arbitrary: fc.integer({ min: 1, max: 9 }) }, fc.constant(NaN));
const column = (n: number): fc.Arbitrary<Float64Array> =>
  fc.array(value, { minLength: n, maxLength: n }).map((x) => Float64Array.from(x));
const basket = fc
  .tuple(fc.nat(60), fc.integer({ min: 1, max: 6 }))
  .chain(([n, members]) => fc.tuple(...Array.from({ length: members }, () => column(n))));
const pair = fc.nat(90).chain((n) => fc.tuple(column(n), column(n)));
const k = fc.integer({ min: 1, max: 4 });

describe('advance-decline line', () => {
  it('is the same in batch and in stream', () =>
    fc.assert(
      fc.property(basket, (closes) => {
        const out = advanceDecline(closes);
        const stream = new AdvanceDeclineStream(closes.length);
        for (let i = 0; i < closes[0]!.length; i++)
          expect(stream.push(closes.map((x) => x[i]!))).toEqual({
            line: out.line[i],
            normalised: out.normalised[i],
            members: out.members[i],
          });
      }),
      { numRuns: 400 },
    ));

  it('never changes what it said when later closes come', () =>
    fc.assert(
      fc.property(basket, fc.nat(60), (closes, to) => {
        const whole = advanceDecline(closes);
        const cut = advanceDecline(closes.map((x) => x.slice(0, to)));
        for (const name of ['line', 'normalised', 'members'] as const)
          expect(cut[name]).toEqual(whole[name].slice(0, to));
      }),
      { numRuns: 300 },
    ));

  it('does not depend on the order of the members, and moves by no more than there are', () =>
    fc.assert(
      fc.property(basket, (closes) => {
        const { line, normalised, members } = advanceDecline(closes);
        expect(advanceDecline([...closes].reverse()).line).toEqual(line);
        let before = 0;
        line.forEach((x, i) => {
          if (Number.isNaN(x)) return;
          expect(Math.abs(x - before)).toBeLessThanOrEqual(members[i]!);
          before = x;
        });
        for (const x of normalised) expect(Math.abs(x) > 1).toBe(false);
      }),
    ));

  it('a member that joins later has no part in what was before', () =>
    fc.assert(
      fc.property(basket, fc.nat(60), (closes, from) => {
        const late = closes[0]!.map((x, i) => (i < from ? NaN : x));
        const without = advanceDecline(closes);
        const withIt = advanceDecline([...closes, late]);
        expect(withIt.line.slice(0, from)).toEqual(without.line.slice(0, from));
      }),
    ));

  it('is built from bars that are aligned on any grid', () =>
    fc.assert(
      fc.property(basket, (closes) => {
        const grid = closes[0]!.map((_, i) => i * 1_000);
        const members = closes.map((c) => ({ t: grid.filter((_, i) => !Number.isNaN(c[i]!)), c: c.filter((x) => !Number.isNaN(x)) })); // prettier-ignore
        expect(alignCloses(members, grid).closes).toEqual(closes);
      }),
    ));
});

describe('swing lows and divergence', () => {
  it('are the same in batch and in stream', () =>
    fc.assert(
      fc.property(pair, k, ([price, line], sides) => {
        const [lows, flags] = [swingLows(price, sides), divergence(price, line, sides)];
        const [swing, stream] = [new SwingLowStream(sides), new DivergenceStream(sides)];
        for (let i = 0; i < price.length; i++) {
          expect(swing.push(price[i]!)).toBe(lows[i]);
          expect(stream.push(price[i]!, line[i]!)).toBe(flags[i]);
        }
      }),
      { numRuns: 500 },
    ));

  it('never change what they said when later bars come', () =>
    fc.assert(
      fc.property(pair, k, fc.nat(90), ([price, line], sides, to) => {
        expect(swingLows(price.slice(0, to), sides)).toEqual(swingLows(price, sides).slice(0, to));
        const flags = divergence(price.slice(0, to), line.slice(0, to), sides);
        expect(flags).toEqual(divergence(price, line, sides).slice(0, to));
      }),
      { numRuns: 300 },
    ));

  it('are what their definition says, written a second time', () => {
    let found = 0;
    fc.assert(
      fc.property(pair, k, ([price, line], sides) => {
        const lows: number[] = [];
        for (let i = sides; i + sides < price.length; i++) {
          const [before, after] = [price.slice(i - sides, i), price.slice(i + 1, i + sides + 1)];
          if (before.every((x) => x > price[i]!) && after.every((x) => x >= price[i]!)) lows.push(i);
        }
        const known = swingLows(price, sides);
        expect(lows).toEqual([...known].flatMap((low, i) => (low !== (known[i - 1] ?? -1) ? [low] : [])));
        const diverging = lows.filter((low, j) => {
          const before = lows[j - 1];
          return before !== undefined && price[low]! < price[before]! && line[low]! >= line[before]!;
        });
        found += diverging.length;
        const flagged = [...divergence(price, line, sides)].flatMap((x, i) => (x === 1 ? [i - sides] : []));
        expect(flagged).toEqual(diverging);
      }),
      { numRuns: 500 },
    );
    expect(found, 'the generator makes divergences').toBeGreaterThan(50);
  });
});

describe('alignHigher', () => {
  const stamps = (interval: number): fc.Arbitrary<Float64Array> =>
    fc.uniqueArray(fc.nat(80), { maxLength: 40 }).map((x) => Float64Array.from(x.sort((a, b) => a - b), (i) => i * interval)); // prettier-ignore
  const frames = fc.record({ base: stamps(10), higher: stamps(40), stale: fc.nat(3), to: fc.nat(4_000) });

  it('reads nothing that had not closed, and the same whatever comes later', () =>
    fc.assert(
      fc.property(frames, ({ base, higher, stale, to }) => {
        const values = higher.map((_, i) => i);
        const whole = alignHigher(base, 10, higher, 40, values, undefined, stale);
        whole.forEach((row, i) => {
          const end = base[i]! + 10;
          const closed = [...higher].filter((t) => t + 40 <= end && end - (t + 40) <= stale * 40);
          expect(row).toEqual(closed.length > 0 ? higher.indexOf(closed.at(-1)!) : NaN);
        });
        const known = higher.filter((t) => t + 40 <= to);
        const past = base.filter((t) => t + 10 <= to);
        expect(alignHigher(past, 10, known, 40, values.slice(0, known.length), undefined, stale)).toEqual(
          whole.slice(0, past.length),
        );
      }),
      { numRuns: 400 },
    ));
});
