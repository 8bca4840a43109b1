import { createHash } from 'node:crypto';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { parseInterval } from '#core/time/interval';
import { zipOf } from '../../zip-of';
import type { Market, Span } from '../market';
import type { Dialect, VenueReply, World } from '../types';
import { binanceFundingTime } from './binance';
import { csv, plainTrouble } from './words';

/** data.binance.vision: zips of a day or a month, each beside its checksum, and the list of folders that S3 gives. */
export const ARCHIVE_UM = ['BTCUSDT', 'ETHUSDT', 'BTCUSDT_240329'] as const;
export const ARCHIVE_CM = ['BTCUSD_PERP', 'ETHUSD_PERP'] as const;
/** The list comes in pieces of so many. */
const LIST_PAGE = 2;

const FILE =
  /^\/data\/futures\/(um|cm)\/(monthly|daily)\/(klines|metrics|fundingRate)\/([A-Z0-9_]+)\/(?:(\w+)\/)?([A-Z0-9_]+)-(\w+)-(\d{4}-\d\d(?:-\d\d)?)\.zip(\.CHECKSUM)?$/;

export interface ArchiveOptions {
  /** Files that are not there, by a part of their name. */
  readonly without?: readonly string[];
  /** Metrics of a day begin at 00:05 and end at the next midnight. */
  readonly lateMetrics?: boolean;
  /** There is nothing but files here. */
  readonly unlisted?: boolean;
}

export const createBinanceArchive = ({ without = [], lateMetrics = false, unlisted = false }: ArchiveOptions = {}): Dialect => ({
  source: 'binance-archive',
  trouble: plainTrouble,
  answer({ path, query }, world) {
    if (path === '/data.binance.vision' && !unlisted) return query.has('delimiter') ? folders(query) : filesBehind(query, without, world);
    const [, margin, cadence, folder, symbol, interval, named, word, date, checksum] = FILE.exec(path) ?? [];
    const known: readonly string[] = margin === 'cm' ? ARCHIVE_CM : ARCHIVE_UM;
    if (!symbol || symbol !== named || !known.includes(symbol) || word !== (interval ?? folder)) return missing(path);
    if (folder === 'metrics' ? cadence === 'monthly' : folder === 'fundingRate' && cadence === 'daily') return missing(path);
    if (without.some((part) => path.includes(part))) return missing(path);
    const span = spanOf(date!);
    if (span.to > world.now() || span.to <= world.market.begin) return missing(path);
    const name = `${symbol}-${word}-${date}`;
    const text = archiveText(world.market, { folder: folder!, symbol, interval: interval ?? '' }, span, lateMetrics);
    const zip = zipOf({ [`${name}.csv`]: text });
    const sha256 = createHash('sha256').update(zip).digest('hex');
    if (checksum) return { body: `${sha256}  ${name}.zip\n` };
    return { body: zip, file: { etag: `"${sha256.slice(0, 32)}"` } };
  },
}); // prettier-ignore

interface Asked {
  readonly folder: string;
  readonly symbol: string;
  readonly interval: string;
}

/** The table inside a zip. */
export function archiveText(market: Market, { folder, symbol, interval }: Asked, span: Span, lateMetrics = false): string {
  if (folder === 'klines') {
    const size = parseInterval(interval)!;
    return csv(KLINES, market.bars(symbol, size, span).map(({ t, o, h, l, c, v, quote, trades }) => {
      const coins = symbol.includes('USD_') ? [Math.round(quote / 100), v] : [v, quote];
      return [t, o, h, l, c, coins[0], t + size - 1, coins[1], trades, 0, 0, 0].join(',');
    }));
  }
  if (folder === 'metrics') {
    const shift = lateMetrics ? 5 * MS_PER_MINUTE : 0;
    return csv(METRICS, market.stamps(symbol, 5 * MS_PER_MINUTE, { from: span.from + shift, to: span.to + shift }).map((t) => {
      const { base, usd } = market.openInterest(symbol, t);
      const ratios = ['a', 'b', 'c', 'd'].map((name) => market.figure(`${symbol}${name}`, t, 0.5, 2));
      return [new Date(t).toISOString().slice(0, 19).replace('T', ' '), symbol, base, usd, ...ratios].join(',');
    }));
  }
  const stamps = market.stamps(symbol, 8 * MS_PER_HOUR, span);
  return csv(FUNDING, stamps.map((t) => [binanceFundingTime(symbol, t), 8, market.funding(symbol, t).toFixed(8)].join(',')));
} // prettier-ignore

const KLINES = 'open_time,open,high,low,close,volume,close_time,quote_volume,count,taker_buy_volume,taker_buy_quote_volume,ignore'; // prettier-ignore
const METRICS = 'create_time,symbol,sum_open_interest,sum_open_interest_value,count_toptrader_long_short_ratio,sum_toptrader_long_short_ratio,count_long_short_ratio,sum_taker_long_short_vol_ratio'; // prettier-ignore
const FUNDING = 'calc_time,funding_interval_hours,last_funding_rate';

function spanOf(date: string): Span {
  const from: Ms = Date.parse(date);
  if (date.length === 10) return { from, to: from + MS_PER_DAY };
  const start = new Date(from);
  return { from, to: Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1) };
}

const missing = (path: string): VenueReply => ({
  status: 404,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message><Key>${path.slice(1)}</Key></Error>`,
});

/** Files of a folder behind a name, as S3 tells them, each with its checksum. */
function filesBehind(query: URLSearchParams, without: readonly string[], { market, now }: World): VenueReply {
  const prefix = query.get('prefix') ?? '', marker = query.get('marker') ?? ''; // prettier-ignore
  const most = Number(query.get('max-keys') ?? 1_000);
  const step = prefix.includes('/monthly/') ? 'month' : 'day';
  const keys: string[] = [];
  for (let t = market.begin; t < now() && keys.length <= most;) {
    const date = new Date(t).toISOString().slice(0, step === 'month' ? 7 : 10);
    const { to } = spanOf(date);
    const name = `${prefix}${date}.zip`;
    const isThere = to <= now() && !without.some((part) => name.includes(part));
    if (isThere) keys.push(...[name, `${name}.CHECKSUM`].filter((key) => key > marker));
    t = to;
  }
  const found = keys.slice(0, most).map((key) => `<Contents><Key>${key}</Key><Size>1</Size></Contents>`);
  return list(prefix, found.join(''), keys.length > most);
}

function folders(query: URLSearchParams): VenueReply {
  const prefix = query.get('prefix') ?? '';
  const names = prefix.includes('/cm/') ? ARCHIVE_CM : ARCHIVE_UM;
  const all = [...names].sort().map((name) => `${prefix}${name}/`);
  const left = all.filter((path) => path > (query.get('marker') ?? ''));
  const page = left.slice(0, LIST_PAGE);
  const isCut = left.length > page.length;
  const next = isCut ? `<NextMarker>${page.at(-1)}</NextMarker>` : '';
  const found = page.map((path) => `<CommonPrefixes><Prefix>${path}</Prefix></CommonPrefixes>`).join('');
  return list(prefix, next + found, isCut);
}

const list = (prefix: string, inside: string, isCut: boolean): VenueReply => ({
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>data.binance.vision</Name><Prefix>${prefix}</Prefix><MaxKeys>1000</MaxKeys><IsTruncated>${isCut}</IsTruncated>${inside}</ListBucketResult>`,
});
