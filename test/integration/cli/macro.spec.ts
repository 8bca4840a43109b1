import { beforeAll, describe, expect, it } from 'vitest';
import type { MacroCalendarReply, MacroReading, MacroSeriesInfo, PolicyRate } from '#shared/macro';
import { useCli } from './support/cli';

const cli = useCli();
const DB = ['--db', 'macro.db'];
const RELEASES = `series_id,period,released,value,consensus,announced
CPI.yoy,2024-01-01,2024-02-13T13:30:00Z,3.1,2.9,2023-10-01
CPI.yoy,2024-01-01,2024-03-12T12:29:00Z,3.2,,
CPI.yoy,2024-02-01,2024-03-12T12:30:00Z,3.2,3.1,2023-10-01
CPI.yoy,2024-03-01,2024-04-10T12:30:00Z,,3.4,2023-10-01
CPI.yoy,2024-04-01,2024-05-15T12:30:00Z,,,
`;
const DECISIONS = `decision_date,meeting_start,type,prev_lower_pct,prev_upper_pct,new_lower_pct,new_upper_pct,change_bp
2023-07-26,2023-07-25,scheduled,5.0,5.25,5.25,5.5,25
2024-03-20,2024-03-19,scheduled,5.25,5.5,5.25,5.5,0
`;

beforeAll(async () => {
  const files = [cli.write('releases.csv', RELEASES), cli.write('fomc.csv', DECISIONS), cli.write('reer.csv', 'currency,month,reer_2020_100\nUSD,2024-01-01,108.2\nUSD,2024-02-01,109\n')]; // prettier-ignore
  const { code } = await cli.load('macro.db', ...files);
  expect(code).toBe(0);
}, 120_000);

const list = (...rest: string[]) => cli.json<{ series: MacroSeriesInfo[]; rates: PolicyRate[] }>('macro', ...DB, ...rest); // prettier-ignore

describe('ballast macro', () => {
  it('lists series with what they said, and the policy rates', async () => {
    const { series, rates } = await list('--as-of', '2024-03-12T12:30Z');
    const prices = series.find(({ id }) => id === 'CPI.yoy')!;
    expect(prices).toMatchObject({ basis: 'released', consensus: 'CPI.yoy.consensus', figures: 2, lacks: '' });
    expect(prices.state).toMatchObject({ value: 3.2, previous: 3.2, consensus: 3.1, direction: 'unchanged' });
    expect(series.map(({ id }) => id)).not.toContain('CPI.yoy.consensus');
    expect(series.find(({ id }) => id === 'REER.USD')).toMatchObject({ state: null, lacks: 'not point-in-time' });
    expect(rates).toMatchObject([{ currency: 'USD', rate: 0.055, since: Date.parse('2023-07-26T18:00Z') }]);
    const live = await list();
    expect(live.series.find(({ id }) => id === 'REER.USD')).toMatchObject({ state: { value: 109, change: expect.closeTo(0.8, 9) as number, known: null }, basis: 'latest' }); // prettier-ignore
  });

  it('reads a series by its periods: first print, revision, expectation', async () => {
    const read = (...rest: string[]) => cli.json<MacroReading>('macro', 'CPI.yoy', ...DB, ...rest);
    const late = await read();
    expect([late.first, late.value, late.consensus, late.revisions]).toEqual([[3.1, 3.2], [3.2, 3.2], [2.9, 3.1], 1]);
    const early = await read('--as-of', '2024-02-13T13:30Z', '--from', '2024-01-01');
    expect([early.value, early.consensus, early.revisions]).toEqual([[3.1], [2.9], 0]);
    expect((await cli.run(['macro', 'CPI.yoy', ...DB])).out).toMatch(
      /^period +known +first +value +expected\n2024-01-01/,
    );
    expect(await cli.json<MacroReading>('macro', 'REER.USD', ...DB, '--as-of', '2024-06-01')).toMatchObject({ period: [], lacks: expect.stringContaining('not point-in-time') }); // prettier-ignore
  });

  it('tells the dates of a range, ahead of the clock only those that were announced', async () => {
    const dates = (...rest: string[]) => cli.json<MacroCalendarReply>('macro', '--calendar', '2024-02-01..2024-06-01', ...DB, ...rest); // prettier-ignore
    const { events, next } = await dates('--as-of', '2024-03-15');
    expect(events.map(({ label, status, value, surprise }) => [label, status, value, surprise])).toEqual([
      ['CPI', 'released', 3.1, expect.closeTo(0.2, 9)],
      ['CPI', 'released', 3.2, null],
      ['CPI', 'released', 3.2, expect.closeTo(0.1, 9)],
      ['CPI', 'scheduled', null, null],
    ]);
    expect(events[1]!.title).toMatch(/, revised$/);
    expect(next.map(({ t }) => t)).toEqual([Date.parse('2024-04-10T12:30Z')]);
    expect((await dates()).events).toHaveLength(6);
  });

  it.each([
    [['NOPE'], 'No macro series "NOPE"'],
    [['--calendar', '2024-02-01'], 'write two instants'],
    [['CPI.yoy', '--calendar', '2024-02-01..2024-03-01'], 'not for both'],
    [['--from', '2024-02-01'], 'name one'],
    [['--calendar', '2024-02-01..2024-03-01', '--to', '2024-02-15'], 'name one'],
    [['CPI.yoy', '--from', '2024-02-01', '--to', '2024-01-01'], 'before'],
  ])('refuses %s', async (args, words) => {
    const { code, err } = await cli.run(['macro', ...args, ...DB]);
    expect([code, err]).toEqual([2, expect.stringContaining(words)]);
  });
});
