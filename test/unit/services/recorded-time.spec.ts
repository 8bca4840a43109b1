import { expect, it } from 'vitest';
import { MS_PER_DAY } from '#core/time/ms';
import { recordedShare, recordedTimes } from '#main/services/recorded-time';
import type { DatasetKey, SeriesRecord, SettledSpan } from '#main/store/types';

const DAY0 = Date.UTC(2026, 3, 1);
const day = (n: number): number => DAY0 + n * MS_PER_DAY;
const MONTH = { from: DAY0, to: Date.UTC(2026, 4, 1) };

const span = (source: string, offer: string, instrument: string, from: number, to: number, state: SettledSpan['state'] = 'fetched'): SettledSpan => ({
  ...{ source, offer, instrument, interval: 0, state, at: 0 },
  ...{ from: day(from), to: day(to) },
}); // prettier-ignore
const storeOf = (spans: readonly SettledSpan[]) => ({
  settled: ({ source, offer, instrument }: DatasetKey) =>
    spans.filter((one) => one.source === source && one.offer === offer && one.instrument === instrument),
});
const series = (source: string, instrument: string, part: Partial<SeriesRecord> = {}): SeriesRecord =>
  ({ id: 1, kind: 'liquidations', interval: 0, field: '', source, instrument, ...part }) as SeriesRecord;

it('joins what was recorded of the contract and of its market, and takes nothing of another market', () => {
  const of = recordedTimes(
    storeOf([
      span('binance', 'recording', 'all:usdm', 2, 4),
      span('binance', 'recording', 'all:usdm', 6, 8),
      span('binance', 'recording', 'BTCUSDT', 5, 7),
      span('binance', 'recording', 'all:coinm', 0, 20),
    ]),
  );
  expect(of(series('binance', 'BTCUSDT'))).toEqual({ from: day(2), to: day(8), gaps: [{ from: day(4), to: day(5) }] });
  expect(of(series('binance', 'ETHUSDT'))).toEqual({ from: day(2), to: day(8), gaps: [{ from: day(4), to: day(6) }] });
  expect(of(series('binance', 'BTCUSD_PERP'))).toEqual({ from: day(0), to: day(20), gaps: [] });
});

it('says nothing of what is no recording', () => {
  const of = recordedTimes(storeOf([span('okx', 'liquidations', 'BTC-USDT-SWAP', 0, 4)]));
  expect(of(series('okx', 'BTC-USDT-SWAP'))).toBeUndefined();
  expect(of(series('deribit', 'BTC-PERPETUAL'))).toBeUndefined();
  const recorded = recordedTimes(storeOf([span('binance', 'recording', 'all:usdm', 0, 4)]));
  expect(recorded(series('binance', 'BTCUSDT', { kind: 'bars', interval: 60_000 }))).toBeUndefined();
});

it('a gap that was fetched afterwards is none, one that is not to be had stays', () => {
  const name = 'BTC-USDT-SWAP';
  const of = recordedTimes(
    storeOf([
      span('okx', 'recording', 'all:swap', 0, 2),
      span('okx', 'recording', 'all:swap', 6, 8),
      span('okx', 'liquidations', name, 1, 4),
      span('okx', 'liquidations', name, 4, 5, 'notAvailable'),
    ]),
  );
  expect(of(series('okx', name))!.gaps).toEqual([{ from: day(4), to: day(6) }]);
});

it('claims of a month what was recorded of it', () => {
  const time = { from: day(-10), to: day(15), gaps: [{ from: day(-3), to: day(3) }] };
  expect(recordedShare(time, MONTH)).toBeCloseTo(12 / 30);
  expect(recordedShare({ from: day(-10), to: day(40), gaps: [] }, MONTH)).toBe(1);
  expect(recordedShare({ from: day(40), to: day(50), gaps: [] }, MONTH)).toBeUndefined();
});
