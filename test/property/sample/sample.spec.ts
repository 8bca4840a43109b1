import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CohortBook } from '#core/sample/cohort-book';
import { black76 } from '#core/sample/black76';
import { civilToMs, msToCivil } from '#core/time/calendar';
import { scoreDetection, type Interval } from '#core/sample/score';

const interval: fc.Arbitrary<Interval> = fc
  .record({
    instrument: fc.constantFrom('A', 'B'),
    side: fc.constantFrom('long' as const, 'short' as const),
    start: fc.integer({ min: 0, max: 1_000 }),
    length: fc.integer({ min: 0, max: 60 }),
  })
  .map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
const intervals = fc.array(interval, { maxLength: 30 });

describe('scoreDetection', () => {
  it('scores the truth against itself as perfect', () =>
    fc.assert(
      fc.property(fc.array(interval, { minLength: 1, maxLength: 30 }), (truth) => {
        const { precision, recall } = scoreDetection(truth, truth, 0);
        expect([precision, recall]).toEqual([1, 1]);
      }),
    ));

  it('accounts for everything once: matched + missed = truth, matched + spurious = detected', () =>
    fc.assert(
      fc.property(intervals, intervals, fc.nat(50), (truth, detected, tolerance) => {
        const { matched, missed, spurious } = scoreDetection(truth, detected, tolerance);
        const all = (n: number) => Array.from({ length: n }, (_, i) => i);
        expect([...matched.map((m) => m.truth), ...missed].toSorted((a, b) => a - b)).toEqual(all(truth.length));
        expect([...matched.map((m) => m.detected), ...spurious].toSorted((a, b) => a - b)).toEqual(
          all(detected.length),
        );
      }),
    ));

  it('finds no less with a wider tolerance', () =>
    fc.assert(
      fc.property(interval, intervals, fc.nat(50), fc.nat(50), (truth, detected, tolerance, more) => {
        const narrow = scoreDetection([truth], detected, tolerance).matched.length;
        expect(scoreDetection([truth], detected, tolerance + more).matched.length).toBeGreaterThanOrEqual(narrow);
      }),
    ));
});

describe('CohortBook', () => {
  const action = fc.oneof(
    fc.record({ kind: fc.constant('open' as const), distance: fc.double({ min: 0.001, max: 0.4, noNaN: true }), amount: fc.double({ min: 0, max: 1e6, noNaN: true }) }),
    fc.record({ kind: fc.constant('shrink' as const), share: fc.double({ min: 0, max: 0.9, noNaN: true }) }),
    fc.record({ kind: fc.constant('attend' as const), share: fc.double({ min: 0, max: 1, noNaN: true }) }),
    fc.record({ kind: fc.constant('move' as const), by: fc.double({ min: -0.1, max: 0.1, noNaN: true }) }),
  ); // prettier-ignore

  it('never makes nor loses a position: the total is what a fall to nothing would liquidate', () =>
    fc.assert(
      fc.property(fc.constantFrom(1 as const, -1 as const), fc.array(action, { maxLength: 60 }), (sign, actions) => {
        const book = new CohortBook(sign, 0);
        let price = 0;
        let largest = 1;
        for (const step of actions) {
          if (step.kind === 'open') book.open(price, step.distance, step.amount);
          else if (step.kind === 'shrink') book.shrink(step.share);
          else if (step.kind === 'attend') book.attend(price, 0.03, step.share, 0.6, 0.01);
          else price = Math.max(-1, Math.min(1, price + step.by));
          largest = Math.max(largest, book.total);
        }
        const expected = book.total;
        let taken = 0;
        const bin = book.binOf(sign * -3);
        while (book.reaches(bin)) taken += book.take();
        expect(Math.abs(taken - expected)).toBeLessThanOrEqual(1e-9 * largest);
      }),
    ));
});

describe('black76', () => {
  const market = fc.record({
    forward: fc.double({ min: 0.1, max: 1e5, noNaN: true }),
    moneyness: fc.double({ min: -1, max: 1, noNaN: true }),
    tau: fc.double({ min: 0.003, max: 2, noNaN: true }),
    volatility: fc.double({ min: 0.1, max: 2, noNaN: true }),
  });

  it('keeps a call between its intrinsic value and the forward, rising with volatility', () =>
    fc.assert(
      fc.property(market, ({ forward, moneyness, tau, volatility }) => {
        const strike = forward * Math.exp(moneyness);
        const work = { call: 0, nd1: 0, nd2: 0, vega: 0, gamma: 0 };
        const { call } = black76(forward, strike, tau, volatility, work);
        expect(call).toBeGreaterThanOrEqual(Math.max(0, forward - strike));
        expect(call).toBeLessThanOrEqual(forward);
        expect(black76(forward, strike, tau, volatility * 1.1, work).call).toBeGreaterThanOrEqual(
          call - 1e-12 * forward,
        );
      }),
    ));
});

describe('calendar', () => {
  it('returns from every date to its instant', () =>
    fc.assert(
      fc.property(fc.integer({ min: -100_000, max: 200_000 }), (days) => {
        const { year, month, day } = msToCivil(days * 86_400_000);
        expect(civilToMs(year, month, day)).toBe(days * 86_400_000);
      }),
    ));
});
