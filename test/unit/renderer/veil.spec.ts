import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { call } from '../../../src/renderer/lib/call';
import { exactTime, formatTime, formatTimeZoned, parseTime } from '../../../src/renderer/lib/format';
import { setVeil, unveilPrice, veilPrice, type Veil } from '../../../src/renderer/lib/veil';
import { blind, hideMarket, showMarket } from '../../../src/renderer/state/blind';
import { instruments, loadInstruments } from '../../../src/renderer/state/instruments';
import { link } from '../../../src/renderer/state/link';
import { createFakeBridge, type FakeBridge } from '../../support/fake-bridge';

const ORIGIN = Date.UTC(2020, 2, 12, 23);
const HOUR = 3_600_000;
const veil: Veil = { instrument: 'BTCUSDT', origin: ORIGIN, scale: 100 / 5_896 };

describe('instants in blind mode', () => {
  beforeEach(() => setVeil(veil));
  afterEach(() => setVeil(null));

  it('are told from the day on which the replay was entered, in whatever form', () => {
    const t = ORIGIN + 39 * HOUR;
    expect(formatTime(t)).toBe('day 3 14:00');
    expect(formatTime(t, 'local', 'second')).toBe('day 3 14:00:00');
    for (const form of ['day', 'month', 'year', 'monthDay'] as const) expect(formatTime(t, 'utc', form)).toBe('day 3');
    expect(formatTime(t, 'utc', 'clock')).toBe('14:00');
    expect(formatTime(t, 'utc', 'monthMinute')).toBe('day 3 14:00');
    expect(formatTime(ORIGIN - 24 * HOUR)).toBe('day 0 23:00');
    expect(formatTime(ORIGIN - 48 * HOUR, 'utc', 'day')).toBe('day \u22121');
    expect(formatTimeZoned(t, 'local')).toBe('day 3 14:00 UTC');
    expect(exactTime(t)).toBe('day 3 14:00:00.000');
  });

  it('are not told where they would give away how long the history is', () => {
    expect(formatTime(Date.UTC(2017, 7, 17))).toBe('long before');
    expect(formatTime(Date.UTC(2026, 10, 27))).toBe('long after');
  });

  it('are read back as they are written', () => {
    for (const t of [ORIGIN, ORIGIN + 39 * HOUR, ORIGIN - 400 * HOUR])
      expect(parseTime(formatTime(t), 'local')).toBe(t);
    expect(parseTime('day 2', 'utc')).toBe(Date.UTC(2020, 2, 13));
    expect(parseTime('2020-03-12 23:00', 'utc')).toBeUndefined();
    expect(parseTime('day 2 25:00', 'utc')).toBeUndefined();
  });
});

it('a price comes back exactly as it was, so that a level at a low is that low', () => {
  for (const price of [5_555, 5_555.5, 0.00001234, 102_098.2, 3.3333, 63_999.99])
    expect(unveilPrice(veil, veilPrice(veil, price))).toBe(price);
});

