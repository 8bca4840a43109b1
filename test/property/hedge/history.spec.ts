import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KnownPoints } from '#core/evidence/types';
import { signalsAt, volatilityMarketAt, type HedgeHistory } from '#core/hedge/history';
import { historyPath } from '#core/hedge/paths/history';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';

const START = Date.UTC(2024, 0, 1);
const DAYS = 460;
const CUT = START + 440 * MS_PER_DAY;

/** A column of values every `every` or so, some of them missing. */
const column = (every: number, least: number, most: number): fc.Arbitrary<KnownPoints> =>
  fc
    .array(fc.tuple(fc.double({ min: least, max: most, noNaN: true }), fc.integer({ min: 0, max: 19 })), {
      minLength: Math.floor((DAYS * MS_PER_DAY) / every),
      maxLength: Math.floor((DAYS * MS_PER_DAY) / every),
    })
    .map((rows) => ({
      known: Float64Array.from(rows, (_, i) => START + i * every),
      value: Float64Array.from(rows, ([x, die]) => (die === 0 ? NaN : x)),
    }));

const histories: fc.Arbitrary<HedgeHistory> = fc.record({
  spot: column(12 * MS_PER_HOUR, 10, 100).map(({ known, value }) => ({ known, value: value.map((x) => x || 50) })),
  index: column(MS_PER_DAY, 0.2, 1.5),
  back: column(MS_PER_DAY, 0.2, 1.5),
  volOfVol: fc.constant(undefined),
  slope: fc.constant(undefined),
  riskReversal: column(MS_PER_DAY, -0.1, 0.1),
  exhaustion: fc.constant(undefined),
  funding: column(8 * MS_PER_HOUR, -0.001, 0.001),
  speed: fc.constant(2),
});

/** The same with everything that was known after an instant turned into something else. */
const withOtherFuture = (history: HedgeHistory, after: number): HedgeHistory =>
  Object.fromEntries(
    Object.entries(history).map(([name, points]) => [
      name,
      typeof points === 'object' && points !== null
        ? { known: points.known, value: points.value.map((x: number, i: number) => (points.known[i] > after ? 7 * x + 1 : x)) }
        : points,
    ]),
  ) as unknown as HedgeHistory; // prettier-ignore

describe('a recorded path', () => {
  it('holds nothing that was known later than its step', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const other = withOtherFuture(history, CUT);
        const span = { from: CUT - 15 * MS_PER_DAY, to: CUT + 15 * MS_PER_DAY, step: 12 * MS_PER_HOUR };
        const [a, b] = [historyPath(history, span), historyPath(other, span)];
        const steps = 31; // up to and with the cut
        for (const name of ['spot', 'vol', 'volatility', 'slope', 'skew', 'ivOverRealized', 'funding'] as const)
          expect(b[name]!.slice(0, steps), name).toEqual(a[name]!.slice(0, steps));
        expect(b.spot.slice(steps + 1)).not.toEqual(a.spot.slice(steps + 1));
        expect(signalsAt(other, CUT)).toEqual(signalsAt(history, CUT));
        expect(volatilityMarketAt(other, CUT)).toEqual(volatilityMarketAt(history, CUT));
      }),
      { numRuns: 12 },
    );
  });
});
