import { expect, it } from 'vitest';
import { eventTimeline } from '#core/liquidations/timeline';
import type { CascadeInput } from '#core/liquidations/types';

const minute = 60_000;
const column = (...x: number[]): Float64Array => Float64Array.of(...x);
const input: CascadeInput = {
  liquidations: {
    kind: 'prints',
    columns: {
      t: column(1, 10, 11, 12.5, 13).map((x) => x * minute),
      side: column(1, 1, -1, 1, 1),
      price: column(1, 1, 1, 1, 1),
      quantity: column(1, 1, 1, 1, 1),
      notional: column(7, 100, 30, 50, 25),
    },
  },
  covered: [
    { from: 0, to: 11 * minute },
    { from: 12 * minute, to: 40 * minute },
  ],
  bars: {
    interval: 2 * minute,
    columns: { t: column(8, 10, 12).map((x) => x * minute), o: column(1, 1, 1), h: column(1, 1, 1), l: column(1, 1, 1), c: column(5, 6, 7), v: column(1, 1, 1) }, // prettier-ignore
  },
};
const event = { start: 10 * minute, decision: 14 * minute };

it('lays the event out bin by bin: unknown bins are NaN, sums start with the event', () => {
  const got = eventTimeline(event, input, { padBefore: minute, padAfter: minute });
  expect([...got.t].map((t) => t / minute)).toEqual([9, 10, 11, 12, 13, 14]);
  expect([...got.long]).toEqual([0, 100, NaN, 50, 25, 0]);
  expect([...got.short]).toEqual([0, 0, NaN, 0, 0, 0]);
  expect([...got.cumulativeLong]).toEqual([0, 100, 100, 150, 175, 175]);
  expect([...got.price]).toEqual([5, NaN, 6, NaN, 7, NaN]);
});

it('shows nothing that was not known by asOf', () => {
  const got = eventTimeline(event, { ...input, asOf: 12.9 * minute }, { padBefore: minute, padAfter: minute });
  expect([...got.long]).toEqual([0, 100, NaN, NaN, NaN, NaN]);
  expect([...got.cumulativeLong]).toEqual([0, 100, 100, NaN, NaN, NaN]);
  expect([...got.price]).toEqual([5, NaN, 6, NaN, NaN, NaN]);
});

it('pads an hour by default, beyond the data too', () => {
  const { covered: _, bars: __, ...bare } = input;
  const got = eventTimeline(event, bare);
  expect(got.t).toHaveLength(124);
  expect(got.long[0]).toBeNaN();
  expect([...got.long.slice(50, 65)]).toEqual([NaN, 7, 0, 0, 0, 0, 0, 0, 0, 0, 100, 0, 50, NaN, NaN]);
});
