import { describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { planDataset, type PlanInput } from '#main/sync/plan/plan-dataset';
import { sumPlan } from '#main/sync/plan/sum-plan';

const NOW = Date.UTC(2024, 5, 1, 12, 0, 30);
const at = (hour: number, minute = 0): number => Date.UTC(2024, 5, 1, hour, minute);
const dataset = { source: 'binance', offer: 'bars', instrument: 'BTCUSDT', interval: MS_PER_MINUTE } as const;
const input = (changes: Partial<PlanInput> = {}): PlanInput => ({
  dataset,
  from: at(0),
  to: null,
  newestFirst: false,
  offer: { reach: Infinity, pageRows: 60, shape: 'history', kinds: ['bars'] },
  settled: [],
  stored: [],
  listed: null,
  now: NOW,
  ...changes,
});
const brief = (parts: ReturnType<typeof planDataset>): unknown[] =>
  parts.map(({ state, from, to }) => [state, from, to]);

describe('planDataset', () => {
  it('asks up to the last closed bar: the one that forms is left, and the one that closed a second ago', () => {
    expect(brief(planDataset(input()))).toEqual([['fetch', at(0), at(12)]]);
    expect(brief(planDataset(input({ now: at(12) + 1_000 })))).toEqual([['fetch', at(0), at(11, 59)]]);
    expect(brief(planDataset(input({ from: at(12) })))).toEqual([]);
  });

  it('leaves what the source does not have yet to a later run', () => {
    const offer = { ...input().offer, lag: 90 * MS_PER_MINUTE };
    expect(brief(planDataset(input({ offer })))).toEqual([['fetch', at(0), at(10, 30)]]);
    expect(brief(planDataset(input({ offer, to: at(9) })))).toEqual([['fetch', at(0), at(9)]]);
  });

  it('estimates rows and requests, and the time from the limit of the source', () => {
    const parts = planDataset(input());
    expect(parts).toMatchObject([{ rows: 720, requests: 12 }]);
    expect(sumPlan(parts, () => ({ requests: 4, per: MS_PER_MINUTE }))).toMatchObject({ rows: 720, requests: 12, seconds: 180 }); // prettier-ignore
  });

  it('takes what was imported for had, and asks for the rest, newest first when told', () => {
    const stored = [{ from: at(2), to: at(9) }];
    const settled = [{ from: at(9), to: at(10), state: 'fetched' as const, at: NOW }];
    expect(brief(planDataset(input({ stored, settled, newestFirst: true })))).toEqual([
      ['fetch', at(10), at(12)],
      ['have', at(2), at(10)],
      ['fetch', at(0), at(2)],
    ]);
  });

  it('asks once for two holes that one request can answer', () => {
    const stored = [
      { from: at(0), to: at(3) },
      { from: at(3, 5), to: at(3, 30) },
      { from: at(3, 40), to: at(12) },
    ];
    expect(brief(planDataset(input({ stored })))).toEqual([
      ['have', at(0), at(3)],
      ['fetch', at(3), at(3, 40)],
      ['have', at(3, 40), at(12)],
    ]);
    const offer = { ...input().offer, pageRows: 30 };
    expect(planDataset(input({ stored, offer })).filter(({ state }) => state === 'fetch')).toHaveLength(2);
  });

  it('says what is beyond the reach, and what is older than the listing', () => {
    const offer = { ...input().offer, reach: 30 * MS_PER_DAY };
    const parts = planDataset(input({ offer, from: NOW - 60 * MS_PER_DAY, listed: NOW - 45 * MS_PER_DAY }));
    expect(parts.map(({ state, note }) => [state, note])).toEqual([
      ['notAvailable', 'Before its listing on 2024-04-17.'],
      ['notAvailable', 'Older than the 30 days that the source keeps.'],
      ['fetch', ''],
    ]);
    expect(parts[2]!.from).toBeGreaterThanOrEqual(NOW - 30 * MS_PER_DAY);
  });

  it('begins at the listing, the bar of the listing included, when no beginning is given', () => {
    const listed = at(3, 0) + 17_000;
    expect(brief(planDataset(input({ from: null, listed })))).toEqual([['fetch', at(3), at(12)]]);
    const daily = { ...dataset, interval: MS_PER_DAY };
    const parts = planDataset(input({ dataset: daily, from: null, listed: listed - 9 * MS_PER_DAY }));
    expect(brief(parts)).toEqual([['fetch', at(0) - 9 * MS_PER_DAY, at(0)]]);
    expect(parts[0]!.note).toBe('');
  });

  it('asks for a document again when it is older than its cadence, whatever is had of it', () => {
    const offer = { ...input().offer, shape: 'whole' as const };
    const whole = { ...dataset, interval: MS_PER_DAY };
    const plan = (age: number) =>
      planDataset(input({ dataset: whole, offer, settled: [{ from: 0, to: NOW, state: 'fetched', at: NOW - age }] }));
    expect(plan(11 * MS_PER_HOUR)).toMatchObject([{ state: 'have', requests: 0 }]);
    expect(plan(12 * MS_PER_HOUR)).toMatchObject([{ state: 'fetch', requests: 1, to: NOW }]);
    expect(plan(-400 * MS_PER_DAY)).toMatchObject([{ state: 'fetch' }]); // fetched while the clock was wrong by a year
    expect(planDataset(input({ dataset: whole, offer }))).toMatchObject([{ state: 'fetch' }]);
  });

  it('captures what is quoted now each time it is asked', () => {
    const offer = { ...input().offer, shape: 'capture' as const };
    const settled = [{ from: 0, to: NOW, state: 'fetched' as const, at: NOW }];
    expect(planDataset(input({ offer, settled }))).toMatchObject([
      { state: 'fetch', from: NOW, to: NOW + 1, requests: 1 },
    ]);
  });
});
