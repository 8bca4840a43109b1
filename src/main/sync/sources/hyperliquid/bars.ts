import type { Columns } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { NetError } from '../../net/types';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { within } from '../within';
import { ask } from './api';

/** The venue keeps the latest bars of each interval, and no more. */
const KEPT = 5_000;
const HABIT: Habit = { most: KEPT, keeps: 'unknown' };

/** One data set an interval, because each reaches back as far as its bars do. */
export const bars: readonly ReadableOffer[] = [
  ...[1, 5, 15].map((n) => n * MS_PER_MINUTE),
  ...[1, 4].map((n) => n * MS_PER_HOUR),
  MS_PER_DAY,
].map(barsOf);

function barsOf(interval: Ms): ReadableOffer {
  const name = formatInterval(interval);
  return {
    id: `bars-${name}`,
    label: `Bars of ${name}`,
    kinds: ['bars'],
    intervals: [interval],
    reach: KEPT * interval,
    key: 'none',
    shape: 'history',
    pageRows: KEPT,
    note: 'Prices of trades, volume in coins. The venue keeps the latest 5,000 bars of each interval, and older ones are not to be had from it.',
    async read(request, context) {
      const { instrument: coin } = request;
      const { rows, settled } = await readPage(request, HABIT, async (range) => {
        const req = { coin, interval: name, startTime: range.from, endTime: range.to - 1 };
        const reply = await ask('candleSnapshot', { req }, context, (range.to - range.from) / interval);
        return within('bars', readCandles(reply, coin), range, interval);
      });
      return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
    },
  };
}

export function readCandles(reply: unknown, coin: string): Columns<'bars'> {
  const rows = rowsAt(reply);
  for (const row of rows)
    if (objectAt(row, 'a candle')['s'] !== coin)
      throw new NetError('broken', `An answer about ${coin} is about another coin.`);
  return readColumns('bars', rows, { t: 't', o: 'o', h: 'h', l: 'l', c: 'c', v: 'v' });
}
