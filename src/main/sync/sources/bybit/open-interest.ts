import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { readPage } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { categoryOf, isInverse, venue } from './api';

const MOST = 200;

export const openInterest: ReadableOffer = {
  id: 'oi',
  label: 'Open interest',
  kinds: ['oi'],
  intervals: [...[5, 15, 30].map((n) => n * MS_PER_MINUTE), MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'At the stamp: in coins only for contracts that are margined in stablecoins, in USD only for those margined in coins.',
  async read(request, context) {
    const { instrument: symbol, interval } = request;
    const inverse = isInverse(symbol);
    const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async ({ from, to }) => {
      const range = { startTime: from, endTime: to - 1, limit: MOST };
      const params = { category: categoryOf(symbol), symbol, intervalTime: intervalName(interval), ...range };
      const reply = await venue.read('publicGetV5MarketOpenInterest', params, context);
      const value = 'openInterest';
      return readColumns('oi', rowsAt(reply, 'result', 'list'), {
        t: 'timestamp',
        base: inverse ? undefined : value,
        usd: inverse ? value : undefined,
      });
    });
    return { series: [seriesOf(request, 'oi', rows)], macro: [], settled };
  },
};

/** `5min`, `1h`, `1d`. */
const intervalName = (interval: Ms): string => formatInterval(interval).replace(/m$/, 'min');
