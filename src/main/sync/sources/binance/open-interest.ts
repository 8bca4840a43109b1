import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { contractSize } from '../../facts';
import { SourceError, type PageRequest, type Range, type SourceContext } from '../../source';
import { readPage, type Habit } from '../paging';
import { readColumns, rowsAt, type Fields } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { intervalName, isCoinMargined, venue } from './api';

const MOST = 500;
/** 1,000 requests in five minutes are allowed: as much as this share of the weights a minute. */
const WEIGHT = 9;
const KEPT: Ms = 30 * MS_PER_DAY;
/** A start that is older is refused, by the venue's clock when the request is there: what waited so long is cut instead. */
const MARGIN: Ms = 10 * MS_PER_MINUTE;
const HABIT: Habit = { most: MOST, keeps: 'unknown' };

export const openInterest: ReadableOffer = {
  id: 'oi',
  label: 'Open interest',
  kinds: ['oi'],
  intervals: [
    ...[5, 15, 30].map((n) => n * MS_PER_MINUTE),
    ...[1, 2, 4, 6, 12].map((n) => n * MS_PER_HOUR),
    MS_PER_DAY,
  ],
  reach: KEPT - MS_PER_HOUR, // so that it is still there when its turn comes
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Coins and USD at the stamp. The venue keeps the last 30 days only: what is older is in its archive of files, from five minutes on.',
  async read(request, context) {
    const { rows, settled } = await readPage(request, HABIT, (range) => readRange(request, range, context));
    return { series: [seriesOf(request, 'oi', rows)], macro: [], settled };
  },
};

async function readRange(request: PageRequest, { from, to }: Range, context: SourceContext) {
  const oldest = context.now() - KEPT + MARGIN;
  const { market, fields } = questionOf(request.instrument);
  if (to <= oldest) return readColumns('oi', [], fields);
  const endpoint = isCoinMargined(request.instrument) ? 'dapiDataGetOpenInterestHist' : 'fapiDataGetOpenInterestHist';
  const range = { startTime: Math.ceil(Math.max(from, oldest)), endTime: to - 1, limit: MOST };
  const reply = await venue.read(endpoint, { ...market, period: intervalName(request.interval), ...range }, context, WEIGHT); // prettier-ignore
  return readColumns('oi', rowsAt(reply), fields);
}

/** How a contract is asked for, and where its figures stand: contracts and coins when it is margined in coins. */
function questionOf(symbol: string): { market: Record<string, string>; fields: Fields<'oi'> } {
  if (!isCoinMargined(symbol))
    return { market: { symbol }, fields: { t: 'timestamp', base: 'sumOpenInterest', usd: 'sumOpenInterestValue' } };
  const [pair, kind] = symbol.split('_');
  const size = contractSize(symbol, 'binance');
  if (kind !== 'PERP' || size === undefined)
    throw new SourceError('notFound', `Binance gives no open interest of ${symbol}: only of perpetual contracts.`);
  return {
    market: { pair: pair!, contractType: 'PERPETUAL' },
    fields: { t: 'timestamp', base: 'sumOpenInterestValue', usd: { at: 'sumOpenInterest', times: size } },
  };
}
