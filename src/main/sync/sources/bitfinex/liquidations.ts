import { liquidationCoverage } from '../../facts';
import { readPage } from '../paging';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { newestWithin, mustLieWithin, within } from '../within';
import { rangeParams, venue } from './api';
import { readClosures } from './closures';
import { LIQUIDATIONS_WEIGHT } from './policy';

const MOST = 500;

export const liquidations: ReadableOffer = {
  id: 'liquidations',
  label: 'Liquidations',
  kinds: ['liquidations'],
  intervals: [0],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Positions that the venue closed, at the price at which they were closed. It answers for all instruments at once, three times a minute: years of a busy venue take hours, for each instrument again.',
  async read(request, context) {
    const { instrument, end, from, to } = request;
    const { rows, settled } = await readPage(request, { most: MOST, keeps: end, crowded: true }, async (range) => {
      const params = rangeParams(range, end, MOST);
      const reply = await venue.read('publicGetLiquidationsHist', params, context, LIQUIDATIONS_WEIGHT);
      const closures = readClosures(reply, instrument);
      mustLieWithin(closures.t, range);
      return closures;
    });
    const coverage = liquidationCoverage('bitfinex', 'prints');
    const prints = within('prints', rows.prints, settled, to - from);
    const seen = newestWithin(rows.t, request);
    return { series: [seriesOf(request, 'liquidations', prints, { coverage })], macro: [], settled, seen };
  },
};
