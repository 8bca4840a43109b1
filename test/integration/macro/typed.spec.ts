import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServices, type Services } from '#main/services/index';
import { openWriter } from '#main/store/writer';
import type { MacroEntry } from '#shared/macro';
import { useCli } from '../cli/support/cli';
import { pageOf } from '../store/support/pages';

const cli = useCli();
const DAY = 86_400_000;
const NOW = Date.UTC(2024, 5, 1);
const PERIOD = Date.UTC(2024, 3, 1);
const RELEASED = Date.UTC(2024, 4, 15, 12, 30);
const entry = (rest: Partial<MacroEntry> = {}): MacroEntry => ({ series: 'WAGES', label: 'Wages', unit: '%', period: PERIOD, released: RELEASED, announced: null, value: 4, ...rest }); // prettier-ignore

describe('what is typed in', () => {
  let services: Services;
  let changes = 0;
  beforeAll(async () => {
    const writer = openWriter(cli.at('typed.db'));
    writer.commitPage(pageOf([], { macro: [{ seriesId: 'CPI.yoy', period: PERIOD, released: RELEASED, value: 3.4 }, { seriesId: 'CPI.yoy', period: PERIOD + 30 * DAY, released: RELEASED + 28 * DAY, value: NaN }] })); // prettier-ignore
    writer.close();
    const workers = pathToFileURL(join(import.meta.dirname, '../../../out/workers/'));
    services = await openServices({ path: cli.at('typed.db'), create: false, workers, threads: 1, now: () => NOW });
    services.onDataChanged(() => changes++);
  }, 120_000);
  afterAll(() => services.dispose());
  const info = async (id: string) => (await services.macro.series(undefined)).find((one) => one.id === id);
  const calendar = (asOf?: number) => services.macro.calendar({ from: NOW - 60 * DAY, to: NOW + 60 * DAY, ...(asOf !== undefined && { asOf }) }); // prettier-ignore

  it('is a series of its own, replaced by the next entry and gone with its last', async () => {
    await services.macro.put(entry());
    await services.macro.put(entry({ value: 4.1 }));
    expect(await info('WAGES')).toMatchObject({ label: 'Wages', unit: '%', source: 'typed in', basis: 'released', figures: 1, state: { value: 4.1 } }); // prettier-ignore
    expect((await calendar()).events.find(({ series }) => series === 'WAGES')).toMatchObject({ value: 4.1, source: 'typed in' }); // prettier-ignore
    expect(changes).toBe(2);
    await services.macro.remove(entry());
    expect(await info('WAGES')).toBeUndefined();
    await expect(services.macro.remove(entry())).rejects.toMatchObject({ code: 'notFound' });
    expect(changes).toBe(3);
  });

  it('never overwrites what a source tells, and stands beside it', async () => {
    const other = entry({ series: 'CPI.yoy', value: 3.5 });
    await expect(services.macro.put(other)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('3.4') }); // prettier-ignore
    expect((await info('CPI.yoy'))!.state!.value).toBe(3.4);
    const expected = entry({ series: 'CPI.yoy.consensus', released: RELEASED - DAY, value: 3.6 });
    await services.macro.put(expected);
    expect((await info('CPI.yoy'))!.state).toMatchObject({
      consensus: 3.6,
      surprise: expect.closeTo(-0.2, 9) as number,
    });
    await services.macro.remove(expected);
    expect((await info('CPI.yoy'))!.state!.surprise).toBeNaN();
  });

  it('says since when a date is known: the replay sees it from then on', async () => {
    const released = NOW + 10 * DAY;
    await services.macro.put(entry({ released, value: null, announced: NOW - 40 * DAY }));
    const dates = async (asOf?: number) => (await calendar(asOf)).events.filter(({ series }) => series === 'WAGES').map(({ t, status }) => [t, status]); // prettier-ignore
    expect(await dates()).toEqual([[released, 'scheduled']]);
    expect(await dates(NOW - 40 * DAY)).toEqual([[released, 'scheduled']]);
    expect(await dates(NOW - 40 * DAY - 1)).toEqual([]);
  });

  it.each([
    ['a figure of tomorrow', { released: NOW + DAY }],
    ['neither a figure nor a date', { released: null, value: null }],
    ['a date announced after it came', { announced: RELEASED + 1 }],
    ['an announcement of an unknown instant', { released: null, announced: RELEASED }],
  ])('is refused when it is %s', async (_, rest) => {
    await expect(services.macro.put(entry({ series: 'ODD', ...rest }))).rejects.toMatchObject({ code: 'invalid' });
    expect(await info('ODD')).toBeUndefined();
  });

  it('is refused under the name of a daily series, which would hide it', async () => {
    await expect(services.macro.put(entry({ series: 'close:ODD' }))).rejects.toMatchObject({ code: 'invalid' });
    expect(await info('close:ODD')).toBeUndefined();
  });

  it('has its instant where every other figure of the series has', async () => {
    const undated = entry({ series: 'CPI.yoy', period: PERIOD - 30 * DAY, released: null });
    await expect(services.macro.put(undated)).rejects.toMatchObject({ code: 'invalid' });
    expect((await info('CPI.yoy'))!.basis).toBe('released');
  });

  it('without an instant makes its series one that is refused as of the past', async () => {
    await services.macro.put(entry({ series: 'UNDATED', released: null }));
    expect(await info('UNDATED')).toMatchObject({ basis: 'latest', state: { value: 4, known: NaN } });
    const past = (await services.macro.series(NOW - 1)).find(({ id }) => id === 'UNDATED');
    expect(past).toMatchObject({ state: null, lacks: 'not point-in-time' });
  });
});
