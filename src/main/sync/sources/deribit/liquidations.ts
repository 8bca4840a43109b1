import { MS_PER_DAY, MS_PER_HOUR, type Ms } from '#core/time/ms';
import { contractSize } from '../../facts';
import type { PageRequest } from '../../source';
import { fromBeginning } from '../beginning';
import { liquidationOffer } from '../liquidation-offer';
import { mustLieWithin } from '../within';
import { archive, listedAt, resultOf, venue } from './api';
import { readTrades } from './trades';

const MOST = 1_000;
/** Trades older than this are asked of the archive: the venue itself keeps them for some days only. */
const RECENT: Ms = MS_PER_DAY;

export const liquidations = fromBeginning(
  liquidationOffer({
    pageRows: MOST,
    note: 'Every trade by which the venue closed a position, found by its mark among all trades: 1,000 trades a request, which is some hundred requests for a busy day. Fit for days and weeks, not for years.',
    search: (request, context) => {
      // by full hours: an instant that moves on with every request is one that no page ever reaches
      const now = context.now() + (context.http.skew('deribit') || 0);
      const recent = Math.floor((now - RECENT) / MS_PER_HOUR) * MS_PER_HOUR;
      const part = cutAt(request, recent);
      const place = part.to <= recent ? archive : venue;
      const size = contractSize(request.instrument, 'deribit');
      return {
        part,
        ask: async (range) => {
          const times = { start_timestamp: range.from, end_timestamp: range.to - 1 };
          const sorting = part.end === 'oldest' ? 'asc' : 'desc';
          const params = { instrument_name: part.instrument, ...times, count: MOST, sorting };
          const reply = await place.read('publicGetGetLastTradesByInstrumentAndTime', params, context);
          const trades = readTrades(resultOf(reply), size);
          mustLieWithin(trades.t, range);
          return trades;
        },
      };
    },
  }),
  listedAt,
);

/** The part of a request on one side of an instant: each side is asked of another place. */
function cutAt(request: PageRequest, at: Ms): PageRequest {
  if (request.from >= at || request.to <= at) return request;
  return request.end === 'oldest' ? { ...request, to: at } : { ...request, from: at };
}
