import { describe, expect, it } from 'vitest';
import { parseSymbol } from '#core/series/instrument';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import {
  chooseBars,
  chooseBasket,
  chooseCohorts,
  chooseLongest,
  seriesFor,
  volatilityFor,
} from '#main/services/selection';
import type { SeriesRecord } from '#main/store/types';

let id = 0;
const series = (own: Partial<SeriesRecord>): SeriesRecord => ({
  id: ++id,
  instrument: 'BTCUSDT',
  kind: 'bars',
  interval: MS_PER_HOUR,
  source: 'test',
  field: '',
  knownLag: MS_PER_HOUR,
  volumeUnit: 'base',
  unit: '',
  synthetic: false,
  rows: 1_000,
  from: 0,
  to: 1_000 * MS_PER_DAY,
  duplicates: 0,
  revision: 1,
  ...own,
});

const hours = series({});
const minutes = series({ interval: MS_PER_MINUTE, from: 900 * MS_PER_DAY, rows: 144_000 });

describe('chooseBars', () => {
  const wish = { interval: MS_PER_MINUTE, maxBars: 5_000 };

  it('takes the finest series where it reaches', () => {
    const choice = chooseBars([hours, minutes], { ...wish, from: 990 * MS_PER_DAY, to: 992 * MS_PER_DAY });
    expect(choice).toMatchObject({ series: minutes, interval: MS_PER_MINUTE });
  });

  it('takes the coarser one where only it reaches', () => {
    const choice = chooseBars([hours, minutes], { ...wish, from: 100 * MS_PER_DAY, to: 102 * MS_PER_DAY });
    expect(choice).toMatchObject({ series: hours, interval: MS_PER_HOUR });
  });

  it('coarsens until the range fits', () => {
    const choice = chooseBars([minutes], { ...wish, from: 900 * MS_PER_DAY, to: 1_000 * MS_PER_DAY });
    expect(choice?.interval).toBe(MS_PER_HOUR);
  });

  it('has no answer without a series', () => {
    expect(chooseBars([], { ...wish, from: 0, to: 1 })).toBeUndefined();
  });
});

describe('seriesFor', () => {
  const asset = series({ instrument: 'BTC', kind: 'liquidations', interval: MS_PER_DAY });
  it("finds an asset's prices in its contracts when it has none of its own", () => {
    expect(seriesFor([hours, asset], 'BTC', 'bars')).toEqual([hours]);
    expect(seriesFor([hours, asset], 'ETH', 'bars')).toEqual([]);
  });
  it('prefers its own', () => {
    const own = series({ instrument: 'BTC' });
    expect(seriesFor([hours, own], 'BTC', 'bars')).toEqual([own]);
  });
  it('passes over empty series', () => {
    expect(seriesFor([series({ rows: 0 })], 'BTCUSDT', 'bars')).toEqual([]);
  });
});

it('chooses the series that covers most of the range, the finer of equals', () => {
  expect(chooseLongest([hours, minutes], 0, 1_000 * MS_PER_DAY)).toBe(hours);
  expect(chooseLongest([hours, minutes], 950 * MS_PER_DAY, 960 * MS_PER_DAY)).toBe(minutes);
});

it("finds an asset's volatility index, and never a synthetic one for a real asset", () => {
  const dvol = series({ instrument: 'BTC-DVOL', kind: 'vol' });
  const fake = series({ instrument: 'SIM-BTC-DVOL', kind: 'vol', synthetic: true });
  const sim = series({ instrument: 'SIM-BTC', synthetic: true });
  expect(volatilityFor([dvol, fake, hours, sim], 'BTCUSDT')).toEqual([dvol]);
  expect(volatilityFor([dvol, fake, hours, sim], 'SIM-BTC')).toEqual([fake]);
});

it.each([
  ['BTCUSDT', 'BTC', 'USDT'],
  ['BTC', 'BTC', ''],
  ['BTCUSD_PERP', 'BTC', 'USD'],
  ['BTC-PERPETUAL', 'BTC', ''],
  ['BTC-USDT-SWAP', 'BTC', 'USDT'],
  ['SIM-BTC', 'BTC', ''],
  ['ETHBTC', 'ETH', 'BTC'],
  ['1000PEPEUSDT', '1000PEPE', 'USDT'],
  ['USDT', 'USDT', ''],
])('parses %s', (symbol, base, quote) => {
  expect(parseSymbol(symbol)).toEqual({ base, quote });
});

describe('chooseBasket', () => {
  const day = { interval: MS_PER_DAY, knownLag: MS_PER_DAY };
  const names = (found: readonly SeriesRecord[]): string[] => found.map(({ instrument }) => instrument);
  const majors = ['BTCUSDT', 'ETHUSDT', 'SOLUSDT', 'XRPUSDT', 'ADAUSDT'];
  const basket = majors.map((instrument) => series({ instrument, ...day }));

  it('takes one contract an asset of the group that the asset is in', () => {
    const twice = series({ instrument: 'ETHUSDC', ...day });
    expect(names(chooseBasket([...basket, twice, minutes], 'BTCUSDT'))).toEqual(majors);
    expect(names(chooseBasket(basket, 'BTC'))).toEqual(majors);
  });
  it('needs five assets, two contracts of one not counted twice, and the asset among them', () => {
    const four = [...basket.slice(0, 4), series({ instrument: 'ETHUSDC', ...day })];
    expect(chooseBasket(four, 'BTCUSDT')).toEqual([]);
    expect(chooseBasket(basket, 'LTCUSDT')).toEqual([]);
  });
  it('prefers reach, then the coarser interval', () => {
    const hourly = majors.map((instrument) => series({ instrument }));
    expect(chooseBasket([...hourly, ...basket], 'BTCUSDT')[0]?.interval).toBe(MS_PER_DAY);
    const short = majors.map((instrument) => series({ instrument, ...day, from: 500 * MS_PER_DAY }));
    expect(chooseBasket([...hourly, ...short], 'BTCUSDT')[0]?.interval).toBe(MS_PER_HOUR);
  });
  it('never mixes synthetic and real markets', () => {
    const sample = majors.map((instrument) => series({ instrument: `SIM-${instrument}`, ...day, synthetic: true }));
    expect(chooseBasket([...sample, hours], 'BTCUSDT')).toEqual([]);
    expect(chooseBasket([...sample, hours], 'SIM-BTCUSDT')).toHaveLength(5);
  });
});

describe('chooseCohorts', () => {
  const oi = series({ kind: 'oi', knownLag: 0 });
  it('takes the open interest that reaches farthest, and bars as fine as its readings', () => {
    const recent = series({ kind: 'oi', interval: 5 * MS_PER_MINUTE, from: 900 * MS_PER_DAY });
    const whole = series({ interval: MS_PER_MINUTE });
    expect(chooseCohorts([recent, oi, hours, whole], 'BTCUSDT')).toEqual({ bars: hours, oi, funding: undefined });
  });
  it('takes finer bars where there are no others, the coarsest of them', () => {
    const fives = series({ interval: 5 * MS_PER_MINUTE });
    const ones = series({ interval: MS_PER_MINUTE });
    expect(chooseCohorts([ones, fives, oi], 'BTCUSDT')?.bars).toBe(fives);
  });
  it('has none without open interest, or without bars of its time', () => {
    expect(chooseCohorts([hours], 'BTCUSDT')).toBeUndefined();
    expect(
      chooseCohorts([series({ from: 2_000 * MS_PER_DAY, to: 2_001 * MS_PER_DAY }), oi], 'BTCUSDT'),
    ).toBeUndefined();
  });
});
