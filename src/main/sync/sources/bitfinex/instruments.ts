import type { SourceInstrument } from '#shared/sync';
import { NetError } from '../../net/types';
import type { SourceContext } from '../../source';
import { rowsAt } from '../payload';
import { someOf } from '../venue-source';
import { CANDLES_WEIGHT } from './policy';
import { venue } from './api';

export const listPerpetuals = async (context: SourceContext): Promise<readonly SourceInstrument[]> =>
  someOf(readPerpetuals(await venue.read('publicGetConfPubListPairFutures', {}, context, CANDLES_WEIGHT)), 'Bitfinex');

/** `UST` is the venue's name of Tether. */
const currencyOf = (name: string): string => name.replace(/F0$/, '').replace(/^UST$/, 'USDT');

/** One list of names such as `BTCF0:USTF0`. All are perpetual, linear and in coins. */
export const readPerpetuals = (reply: unknown): readonly SourceInstrument[] =>
  rowsAt(rowsAt(reply)[0]).map((pair) => {
    if (typeof pair !== 'string')
      throw new NetError('broken', 'An answer has another shape than expected: a pair is no text.');
    const [base = '', quote = ''] = pair.split(':').map(currencyOf);
    return {
      id: `t${pair}`,
      label: `${base}/${quote} perpetual`,
      base,
      quote,
      type: 'perpetual',
      offers: ['bars', 'status', 'liquidations'],
      contractSize: null,
      margin: 'linear',
      listed: null,
    };
  });
