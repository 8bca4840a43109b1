import { describe, expect, it } from 'vitest';
import { alignExact, alignLast, buildAxis, slotAt, timeAt } from '../../../../src/renderer/panes/price/axis';

const DAY = 86_400_000;
const of = (...t: number[]) => Float64Array.from(t);

describe('buildAxis', () => {
  it('keeps a slot for each missing bar, so that a gap looks as long as it is', () => {
    const axis = buildAxis(of(0, 10, 40), 10);
    expect([...axis.t]).toEqual([0, 10, 20, 30, 40]);
    expect([...axis.bar]).toEqual([0, 1, -1, -1, 2]);
  });
  it('does not take the weekends of an exchange for gaps', () => {
    const monday = Date.UTC(2025, 0, 6);
    const days = of(...[0, 1, 2, 3, 4, 7, 8, 9, 10, 11].map((d) => monday + d * DAY));
    expect(buildAxis(days, DAY).t).toHaveLength(10);
  });
});

describe('slotAt and timeAt', () => {
  const axis = buildAxis(of(100, 110, 120, 150), 10);
  it('puts the open of a bar at the left edge of its slot', () => expect(slotAt(axis, 110)).toBe(0.5));
  it('runs on past both ends', () => {
    expect(slotAt(axis, 90)).toBe(-1.5);
    expect(slotAt(axis, 170)).toBe(6.5);
  });
  it('are inverse to each other, inside and outside', () => {
    for (const t of [60, 100, 104, 119.5, 137, 150, 158, 400]) expect(timeAt(axis, slotAt(axis, t))).toBeCloseTo(t, 9);
  });
  it('stay inverse where weekends are left out', () => {
    const friday = Date.UTC(2025, 0, 3);
    const days = buildAxis(of(...[-4, -3, -2, -1, 0, 3, 4, 5, 6, 7].map((d) => friday + d * DAY)), DAY);
    for (const slot of [-2, 0, 3.2, 4.9, 5.5, 8, 12]) expect(slotAt(days, timeAt(days, slot))).toBeCloseTo(slot, 9);
  });
});

describe('align', () => {
  const axis = buildAxis(of(0, 10, 20, 30), 10);
  it('takes values of the same stamp only', () =>
    expect([...alignExact(axis, of(10, 25), of(1, 2))]).toEqual([NaN, 1, NaN, NaN]));
  it('never shows at a bar what was stamped at or after its close', () => {
    expect([...alignLast(axis, of(10, 19), of(1, 2), 100)]).toEqual([NaN, 2, 2, 2]);
  });
  it('leaves a hole where the last value is too old', () => {
    expect([...alignLast(axis, of(5), of(1), 20)]).toEqual([1, 1, NaN, NaN]);
  });
});
