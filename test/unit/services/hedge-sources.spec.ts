import { describe, expect, it } from 'vitest';
import { planHedgeSources, type HedgeSourcePlan } from '#main/services/hedge-sources';
import type { StoreReader } from '#main/store/api';
import type { SeriesRecord } from '#main/store/types';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2025, 0, 1);
let next = 1;
const series = (change: Partial<SeriesRecord>): SeriesRecord =>
  ({
    ...{
      id: next++,
      instrument: 'BTCUSDT',
      kind: 'bars',
      field: '',
      interval: DAY,
      source: 'x',
      rows: 1_000,
      synthetic: false,
      unit: '',
    },
    ...{ from: NOW - 1_000 * DAY, to: NOW - DAY, knownLag: DAY, revision: 1 },
    ...change,
  }) as SeriesRecord;
const plan = (all: readonly SeriesRecord[], asset: string, benchmark = asset) =>
  planHedgeSources({ listSeries: () => [...all] } as unknown as StoreReader, { asset, benchmark, instruments: [], asOf: undefined }); // prettier-ignore
const sourcesOf = (...args: Parameters<typeof plan>) => (plan(...args) as HedgeSourcePlan).sources;

describe('the series of a plan', () => {
  it('are the longest bars that reach to now, and the finest ones for the price', () => {
    const old = series({ from: NOW - 3_000 * DAY, to: NOW - 100 * DAY });
    const daily = series({});
    const hourly = series({ interval: HOUR, knownLag: HOUR, from: NOW - 2_000 * DAY, to: NOW - HOUR });
    const minutes = series({ interval: 60_000, knownLag: 60_000, from: NOW - 90 * DAY, to: NOW - 60_000 });
    const odd = series({ interval: 7 * DAY, from: NOW - 5_000 * DAY });
    expect(sourcesOf([old, daily, hourly, minutes, odd], 'BTCUSDT').asset).toMatchObject({
      id: hourly.id,
      price: minutes.id,
    });
  });

  it('of the S&P 500 and what tracks it are the indices of Cboe', () => {
    const indices = ['VIX', 'VIX9D', 'VIX3M', 'VVIX'].map((instrument) => series({ instrument, kind: 'vol' }));
    const [vix, near, back, volOfVol] = indices.map(({ id }) => id);
    const dvol = series({ instrument: 'DVOL-BTC', kind: 'vol' });
    const all = [...indices, dvol, series({ instrument: 'SPY' }), series({})];
    expect(sourcesOf(all, 'SPY')).toMatchObject({ equity: true, index: { id: vix }, near, back, volOfVol });
    expect(sourcesOf(all, 'BTCUSDT')).toMatchObject({ equity: false, index: { id: dvol.id }, back: undefined });
  });

  it('are never synthetic for a real market, nor the other way round', () => {
    const simulated = series({ instrument: 'SIM-VIX', kind: 'vol', synthetic: true });
    expect(sourcesOf([simulated, series({ instrument: 'SPX' })], 'SPX').index).toBeUndefined();
    const market = series({ instrument: 'SIM-SPX', synthetic: true });
    expect(sourcesOf([simulated, market], 'SIM-SPX').index).toMatchObject({ id: simulated.id });
  });

  it('of volatility, quotes and funding reach to now, however long one was that ended', () => {
    const pair = (change: Partial<SeriesRecord>) => [
      series({ ...change, from: NOW - 4_000 * DAY, to: NOW - 300 * DAY }),
      series({ ...change, from: NOW - 30 * DAY }),
    ];
    const [index, chain, funding] = [pair({ instrument: 'DVOL-BTC', kind: 'vol' }), pair({ kind: 'chain' }), pair({ kind: 'funding' })]; // prettier-ignore
    expect(sourcesOf([series({}), ...index, ...chain, ...funding], 'BTCUSDT')).toMatchObject({
      index: { id: index[1]!.id },
      chain: { id: chain[1]!.id },
      funding: funding[1]!.id,
    });
  });

  it('change what an answer is known by', () => {
    const [bars, index] = [series({}), series({ instrument: 'DVOL-BTC', kind: 'vol' })];
    const before = (plan([bars, index], 'BTCUSDT') as HedgeSourcePlan).revisions;
    const after = (plan([bars, { ...index, revision: 2 }], 'BTCUSDT') as HedgeSourcePlan).revisions;
    expect(JSON.stringify(after)).not.toBe(JSON.stringify(before));
  });

  it('or a reason why there is no market', () => {
    expect(plan([series({ interval: 7 * DAY })], 'BTCUSDT')).toEqual({
      problem: 'No price of BTCUSDT is stored: bars of a day or finer are needed.',
    });
  });
});
