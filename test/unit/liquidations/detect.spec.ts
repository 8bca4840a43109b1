import { describe, expect, it } from 'vitest';
import { detectCascades, hotBins } from '#core/liquidations/detect';
import { DEFAULT_CASCADE_SETTINGS } from '#core/liquidations/settings';
import type { CascadeInput } from '#core/liquidations/types';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';

/** Hourly buckets around 1,000,000 USD a side, with the given hours (counted from the first) replaced. */
function hours(n: number, long: Record<number, number>, short: Record<number, number> = {}): CascadeInput {
  const calm = (i: number): number => 1e6 * (1 + 0.3 * Math.sin(i * 1.7));
  const make = (f: (i: number) => number): Float64Array => Float64Array.from({ length: n }, (_, i) => f(i));
  const columns = { t: make((i) => i * MS_PER_HOUR), long: make((i) => long[i] ?? calm(i)), short: make((i) => short[i] ?? calm(i)) }; // prettier-ignore
  return { liquidations: { kind: 'buckets', columns, interval: MS_PER_HOUR } };
}
const at = (hour: number): number => hour * MS_PER_HOUR;

describe('detectCascades on buckets', () => {
  it('reports start, peak, end and decision of a run of hot hours', () => {
    const [event, ...more] = detectCascades(hours(200, { 180: 2e7, 181: 9e7, 182: 3e7 }, { 181: 2e6 }));
    expect(more).toEqual([]);
    expect(event).toMatchObject({ rule: 'liquidations', side: 'long', start: at(180), peak: at(181), end: at(183), decision: at(184) }); // prettier-ignore
    expect(event!.notionalLongUsd).toBe(14e7);
    expect(event!.notionalShortUsd).toBeCloseTo(2e6 + 1e6 * (2 + 0.3 * (Math.sin(180 * 1.7) + Math.sin(182 * 1.7))), 3);
    expect(event!.prints).toBeNaN();
    expect(event!.coverage).toBeNull();
    expect(event!.coveredShare).toBe(1);
    expect([event!.priceStart, event!.oiBefore, event!.fundingBefore]).toEqual([NaN, NaN, NaN]);
  });

  it('parts two runs by one quiet hour and orders both sides by decision', () => {
    const events = detectCascades(hours(200, { 180: 5e7, 182: 5e7 }, { 178: 5e7, 179: 5e7, 180: 5e7 }));
    expect(events.map((e) => [e.side, e.start, e.decision])).toEqual([
      ['short', at(178), at(182)],
      ['long', at(180), at(182)],
      ['long', at(182), at(184)],
    ].sort((a, b) => Number(a[2]) - Number(b[2]) || Number(a[1]) - Number(b[1]))); // prettier-ignore
  });

  it('has no event before the baseline of a week is full, nor one that is not over', () => {
    expect(detectCascades(hours(200, { 167: 5e7 }))).toEqual([]);
    expect(detectCascades(hours(200, { 168: 5e7 }))).toHaveLength(1);
    expect(detectCascades(hours(200, { 199: 5e7 }))).toEqual([]);
    expect(hotBins(hours(200, { 199: 5e7 }), 'long')).toEqual([at(199)]);
    expect(detectCascades({ ...hours(200, { 199: 5e7 }), asOf: at(201) })).toHaveLength(1);
  });

  it('holds an event against an average day: 0.4 of it is the floor', () => {
    const input = hours(200, { 180: 9e6 });
    expect(hotBins(input, 'long')).toEqual([at(180)]);
    expect(detectCascades(input)).toEqual([]);
    expect(detectCascades(input, { ...DEFAULT_CASCADE_SETTINGS, eventFloorDayShare: 0.3 })).toHaveLength(1);
  });

  it('does not read a gap as quiet: the decision waits for the feed', () => {
    const input = hours(200, { 180: 5e7 });
    const covered = [{ from: 0, to: at(181) }, { from: at(185), to: at(200) }]; // prettier-ignore
    const [event] = detectCascades({ ...input, covered });
    expect(event).toMatchObject({ end: at(181), decision: at(186) });
    expect(event!.coveredShare).toBeCloseTo(2 / 6, 12);
  });

  it('starts a new baseline after an outage longer than the old one', () => {
    const input = hours(600, { 390: 5e7, 560: 5e7 });
    const covered = [{ from: 0, to: at(200) }, { from: at(380), to: at(600) }]; // prettier-ignore
    expect(detectCascades({ ...input, covered }).map((e) => e.start)).toEqual([at(560)]);
  });

  it('leaves out a bucket that is NaN, and refuses an interval that does not divide the grid', () => {
    const input = hours(200, { 180: 5e7, 181: NaN });
    expect(detectCascades(input)[0]).toMatchObject({ end: at(181), decision: at(183) });
    const bad = (interval: number): CascadeInput => ({ liquidations: { ...input.liquidations, kind: 'buckets', interval } as CascadeInput['liquidations'] }); // prettier-ignore
    expect(() => detectCascades(bad(0))).toThrow(RangeError);
    expect(() => detectCascades(bad(7_000))).toThrow(RangeError);
    expect(detectCascades(bad(MS_PER_MINUTE / 2), { ...DEFAULT_CASCADE_SETTINGS, gridMs: MS_PER_DAY })).toEqual([]);
  });

  it('takes k = 4, 3 and 2 on minutes, hours and days, and bins of at least one merge time', () => {
    const n = 70;
    const calm = Array.from({ length: n }, (_, i) => Math.exp(14 + [-0.5, -0.25, 0, 0.25, 0.5][i % 5]!));
    calm[65] = Math.exp(14 + 0.9); // 2 < 0.9 / (1.4826·0.25) = 2.43 < 3
    const t = Float64Array.from({ length: n }, (_, i) => i * MS_PER_DAY);
    const series = (interval: number): CascadeInput => ({
      liquidations: { kind: 'buckets', interval, columns: { t: t.map((x) => (x / MS_PER_DAY) * interval), long: Float64Array.from(calm), short: new Float64Array(n) } }, // prettier-ignore
    });
    const short = { ...DEFAULT_CASCADE_SETTINGS, baselineMs: 0 };
    expect(hotBins(series(MS_PER_DAY), 'long', short)).toEqual([65 * MS_PER_DAY]);
    expect(hotBins(series(MS_PER_HOUR), 'long', short)).toEqual([]);
    expect(hotBins(series(MS_PER_HOUR), 'long', { ...short, kFromHour: 2.4 })).toEqual([65 * MS_PER_HOUR]);
    expect(hotBins(series(MS_PER_MINUTE), 'long', { ...short, kBelowHour: 2.4 })).toEqual([65 * MS_PER_MINUTE]);
  });
});

