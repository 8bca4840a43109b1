import { expect, it } from 'vitest';
import type { CascadeTimeline } from '../../../../src/shared/cascades';
import { ticks, timeTicks } from '../../../../src/renderer/lib/ticks';
import { binsPerValue, cropped } from '../../../../src/renderer/panes/event/plot';

it('finds round values over a range', () => {
  expect(ticks(-430, 90)).toEqual([-400, -200, 0]);
  expect(ticks(5, 5)).toEqual([]);
});
it('finds round instants, in the shown zone', () => {
  const hour = 3_600_000;
  expect(timeTicks(hour * 10.2, hour * 13.1, 4)).toEqual([11 * hour, 12 * hour, 13 * hour]);
  expect(timeTicks(0, 24 * hour, 2, 5.5 * hour)[0]).toBe(6.5 * hour);
});

it('shows an event with its surroundings, not all that was answered', () => {
  const minute = 60_000;
  const t = Float64Array.from({ length: 200 }, (_, i) => i * minute);
  const event = { grid: minute, start: 80 * minute, end: 90 * minute, decision: 95 * minute };
  const shown = cropped({ event, t, long: t, short: t, price: t, oi: t } as unknown as CascadeTimeline);
  expect([shown.t[0], shown.t.at(-1)]).toEqual([64 * minute, 126 * minute]);
  expect(shown.price.length).toBe(shown.t.length);
});
it('tells how coarse the values are against the bins', () => {
  expect(binsPerValue(Float64Array.of(1, 2, 3))).toBe(1);
  expect(binsPerValue(Float64Array.of(NaN, 1, NaN, NaN, 2, NaN, NaN, 3))).toBe(3);
  expect(binsPerValue(Float64Array.of(NaN, 1, NaN))).toBeNaN();
});