describe('what comes into the page in blind mode', () => {
  let bridge: FakeBridge;
  const ID = 'BTCUSDT';
  beforeEach(async () => {
    bridge = createFakeBridge();
    vi.stubGlobal('window', { ballast: bridge });
    instruments.setState(instruments.getInitialState());
    link.setState(link.getInitialState());
    await loadInstruments();
  });
  afterEach(async () => {
    await showMarket();
    vi.unstubAllGlobals();
  });
  const one = () => instruments.getState().byId.get(ID)!;

  it('names no other instrument, and this one not by its name; all of it comes back', async () => {
    const before = [...instruments.getState().list];
    link.getState().setInstrument('B', before.at(-1)!.id);
    expect(await hideMarket(ID, one().to)).toBe(true);
    expect(blind.getState().veil).toMatchObject({ instrument: ID, origin: before.find(({ id }) => id === ID)!.to });
    expect(instruments.getState().list).toHaveLength(1);
    expect(one()).toMatchObject({ label: 'Hidden instrument', venue: '', base: 'units' });
    expect(one().lastPrice).toBeCloseTo(100, 9);
    expect(link.getState().groups.B.instrument).toBe(ID);
    await showMarket();
    expect(instruments.getState().list).toEqual(before);
    expect(link.getState().groups.B.instrument).toBe(before.at(-1)!.id);
  });

  it('carries prices in which 100 is the last that was known, and no source', async () => {
    const { to, lastPrice } = one();
    const query = { instrument: ID, interval: HOUR, from: to - 48 * HOUR, to, maxBars: 100 };
    const plain = (await call('bars:read', query))!;
    const rows = await call('cascades:list', {});
    await hideMarket(ID, to);
    const veiled = (await call('bars:read', query))!;
    for (const name of ['o', 'h', 'l', 'c'] as const)
      expect(veiled.bars[name]).toEqual(plain.bars[name].map((x) => x * (100 / lastPrice)));
    expect([veiled.bars.t, veiled.bars.v]).toEqual([plain.bars.t, plain.bars.v]);
    expect(JSON.stringify({ ...veiled, bars: null })).not.toMatch(/BTC|Binance/);
    const forming = {
      t: to,
      until: to + HOUR / 2,
      o: lastPrice,
      h: 2 * lastPrice,
      l: lastPrice / 2,
      c: lastPrice,
      v: 7,
    };
    vi.stubGlobal('window', { ballast: { call: () => Promise.resolve({ ok: true, value: { ...plain, forming } }) } });
    const told = (await call('bars:read', query))!.forming!;
    expect([told.o, told.h, told.l, told.c].map((price) => Number(price.toFixed(9)))).toEqual([100, 200, 50, 100]);
    expect(told).toMatchObject({ t: to, v: 7 });
    vi.stubGlobal('window', { ballast: bridge });
    for (const row of await call('cascades:list', {})) {
      expect({ ...row, id: '' }).not.toMatchObject({ instrument: ID });
      expect(row.priceLow).toBeCloseTo((rows.find(({ id }) => id === row.id)!.priceLow * 100) / lastPrice, 9);
      expect(row.priceSource).not.toMatch(/BTC|Binance/);
    }
  });

  it('a time-shift tells neither the market nor a date by which it could be looked up', async () => {
    vi.stubGlobal('window', { ballast: createFakeBridge({ studied: true }) });
    const { to, lastPrice } = one();
    const spec = { instrument: ID, align: { kind: 'release', label: 'CPI' } } as const;
    const plain = (await call('timeShift:read', spec)).result!;
    expect(plain.analogs[0]!.label).toMatch(/^CPI 20/);
    await hideMarket(ID, to);
    const veiled = (await call('timeShift:read', spec)).result!;
    expect(veiled.analogs.map(({ label }) => label)).toEqual(plain.analogs.map(() => 'CPI'));
    expect(veiled.present!.price).toBeCloseTo((plain.present!.price * 100) / lastPrice, 9);
    expect(veiled.present!.path).toEqual(plain.present!.path);
    expect(JSON.stringify([veiled.spec, veiled.inputs.map(({ instrument, source }) => [instrument, source]), veiled.caveats])).not.toMatch(/BTC|Binance|\b20\d\d\b/); // prettier-ignore
  });

  it('a decision is stored in true prices and comes back in those that are shown', async () => {
    const { to, lastPrice } = one();
    await hideMarket(ID, to);
    const shown = await call('journal:record', { session: null, instrument: ID, decidedAt: to, level: 99, horizon: HOUR, probability: 0.5, reason: '', action: '', blind: true }); // prettier-ignore
    expect(shown.level).toBeCloseTo(99, 9);
    const { args } = bridge.calls.findLast(({ channel }) => channel === 'journal:record')!;
    expect((args as { level: number }).level).toBeCloseTo((99 * lastPrice) / 100, 5);
    await showMarket();
    expect((await call('journal:list', {}))[0]!.level).toBeCloseTo((99 * lastPrice) / 100, 5);
  });

  it('nothing is hidden where no price was known', async () => {
    expect(await hideMarket(ID, 0)).toBe(false);
    expect(blind.getState().veil).toBeNull();
    expect(one().label).not.toBe('Hidden instrument');
  });
});
