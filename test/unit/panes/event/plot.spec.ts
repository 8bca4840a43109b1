import { expect, it } from 'vitest';
import { ticks, timeTicks } from '../../../../src/renderer/panes/event/plot';

it('finds round values over a range', () => {
  expect(ticks(-430, 90)).toEqual([-400, -200, 0]);
  expect(ticks(5, 5)).toEqual([]);
});
it('finds round instants, in the shown zone', () => {
  const hour = 3_600_000;
  expect(timeTicks(hour * 10.2, hour * 13.1, 4)).toEqual([11 * hour, 12 * hour, 13 * hour]);
  expect(timeTicks(0, 24 * hour, 2, 5.5 * hour)[0]).toBe(6.5 * hour);
});
