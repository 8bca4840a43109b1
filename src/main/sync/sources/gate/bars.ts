import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { readPage } from '../paging';
import { rowsOf } from '../rows/rows';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { MARKET, secondsOf, stampAt, venue } from './api';
import { coinsPerContract } from './instruments';

/** 2,000 points are the limit, and a range of as many is refused. */
const MOST = 1_999;

export const bars: ReadableOffer = {
  id: 'bars',
  label: 'Candles',
  kinds: ['bars'],
  intervals: [...[1, 5, 15, 30].map((n) => n * MS_PER_MINUTE), ...[1, 4, 8].map((n) => n * MS_PER_HOUR), MS_PER_DAY],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Prices of trades; volume in coins, from contracts at the size that they have today.',
  async read(request, context) {
    const { instrument: contract, interval } = request;
    const coins = await coinsPerContract(contract, context);
    const v = { at: 'v', times: coins };
    const { parse, columns } = rowsOf('bars', { t: stampAt('t'), o: 'o', h: 'h', l: 'l', c: 'c', v });
    const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async (range) => {
      const params = { ...MARKET, contract, interval: formatInterval(interval), ...secondsOf(range) };
      return columns(await venue.read('publicFuturesGetSettleCandlesticks', params, context, 1, parse));
    });
    return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
  },
};
