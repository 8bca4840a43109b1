import { MS_PER_HOUR, type Ms } from '#core/time/ms';
import { readPage } from '../paging';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { within } from '../within';
import { rangeParams, venue } from './api';
import { readStatus } from './status-rows';

const MOST = 5_000;
/** The rate of a funding event is told by the rows before it: also by those before a range that begins with one. */
const LOOK_BACK: Ms = MS_PER_HOUR;

export const status: ReadableOffer = {
  id: 'status',
  label: 'Open interest and funding',
  kinds: ['oi', 'funding'],
  intervals: [0],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Open interest in coins, and in USD at the mark price, as often as the venue notes it; the rate of each funding event, as last seen before it. A rate is stored once its event has passed.',
  async read(request, context) {
    const { instrument: symbol, end } = request;
    const { rows, settled } = await readPage(request, { most: MOST, keeps: end }, async (range) => {
      const params = { symbol, ...rangeParams({ from: range.from - LOOK_BACK, to: range.to }, end, MOST) };
      const { oi, funding } = readStatus(await venue.read('publicGetStatusDerivSymbolHist', params, context));
      return { t: oi.t, oi, funding };
    });
    const length = settled.to - settled.from;
    return {
      series: [
        seriesOf(request, 'oi', within('oi', rows.oi, settled, Math.max(length, LOOK_BACK))),
        seriesOf(request, 'funding', within('funding', rows.funding, settled, Infinity), { unit: 'fraction' }),
      ],
      macro: [],
      settled,
    };
  },
};
