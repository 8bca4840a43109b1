import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { SHAPES, type Columns } from '#core/series/schema';
import { areAbsent, recordedFolder } from '../recorded';

const chainFile = join(recordedFolder, 'options/deribit_chain_btc_2026-04-28.csv.gz');
const indexFile = join(recordedFolder, 'options/dvol_btc_1h_deribit.csv.gz');

export const absent = areAbsent([chainFile, indexFile]);

const read = (file: string): string[][] =>
  gunzipSync(readFileSync(file))
    .toString()
    .trimEnd()
    .split('\n')
    .map((line) => line.split(','));

const FIELDS: Readonly<Record<string, readonly [column: string, scale: number]>> = {
  t: ['snapshot_ts_ms', 1],
  expiry: ['expiry_ts_ms', 1],
  strike: ['strike', 1],
  bid: ['bid_btc', 1],
  ask: ['ask_btc', 1],
  mark: ['mark_btc', 1],
  bidSize: ['bid_size', 1],
  askSize: ['ask_size', 1],
  markIv: ['mark_iv_pct', 0.01],
  bidIv: ['bid_iv_pct', 0.01],
  askIv: ['ask_iv_pct', 0.01],
  delta: ['delta', 1],
  gamma: ['gamma', 1],
  vega: ['vega', 100],
  theta: ['theta', 1],
  rho: ['rho', 100],
  openInterest: ['open_interest', 1],
  volume: ['volume_24h', 1],
  underlying: ['underlying', 1],
  index: ['index_price', 1],
};

/** The recorded BTC chain in the order of its key, as an import stores it. */
export function recordedChain(): Columns<'chain'> {
  const [header = [], ...rows] = read(chainFile);
  const at = (name: string): number => header.indexOf(name);
  const sorted = rows
    .map((row) => ({ row, type: row[at('type')] === 'C' ? 1 : -1 }))
    .sort(
      (a, b) =>
        Number(a.row[at('snapshot_ts_ms')]) - Number(b.row[at('snapshot_ts_ms')]) ||
        Number(a.row[at('expiry_ts_ms')]) - Number(b.row[at('expiry_ts_ms')]) ||
        Number(a.row[at('strike')]) - Number(b.row[at('strike')]) ||
        a.type - b.type,
    );
  return Object.fromEntries(
    SHAPES.chain.columns.map((name) => {
      const [column, scale] = FIELDS[name] ?? ['', 1];
      return [name, Float64Array.from(sorted, ({ row, type }) => (name === 'type' ? type : Number(row[at(column)]) * scale))]; // prettier-ignore
    }),
  ) as Columns<'chain'>;
}

/** Last hourly value of the venue's volatility index at or before an instant [1/√yr], and its hour. */
export function recordedIndex(t: number): { readonly t: number; readonly value: number } {
  const rows = read(indexFile).slice(1).map((row) => [Number(row[0]), Number(row[1]) / 100] as const); // prettier-ignore
  const [at, value] = rows.findLast(([stamp]) => stamp <= t)!;
  return { t: at, value };
}
