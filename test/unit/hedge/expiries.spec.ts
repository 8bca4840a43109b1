import { describe, expect, it } from 'vitest';
import { expiriesOf, expiryFor } from '#core/hedge/expiries';

const days = (calendar: 'crypto' | 'vix' | 'equity', from: string, to: string, monthlyOnly = true) =>
  [...expiriesOf(calendar, Date.parse(from), Date.parse(to), monthlyOnly)].map((t) => new Date(t).toISOString().slice(0, 16)); // prettier-ignore

describe('expiries', () => {
  it('of a volatility index come 30 days before the third Friday of the month after', () => {
    expect(days('vix', '2020-02-19T14:31Z', '2020-05-01')).toEqual(['2020-03-18T13:30', '2020-04-15T13:30']);
    // In winter New York opens at 14:30 UTC.
    expect(days('vix', '2019-12-20', '2020-02-20')).toEqual(['2020-01-22T14:30', '2020-02-19T14:30']);
  });

  it('of coins come on the last Friday at 8:00 UTC, of shares on the third at 16:00 in New York', () => {
    expect(days('crypto', '2025-09-30', '2025-12-27')).toEqual(['2025-10-31T08:00', '2025-11-28T08:00', '2025-12-26T08:00']); // prettier-ignore
    expect(days('equity', '2025-10-01', '2025-12-01')).toEqual(['2025-10-17T20:00', '2025-11-21T21:00']);
  });

  it('of weeks lie between them, each once', () => {
    expect(days('crypto', '2025-10-01', '2025-11-01', false)).toEqual(['2025-10-03T08:00', '2025-10-10T08:00', '2025-10-17T08:00', '2025-10-24T08:00', '2025-10-31T08:00']); // prettier-ignore
  });

  it('begin after the first instant and include the last', () => {
    expect(days('crypto', '2025-10-31T08:00Z', '2025-11-28T08:00Z')).toEqual(['2025-11-28T08:00']);
  });
});

describe('the expiry that is taken', () => {
  const t = Date.UTC(2025, 9, 1);
  const listed = [10, 20, 40].map((day) => t + day * 86_400_000);
  const pick = (wanted: number, least = 1, most = 100) => expiryFor(listed, t, wanted, { least, most });

  it('is the nearest that the rule admits, the later of two', () => {
    expect(pick(14)).toBe(listed[0]);
    expect(pick(15)).toBe(listed[1]);
    expect(pick(30)).toBe(listed[2]);
    expect(pick(14, 12)).toBe(listed[1]);
    expect(pick(90, 1, 30)).toBe(listed[1]);
  });

  it('is none where none is admitted, or all are past', () => {
    expect(pick(30, 21, 39)).toBeUndefined();
    expect(expiryFor(listed, listed[2]!, 10, { least: 0, most: 100 })).toBeUndefined();
  });
});
