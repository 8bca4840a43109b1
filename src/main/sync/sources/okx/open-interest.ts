import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { readPage } from '../paging';
import { readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { intervalName, venue } from './api';

const MOST = 100;
/** Rows of one interval that the venue keeps. */
const KEPT = 1_440;
/** Ten requests in two seconds. */
const WEIGHT = 2;

/** One for each interval: how far back the venue reaches depends on it. */
export const openInterest: readonly ReadableOffer[] = [
  5 * MS_PER_MINUTE,
  15 * MS_PER_MINUTE,
  MS_PER_HOUR,
  4 * MS_PER_HOUR,
  MS_PER_DAY,
].map(offerOf);

function offerOf(interval: Ms): ReadableOffer {
  const name = formatInterval(interval);
  const reach = KEPT * interval;
  return {
    id: `oi-${name}`,
    label: `Open interest, ${name}`,
    kinds: ['oi'],
    intervals: [interval],
    reach,
    key: 'none',
    shape: 'history',
    pageRows: MOST,
    note: `Coins and USD over the interval that begins at the stamp. The venue keeps the last ${KEPT.toLocaleString('en')} rows: ${Math.round(reach / MS_PER_DAY)} days.`,
    async read(request, context) {
      const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async ({ from, to }) => {
        // both bounds are outside of what is sent
        const range = { begin: from - 1, end: to, limit: MOST };
        const params = { instId: request.instrument, period: intervalName(interval), ...range };
        const reply = await venue.read('publicGetRubikStatContractsOpenInterestHistory', params, context, WEIGHT);
        return readColumns('oi', rowsAt(reply, 'data'), { t: 0, base: 2, usd: 3 });
      });
      return { series: [seriesOf(request, 'oi', rows, { knownLag: interval })], macro: [], settled };
    },
  };
}
