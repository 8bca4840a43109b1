import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Recorded market data beside the project, or where `BALLAST_REAL_DATA` says. None of it is part of the project. */
export const recordedFolder = process.env['BALLAST_REAL_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');

/** What docs/findings.md is computed from. */
export const FINDINGS_FILES = [
  'ohlcv/btcusdt_1h_binance_spot.csv.gz',
  'ohlcv/basket_1d_coinbase.csv.gz',
  'liquidations/liquidations_1d_coinglass.csv.gz',
  'derivs/open_interest_1d_coinglass.csv.gz',
  'derivs/funding_1d_coinglass.csv.gz',
  'options/dvol_btc_1h_deribit.csv.gz',
  'vol/vix_1d_cboe.csv.gz',
  'vol/vix3m_1d_cboe.csv.gz',
  'macro/cpi_releases.csv',
].map((name) => join(recordedFolder, name));

/** What its part on releases is computed from. */
export const TIME_SHIFT_FILES = [...FINDINGS_FILES, join(recordedFolder, 'macro/fomc_decisions.csv')];

/** What its part on volatility calls is computed from; the last are settlements of futures, read by the test itself. */
export const HEDGE_FILES = [
  'vol/vix_1d_cboe.csv.gz',
  'vol/vix9d_1d_cboe.csv.gz',
  'vol/vix3m_1d_cboe.csv.gz',
  'vol/vvix_1d_cboe.csv.gz',
  'vol/etf/spy_1d_yahoo.csv.gz',
  'vol/vix_futures_curve_snapshots.csv.gz',
].map((name) => join(recordedFolder, name));

/** Whether one of the files is missing; said once, because tests that need them are skipped. */
export function areAbsent(files: readonly string[]): boolean {
  const absent = !files.every((file) => existsSync(file));
  if (absent) console.warn(`skipped: no recorded market data at ${recordedFolder} (set BALLAST_REAL_DATA)`);
  return absent;
}
