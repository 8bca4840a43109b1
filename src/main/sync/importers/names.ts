import { basename } from 'node:path';
import { parseInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';

/** What a file's name says. Only ever a hint: content decides what the file is. */
export interface NameHint {
  readonly instrument: string | undefined;
  readonly interval: Ms | undefined;
  readonly source: string | undefined;
  /** The name without folder and endings, in lower case. */
  readonly stem: string;
}

const ENDINGS = /\.(?:csv|txt|tsv|gz|gzip|zip|parquet|pq|dat)$/i;
const VENUES = [
  'binance', 'binance-futures', 'bitfinex', 'bitget', 'bitmex', 'bitstamp', 'bybit', 'cboe', 'coinalyze', 'coinbase',
  'coinglass', 'coingecko', 'coinmarketcap', 'deribit', 'dydx', 'fred', 'gateio', 'gemini', 'huobi', 'hyperliquid',
  'kraken', 'kucoin', 'okex', 'okx', 'phemex', 'stooq', 'yahoo',
]; // prettier-ignore
/** Words that say what a file holds; the instrument stands before the first of them. */
const WORDS = new Set([
  'spot', 'perp', 'futures', 'history', 'daily', 'hourly', 'minute', 'data', 'ohlcv', 'ohlc', 'klines', 'candles', 'bars',
  'prices', 'trades', 'aggtrades', 'quotes', 'liquidations', 'liquidationsnapshot', 'funding', 'fundingrate', 'metrics', 'oi',
  'derivative', 'ticker', 'options', 'chain', 'basket', 'um', 'cm', 'csv', 'export', 'download',
]); // prettier-ignore
const LONG_INTERVALS: Readonly<Record<string, Ms>> = {
  d: MS_PER_DAY,
  daily: MS_PER_DAY,
  hourly: MS_PER_HOUR,
  minute: MS_PER_MINUTE,
};

export function readName(path: string): NameHint {
  let name = basename(path);
  while (ENDINGS.test(name)) name = name.replace(ENDINGS, '');
  const stem = name.toLowerCase();
  const binance = /^([A-Z0-9]{4,}(?:_(?:PERP|\d{6}))?)-(\w+)-\d{4}-\d\d/.exec(name);
  if (binance) return { instrument: binance[1], interval: parseInterval(binance[2]!), source: undefined, stem };
  const tardis = /^([a-z][a-z0-9-]+)_([a-z_]+)_(\d{4}-\d\d-\d\d)_([^_].*)$/.exec(name);
  if (tardis) return { instrument: tardis[4]!.toUpperCase(), interval: undefined, source: tardis[1], stem };
  return { ...fromWords(name.split(/[-_.\s]+/).filter(Boolean)), stem };
}

function fromWords(words: readonly string[]): Omit<NameHint, 'stem'> {
  const lower = words.map((word) => word.toLowerCase());
  const source = lower.find((word) => VENUES.includes(word));
  const at = lower.findIndex((word) => parseInterval(word) !== undefined || word in LONG_INTERVALS);
  const interval = at < 0 ? undefined : (parseInterval(lower[at]!) ?? LONG_INTERVALS[lower[at]!]);
  const end = lower.findIndex((word, i) => i === at || WORDS.has(word) || /^\d{4,}$/.test(word));
  const before = words.slice(0, end < 0 ? words.length : end).filter((word) => !VENUES.includes(word.toLowerCase()));
  const instrument = before.join('-').toUpperCase();
  return {
    instrument: /^(?=.*[A-Z])[A-Z0-9][A-Z0-9-]{0,29}$/.test(instrument) ? instrument : undefined,
    interval,
    source,
  };
}
