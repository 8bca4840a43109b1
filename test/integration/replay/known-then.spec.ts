import { beforeAll, describe, expect, it } from 'vitest';
import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import type { Services } from '#main/services/index';
import type { SeriesKey } from '#main/store/types';
import { openWriter } from '#main/store/writer';
import { SimulateSpecSchema } from '#shared/hedge';
import { hedgePlan } from '../../support/hedge-plan';
import { blockOf, columnsOf, pageOf, START, walkingBars } from '../store/support/pages';
import { useServices } from '../sync/support/services';

const services = useServices();
const DAYS = 60;
const THEN: Ms = START + 30 * MS_PER_DAY;
const bars = (source: string): SeriesKey => ({ instrument: 'BTCUSDT', kind: 'bars', interval: MS_PER_HOUR, source, field: '' }); // prettier-ignore
const oi: SeriesKey = { ...bars('test'), kind: 'oi' };
const prints: SeriesKey = { instrument: 'BTCUSDT', kind: 'liquidations', interval: 0, source: 'test', field: '' };

/** Prints of a few dollars twice an hour, and each fifth day a burst of longs after which the feed is silent for six hours. */
function liquidations() {
  const rows: { t: Ms; notional: number; side: 1 | -1 }[] = [];
  for (let hour = 0; hour < DAYS * 24; hour++) {
    const t = START + hour * MS_PER_HOUR;
    const since = hour % 120;
    if (hour > 240 && since === 100)
      for (let k = 0; k < 30; k++) rows.push({ t: t + k * 60_000, notional: 5e6, side: 1 });
    else if (hour <= 240 || since < 101 || since > 106)
      rows.push({ t, notional: 500, side: 1 }, { t: t + MS_PER_HOUR / 2, notional: 400, side: -1 });
  }
  const columns = columnsOf('prints', rows.length);
  rows.forEach(({ t, notional, side }, i) => {
    Object.entries({ t, side, price: 100, quantity: notional / 100, notional }).forEach(([name, x]) => (columns[name]![i] = x)); // prettier-ignore
  });
  return columns;
}

function openInterest() {
  const columns = columnsOf('oi', DAYS * 24);
  columns.t.forEach((_, i) => {
    columns.t[i] = START + i * MS_PER_HOUR;
    columns['usd']![i] = 1e8 + i;
  });
  return columns;
}

/** One source ends half way, another begins soon after the first row and reaches to the end. */
beforeAll(() => {
  const writer = openWriter(services.at('known'));
  writer.commitPage(
    pageOf([
      blockOf(walkingBars(35 * 24, { interval: MS_PER_HOUR }), bars('early')),
      blockOf(walkingBars(50 * 24, { from: START + 10 * MS_PER_DAY, interval: MS_PER_HOUR, seed: 5 }), bars('late')),
      blockOf(openInterest(), oi),
      blockOf(liquidations(), prints, { coverage: [{ from: START, coverage: 'complete' }, { from: THEN + 1, coverage: 'throttled' }] }), // prettier-ignore
    ]),
  );
  writer.close();
});
const open = (): Promise<Services> => services.open('known', { threads: 1 });
const asked = { instrument: 'BTCUSDT', interval: MS_PER_HOUR, from: START, to: THEN + 20 * MS_PER_DAY };

describe('as of an instant', () => {
  it('bars come from the series that covered most by then, and reach no farther', async () => {
    const { market } = await open();
    expect(market.bars({ ...asked, maxBars: 2_000 })).toMatchObject({ source: 'late', to: START + DAYS * MS_PER_DAY });
    const then = market.bars({ ...asked, maxBars: 2_000, asOf: THEN });
    expect(then).toMatchObject({ source: 'early', from: START, to: THEN });
    expect(market.bars({ ...asked, maxBars: 2_000, asOf: START })).toBeNull();
  });

  it('liquidations say what had been claimed of them', async () => {
    const { market } = await open();
    const claimed = async (asOf?: Ms) => (await market.liquidations({ ...asked, asOf }))!.coverage.map(({ coverage }) => coverage); // prettier-ignore
    expect(await claimed()).toEqual(['complete', 'throttled']);
    expect(await claimed(THEN)).toEqual(['complete']);
  });

  it('an instrument ends, and is priced, by then', async () => {
    const { market } = await open();
    const { c } = walkingBars(35 * 24, { interval: MS_PER_HOUR });
    const [then] = await market.instruments(THEN);
    expect(then).toMatchObject({ id: 'BTCUSDT', to: THEN, lastPrice: c![30 * 24 - 1], dayAgoPrice: c![29 * 24 - 1] });
    expect(await market.instruments(START - 1)).toEqual([]);
    expect((await market.instruments())[0]!.to).toBe(START + DAYS * MS_PER_DAY);
  });

  it('a cascade is listed once the feed is heard again, and described by the prices of then', async () => {
    const { cascades } = await open();
    await cascades.refresh([]);
    const all = (await cascades.list('BTCUSDT', undefined)).toReversed();
    expect(all.length).toBeGreaterThan(8);
    const [first] = all.filter(({ start }) => start > START + 12 * MS_PER_DAY);
    const heard = first!.start + 7 * MS_PER_HOUR;
    expect(first!.decision).toBeLessThan(heard);
    expect(await cascades.find(first!.id, heard - 1)).toBeUndefined();
    const then = await cascades.find(first!.id, heard);
    expect(then).toMatchObject({ start: first!.start, decision: first!.decision, priceSource: 'BTCUSDT, early' });
    expect(first!.priceSource).toBe('BTCUSDT, late');
    expect(then!.priceStart).not.toBe(first!.priceStart);
  });

  it('a timeline carries no open interest and no price beyond it', async () => {
    const { cascades } = await open();
    await cascades.refresh([]);
    const [event] = await cascades.list('BTCUSDT', THEN);
    const asOf = event!.decision + 7 * MS_PER_HOUR;
    const { t, long, price, oi } = (await cascades.timeline(event!.id, asOf))!;
    const later = [...t.keys()].filter((i) => t[i]! + event!.grid > asOf);
    expect(later.length).toBeGreaterThan(10);
    for (const i of later) expect([long[i], price[i], oi[i]]).toEqual([NaN, NaN, NaN]);
    expect(oi[later[0]! - 1]).toBeGreaterThan(1e8);
  });

  it('a recorded path that starts later is no path', async () => {
    const { jobs } = await open();
    const path = { kind: 'history', from: THEN + MS_PER_DAY, to: THEN + 9 * MS_PER_DAY };
    const spec = SimulateSpecSchema.parse({ plan: hedgePlan({ layers: [] }), path, asOf: THEN });
    const { state, message } = await jobs.finished(jobs.start({ kind: 'simulate', spec }).id);
    expect(state).toBe('failed');
    expect(message, 'read at the clock, not where the path starts').toContain('known by 2024-01-31');
  });
});
