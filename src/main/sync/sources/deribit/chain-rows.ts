import type { Columns } from '#core/series/schema';
import { scaled } from '../../importers/emit/column-reader';
import { objectAt, readColumns, rowsAt, textAt, type Field, type Fields } from '../payload';
import { parseOptionName } from './option-name';
import { fromPoints } from './volatility-points';

type Row = Readonly<Record<string, unknown>>;

const maybe = (at: string): Field => ({ at, optional: true });
const IDENTITY = { expiry: 'expiry', strike: 'strike', type: 'type' } as const;

/** Options in coin of `result` of `get_book_summary_by_currency`, each with what its name says; others are passed over. */
export const summariesOf = (result: unknown, asset: string): readonly Row[] =>
  rowsAt(result).flatMap((value) => {
    const row = objectAt(value, 'a book summary');
    const option = parseOptionName(textAt(row, 'instrument_name'));
    return option?.asset === asset ? [{ ...withoutNulls(row), ...option }] : [];
  });

/** `result` of `ticker` for an option in coin, laid flat. */
export function tickerOf(result: unknown): Row {
  const row = objectAt(result, 'a ticker');
  const [stats, greeks] = ['stats', 'greeks'].map((name) => objectAt(row[name] ?? {}, `${name} of a ticker`));
  const option = parseOptionName(textAt(row, 'instrument_name'));
  return { ...withoutNulls({ ...row, ...greeks, volume: stats!['volume'] }), ...option };
}

/** Null is what the venue says where there is no order, no trade and no price: those are missing values. */
const withoutNulls = (row: Row): Row => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));

const SUMMARY: Fields<'chain'> = {
  ...IDENTITY,
  t: 'creation_timestamp',
  bid: maybe('bid_price'),
  ask: maybe('ask_price'),
  mark: maybe('mark_price'),
  markIv: maybe('mark_iv'),
  openInterest: maybe('open_interest'),
  volume: maybe('volume'),
  underlying: maybe('underlying_price'),
  index: maybe('index'),
  bidSize: undefined,
  askSize: undefined,
  bidIv: undefined,
  askIv: undefined,
  delta: undefined,
  gamma: undefined,
  vega: undefined,
  theta: undefined,
  rho: undefined,
};

const TICKER: Fields<'chain'> = {
  ...SUMMARY,
  t: 'timestamp',
  bid: maybe('best_bid_price'),
  ask: maybe('best_ask_price'),
  bidSize: maybe('best_bid_amount'),
  askSize: maybe('best_ask_amount'),
  bidIv: maybe('bid_iv'),
  askIv: maybe('ask_iv'),
  delta: maybe('delta'),
  gamma: maybe('gamma'),
  vega: maybe('vega'),
  theta: maybe('theta'),
  rho: maybe('rho'),
  index: maybe('index_price'),
};

/** Columns of a capture from the bulk answer. @param index price of the index, which that answer does not hold */
export const columnsOfSummaries = (rows: readonly Row[], index: number): Columns<'chain'> =>
  finish(readColumns('chain', rows.map((row) => ({ ...row, index })), SUMMARY)); // prettier-ignore

/** Columns of a capture from one answer an option. */
export const columnsOfTickers = (rows: readonly Row[]): Columns<'chain'> => finish(readColumns('chain', rows, TICKER));

const positive = (x: number): number => (x > 0 ? x : Number.NaN);
/** The venue gives vega and rho per 1 %. */
const perUnit = (x: number): number => scaled(x, 100);

/**
 * Into our units, as those of a file. All rows get one stamp: the latest at which any of them was seen, because nothing of a
 * capture can have been known before all of it was.
 */
function finish(sent: Columns<'chain'>): Columns<'chain'> {
  const { t, bid, ask, bidIv, askIv, markIv, vega, rho } = sent;
  return {
    ...sent,
    t: new Float64Array(t.length).fill(t.reduce((latest, at) => Math.max(latest, at), -Infinity)),
    bid: bid.map(positive),
    ask: ask.map(positive),
    bidIv: bidIv.map(fromPoints),
    askIv: askIv.map(fromPoints),
    markIv: markIv.map(fromPoints),
    vega: vega.map(perUnit),
    rho: rho.map(perUnit),
  };
}
