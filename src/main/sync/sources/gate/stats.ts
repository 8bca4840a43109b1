import { formatInterval } from '#core/time/interval';
import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE } from '#core/time/ms';
import { liquidationCoverage } from '../../facts';
import { readPage } from '../paging';
import { readColumns, rowsAt, toNumber } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { MARKET, secondsOf, stampAt, venue } from './api';
import { coinsPerContract } from './instruments';

const MOST = 100;

export const stats: ReadableOffer = {
  id: 'stats',
  label: 'Open interest and liquidations',
  kinds: ['oi', 'liquidations'],
  intervals: [...[5, 15, 30].map((n) => n * MS_PER_MINUTE), MS_PER_HOUR, 4 * MS_PER_HOUR, MS_PER_DAY],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Open interest in coins and USD, and the USD of long and short positions that were liquidated in the interval. How far back it keeps them the venue does not say.',
  async read(request, context) {
    const { instrument: contract, interval } = request;
    const coins = await coinsPerContract(contract, context);
    const { rows, settled } = await readPage(request, { most: MOST, keeps: 'unknown' }, async (range) => {
      const { from, to } = secondsOf(range);
      const params = { ...MARKET, contract, interval: formatInterval(interval), from, limit: MOST };
      const reply = await venue.read('publicFuturesGetSettleContractStats', params, context);
      // the endpoint cannot be told an end: rows after it were not asked for
      const asked = rowsAt(reply).filter((row) => !(stampOf(row) > to));
      const t = stampAt('time');
      const oi = readColumns('oi', asked, {
        t,
        base: { at: 'open_interest', times: coins, optional: true },
        usd: { at: 'open_interest_usd', optional: true },
      });
      const buckets = readColumns('buckets', asked, { t, long: 'long_liq_usd', short: 'short_liq_usd' });
      return { t: oi.t, oi, buckets };
    });
    const coverage = liquidationCoverage('gate', 'buckets');
    const known = { knownLag: interval };
    return {
      series: [
        seriesOf(request, 'oi', rows.oi, known),
        seriesOf(request, 'liquidations', rows.buckets, { ...known, coverage }),
      ],
      macro: [],
      settled,
    };
  },
};

/** NaN for a row that has none. */
const stampOf = (row: unknown): number => toNumber((row as { time?: unknown } | null)?.time);
