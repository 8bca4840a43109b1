import { describe, expect, it } from 'vitest';
import { previewFile } from '#main/sync/importers/preview';
import { at, columnsOf, fixture, importAll, useFiles } from './support';

const write = useFiles();

describe('Binance dumps', () => {
  it('reads klines with a header', async () => {
    const read = await importAll(fixture('BTCUSDT-1m-2024-01.csv'));
    expect(read.blocks[0]!.key).toEqual({
      instrument: 'BTCUSDT',
      kind: 'bars',
      interval: 60_000,
      source: 'binance',
      field: '',
    });
    expect(read.blocks[0]!.traits).toMatchObject({ knownLag: 60_000, volumeUnit: 'base' });
    expect(columnsOf(read)).toEqual({
      t: [1704067200000, 1704067260000, 1704067320000],
      o: [100, 105, 104.5], h: [110.5, 106, 104.5], l: [95.25, 104, 104.5], c: [105, 104.5, 104.5], v: [12.5, 3, 0],
    }); // prettier-ignore
    expect([...read.blocks[0]!.line]).toEqual([2, 3, 4]);
  });

  it('reads klines without a header and with stamps in microseconds', async () => {
    const preview = await previewFile(fixture('BTCUSDT-1m-2025-01.csv'));
    expect(preview).toMatchObject({
      format: 'binance-klines',
      hasHeader: false,
      timeUnit: 'us',
      problems: [],
      instruments: ['BTCUSDT'],
    });
    const read = await importAll(fixture('BTCUSDT-1m-2025-01.csv'));
    expect(columnsOf(read)).toMatchObject({ t: [1735689600000, 1735689660000], c: [93050, 93010] });
  });

  it('reads metrics as open interest and ratios; a missing ratio is no row', async () => {
    const read = await importAll(fixture('ETHUSDT-metrics-2024-03-01.csv'));
    expect(columnsOf(read, { kind: 'oi' })).toEqual({
      t: [5, 10, 15].map((minute) => at('2024-03-01T00:00:00Z') + minute * 60_000),
      base: [1000, 1001, 1002], usd: [3e6, 3004000, 3007000],
    }); // prettier-ignore
    expect(columnsOf(read, { field: 'longShortAccounts' })['value']).toEqual([1.3, 1.32]);
    expect(new Set(read.blocks.map(({ key }) => key.field))).toEqual(new Set(['', 'longShortTopAccounts', 'longShortTopPositions', 'longShortAccounts', 'takerLongShortVolume'])); // prettier-ignore
  });

  it('reads funding rates', async () => {
    const read = await importAll(fixture('BTCUSDT-fundingRate-2024-01.csv'));
    expect(read.blocks[0]!.key).toMatchObject({ kind: 'funding', instrument: 'BTCUSDT', interval: 0 });
    expect(columnsOf(read)['rate']).toEqual([0.0001, -0.000025, 0.0003]);
  });

  it('turns contracts of coin-margined liquidations into coins and USD', async () => {
    const read = await importAll(fixture('BTCUSD_PERP-liquidationSnapshot-2020-10-01.csv'));
    expect(read.blocks[0]!.key).toMatchObject({ instrument: 'BTCUSD_PERP', kind: 'liquidations', interval: 0 });
    expect(columnsOf(read)).toMatchObject({ side: [1, -1], price: [10050, 10400], notional: [1000, 300], quantity: [1000 / 10050, 300 / 10400] }); // prettier-ignore
    expect(read.blocks[0]!.coverage).toEqual([
      { from: 0, coverage: 'complete' },
      { from: at('2021-04-27T00:00:00Z'), coverage: 'throttled' },
    ]);
  });
});

describe('Tardis files', () => {
  it('tells liquidations from trades by the name', async () => {
    const read = await importAll(fixture('binance-futures_liquidations_2020-09-01_BTCUSDT.csv'));
    expect(read.blocks[0]!.key).toMatchObject({
      kind: 'liquidations',
      source: 'binance-futures',
      instrument: 'BTCUSDT',
    });
    expect(columnsOf(read)).toEqual({ t: [1598918400123, 1598918401000], side: [1, -1], price: [11650.5, 11651], quantity: [0.25, 1.5], notional: [2912.625, 17476.5] }); // prettier-ignore
  });

  it('gathers trades into bars', async () => {
    const read = await importAll(fixture('binance-futures_trades_2020-09-01_BTCUSDT.csv'));
    expect(columnsOf(read)).toEqual({ t: [1598918400000, 1598918460000, 1598918580000], o: [100, 101, 102], h: [103, 101, 102], l: [99, 101, 102], c: [99, 101, 102], v: [4, 0.5, 0.5] }); // prettier-ignore
  });

  it('keeps the last value of a minute and the last rate announced for a settlement', async () => {
    const read = await importAll(fixture('binance-futures_derivative_ticker_2020-09-01_BTCUSDT.csv'));
    expect(columnsOf(read, { kind: 'funding' })).toEqual({ t: [1598947200000], rate: [0.0003] });
    expect(columnsOf(read, { kind: 'oi' })).toMatchObject({ t: [1598918400000, 1598918460000], base: [50010, 50020] });
    expect(columnsOf(read, { field: 'markPrice' })['value']).toEqual([11651.1, 11652.1]);
  });

  it('reads option chains: percent to decimals, zero bids as missing', async () => {
    const read = await importAll(fixture('deribit_options_chain_2020-09-01_OPTIONS.csv'));
    expect(read.blocks[0]!.key).toMatchObject({ kind: 'chain', instrument: 'BTC', source: 'deribit' });
    expect(columnsOf(read)).toMatchObject({ expiry: [1601020800000, 1601020800000], type: [1, -1], bid: [0.0395, Number.NaN], markIv: [0.633, 0.633], bidIv: [0.625, Number.NaN], vega: [1150, 1150], underlying: [11700, 11700] }); // prettier-ignore
  });
});

