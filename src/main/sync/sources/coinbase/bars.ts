import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { fromBeginning } from '../beginning';
import { readPage, type Habit } from '../paging';
import { seriesOf } from '../venue-source';
import { askCandles, MOST } from './candles';
import { firstDay } from './first-day';

const HABIT: Habit = { most: MOST, keeps: 'unknown' };

export const bars = fromBeginning(
  {
    id: 'bars',
    label: 'Candles',
    kinds: ['bars'],
    intervals: [MS_PER_MINUTE, 5 * MS_PER_MINUTE, 15 * MS_PER_MINUTE, MS_PER_HOUR, 6 * MS_PER_HOUR, MS_PER_DAY],
    reach: Infinity,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: 'Prices of spot trades in dollars; volume in coins. The venue makes no bar where nothing was traded: such holes are real.',
    async read(request, context) {
      const { instrument, interval } = request;
      const { rows, settled } = await readPage(request, HABIT, (range) =>
        askCandles(instrument, interval, range, context),
      );
      return { series: [seriesOf(request, 'bars', rows)], macro: [], settled };
    },
  },
  firstDay,
);