describe('detectCascades on prints', () => {
  const day = 8 * MS_PER_DAY;
  /** A print of 5,000 USD every half hour for nine days, and a burst of `burst` prints of 20,000 USD in three minutes. */
  function prints(burst: number): CascadeInput {
    const rows = Array.from({ length: 9 * 48 }, (_, i) => ({ t: i * 30 * MS_PER_MINUTE + 1, notional: 5_000, side: i % 2 ? 1 : -1 })); // prettier-ignore
    for (let i = 0; i < burst; i++) rows.push({ t: day + 2_000 + Math.floor((i * 170_000) / burst), notional: 20_000, side: 1 }); // prettier-ignore
    rows.sort((a, b) => a.t - b.t);
    const column = (f: (r: (typeof rows)[0]) => number): Float64Array => Float64Array.from(rows, f);
    const one = column(() => 1);
    return { liquidations: { kind: 'prints', columns: { t: column((r) => r.t), side: column((r) => r.side), price: one, quantity: one, notional: column((r) => r.notional) } } }; // prettier-ignore
  }

  it('finds a burst in a mostly empty series, counts its prints and decides 15 minutes after it', () => {
    const [event, ...more] = detectCascades(prints(30));
    expect(more).toEqual([]);
    expect(event).toMatchObject({
      side: 'long',
      start: day,
      end: day + 3 * MS_PER_MINUTE,
      decision: day + 18 * MS_PER_MINUTE,
      prints: 30,
      notionalLongUsd: 600_000,
      notionalShortUsd: 5_000,
    });
  });

  it('calls a burst that is small against the day no cascade', () => {
    expect(detectCascades(prints(2))).toEqual([]);
  });

  it('finds a burst out of nothing', () => {
    const { columns } = prints(30).liquidations as Extract<CascadeInput['liquidations'], { kind: 'prints' }>;
    const loud = columns.t.findIndex((t) => t >= day);
    const only = Object.fromEntries(Object.entries(columns).map(([k, x]) => [k, x.slice(loud)])) as typeof columns;
    const covered = [{ from: 0, to: day + MS_PER_DAY }];
    const events = detectCascades({ liquidations: { kind: 'prints', columns: only }, covered });
    expect(events.map((e) => [e.side, e.start])).toEqual([['long', day]]);
  });

  it('takes price × quantity for a missing notional', () => {
    const input = prints(30);
    const { columns } = input.liquidations as Extract<CascadeInput['liquidations'], { kind: 'prints' }>;
    const blank = { ...columns, quantity: columns.notional, notional: columns.notional.map(() => NaN) };
    expect(detectCascades({ liquidations: { kind: 'prints', columns: blank } })).toEqual(detectCascades(input));
  });

  it('is silent on nothing', () => {
    const none = new Float64Array(0);
    const columns = { t: none, side: none, price: none, quantity: none, notional: none };
    expect(detectCascades({ liquidations: { kind: 'prints', columns } })).toEqual([]);
    expect(detectCascades({ liquidations: { kind: 'prints', columns }, covered: [] })).toEqual([]);
  });
});