describe('other shipped formats', () => {
  it('reads Cboe history: American dates, points as decimals', async () => {
    const read = await importAll(fixture('VIX_History.csv'));
    expect(read.blocks[0]!.key).toMatchObject({ kind: 'vol', instrument: 'VIX', interval: 86_400_000 });
    expect(columnsOf(read)).toMatchObject({ t: [at('2024-01-02'), at('2024-01-03')], c: [0.132, 0.1404] });
  });

  it('reads CryptoDataDownload: banner, CRLF, newest first, a unit that changes midway', async () => {
    const read = await importAll(fixture('Binance_BTCUSDT_d.csv'));
    expect(read.blocks[0]!.key).toEqual({
      instrument: 'BTCUSDT',
      kind: 'bars',
      interval: 86_400_000,
      source: 'binance',
      field: '',
    });
    expect(columnsOf(read)).toMatchObject({ t: [at('2020-01-01'), at('2019-12-31')], v: [16792.388165, 25954.453533] });
    expect([...read.blocks[0]!.line]).toEqual([3, 4]);
  });

  it('reads FRED: the column names the series, releases are unknown, holidays are no values', async () => {
    const read = await importAll(fixture('DGS10.csv'));
    expect(read.macro).toEqual([
      { seriesId: 'DGS10', period: at('2024-01-02'), released: Number.NaN, value: 3.95 },
      { seriesId: 'DGS10', period: at('2024-01-03'), released: Number.NaN, value: 3.91 },
    ]);
  });

  it('reads releases with what was expected: two series, the expectation known before the release', async () => {
    const path = write('releases.csv', `series_id,period,released,value,consensus,announced
CPI,2024-01-01,2024-02-13T13:30:00Z,3.1,2.9,2023-10-01T00:00:00Z
CPI,2024-02-01,2024-03-12T12:30:00Z,,,
`); // prettier-ignore
    const [january, release] = [at('2024-01-01'), at('2024-02-13T13:30:00Z')];
    expect((await importAll(path)).macro).toEqual([
      { seriesId: 'CPI', period: january, released: release, value: 3.1, announced: at('2023-10-01') },
      { seriesId: 'CPI', period: at('2024-02-01'), released: at('2024-03-12T12:30:00Z'), value: Number.NaN },
      { seriesId: 'CPI.consensus', period: january, released: release - 1, value: 2.9 },
    ]);
  });

  it('reads when a date was announced of any table of releases, and by a mapping', async () => {
    const [period, released, announced] = [at('2024-01-01'), at('2024-02-13T13:30Z'), at('2023-10-01')];
    const expected = [{ seriesId: 'X', period, released, value: 3.1, announced }];
    const table = write(
      'any.csv',
      'period,released,value,announced_at\n2024-01-01,2024-02-13T13:30:00Z,3.1,2023-10-01\n',
    );
    expect((await importAll(table, { kind: 'macro', instrument: 'X' })).macro).toEqual(expected);
    const other = write('other.csv', 'month,out,figure,told\n2024-01-01,2024-02-13T13:30:00Z,3.1,2023-10-01\n');
    const mapping = { period: 'month', released: 'out', value: 'figure', announced: 'told' };
    expect((await importAll(other, { kind: 'macro', instrument: 'X', mapping })).macro).toEqual(expected);
  });

  it('takes consumer prices by release date apart: dates with their instants, figures of today without', async () => {
    const path = write('cpi.csv', `release_date,release_time,reference_month,cpiaucsl_latest_vintage,yoy_pct_latest_vintage
2015-01-16,08:30 America/New_York,2014-12,236.252,0.65
`); // prettier-ignore
    const period = at('2014-12-01');
    expect((await importAll(path)).macro).toEqual([
      { seriesId: 'CPI', period, released: at('2015-01-16T13:30Z'), value: Number.NaN },
      { seriesId: 'CPIAUCSL', period, released: Number.NaN, value: 236.252 },
      { seriesId: 'CPIAUCSL.yoy', period, released: Number.NaN, value: 0.65 },
    ]);
  });

  it('counts a decision outside the schedule as known when its day ends', async () => {
    const path = write('fomc.csv', `decision_date,meeting_start,type,prev_lower_pct,prev_upper_pct,new_lower_pct,new_upper_pct,change_bp
2020-01-29,2020-01-28,scheduled,1.5,1.75,1.5,1.75,0
2020-03-15,2020-03-15,unscheduled,1.0,1.25,0.0,0.25,-100
`); // prettier-ignore
    const upper = (await importAll(path)).macro.filter(({ seriesId }) => seriesId === 'FOMC');
    expect(upper.map(({ released, value }) => [new Date(released).toISOString(), value])).toEqual([
      ['2020-01-29T19:00:00.000Z', 1.75],
      ['2020-03-16T03:59:00.000Z', 0.25],
    ]);
  });

  it('reads a German export by a mapping: BOM, semicolons, quotes, decimal commas, a time zone', async () => {
    const mapping = { t: 'Zeit', o: 'Eröffnung', h: 'Kurs; hoch', l: 'Kurs; tief', c: 'Schluss' };
    const read = await importAll(fixture('german.csv'), {
      kind: 'bars',
      instrument: 'X',
      mapping,
      timeZone: 'Europe/Berlin',
    });
    expect(read.blocks[0]!.key.interval).toBe(3_600_000);
    expect(columnsOf(read)).toMatchObject({ t: [at('2023-12-31T21:00Z'), at('2023-12-31T22:00Z')], h: [1234.5, 1240], v: [Number.NaN, Number.NaN] }); // prettier-ignore
  });
});
