import { describe, expect, it } from 'vitest';
import type { CascadeRow } from '#shared/cascades';
import { rangeAround } from '../../../../src/renderer/state/open-cascade';
import { describeFilter, filterCascades, NO_FILTER } from '../../../../src/renderer/panes/cascades/filter';

const row = (patch: Partial<CascadeRow>): CascadeRow =>
  ({
    id: '1',
    side: 'long',
    notionalLongUsd: 5e8,
    notionalShortUsd: 1e6,
    start: 0,
    end: 600_000,
    decision: 1_500_000,
    grid: 60_000,
    ...patch,
  }) as CascadeRow;
const rows = [
  row({ id: 'a' }),
  row({ id: 'b', side: 'short', notionalShortUsd: 2e7 }),
  row({ id: 'c', notionalLongUsd: NaN }),
];
const ids = (list: readonly CascadeRow[]): string => list.map(({ id }) => id).join('');

describe('filterCascades', () => {
  it('lets everything through at the start', () => expect(ids(filterCascades(rows, NO_FILTER, () => ''))).toBe('abc'));
  it('filters by side', () => expect(ids(filterCascades(rows, { ...NO_FILTER, side: 'short' }, () => ''))).toBe('b'));
  it('compares the notional of the side that was closed, and drops unknown ones', () =>
    expect(ids(filterCascades(rows, { ...NO_FILTER, least: 1e8 }, () => ''))).toBe('a'));
  it('wants every word', () => {
    const text = (r: CascadeRow) => `${r.id} Proxy rule`;
    expect(ids(filterCascades(rows, { ...NO_FILTER, text: 'proxy B' }, text))).toBe('b');
  });
  it('says what it does', () =>
    expect(describeFilter(118, '2020-01-01', { side: 'long', least: 1e8, text: '' })).toBe(
      '118 events since 2020-01-01, long side, at least 100 M USD',
    ));
});

describe('rangeAround', () => {
  const event = row({});
  it('keeps a width that suits the event', () => {
    const { from, to } = rangeAround(event, 7_200_000, 60_000);
    expect(to - from).toBe(7_200_000);
    expect((from + to) / 2).toBe(750_000);
  });
  it('sets it anew when the event would be lost or cut', () => {
    expect(widthOf(rangeAround(event, 365 * 86_400_000, 60_000))).toBeLessThan(86_400_000);
    expect(widthOf(rangeAround(event, 60_000, 60_000))).toBe(160 * 60_000);
    expect(widthOf(rangeAround(event, NaN, 3_600_000))).toBe(160 * 3_600_000);
  });
});
const widthOf = ({ from, to }: { from: number; to: number }): number => to - from;
