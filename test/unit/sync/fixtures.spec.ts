import { describe, expect, it } from 'vitest';
import { previewFile } from '#main/sync/importers/preview';
import { at, columnsOf, fixture, importAll } from './support';

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
