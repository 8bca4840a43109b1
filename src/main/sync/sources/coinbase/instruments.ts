import type { SourceInstrument } from '#shared/sync';
import type { SourceContext } from '../../source';
import { objectAt, rowsAt, textAt } from '../payload';
import { someOf } from '../venue-source';
import { venue } from './api';

export const listPairs = async (context: SourceContext): Promise<readonly SourceInstrument[]> =>
  someOf(readPairs(await venue.read('publicGetProducts', {}, context)), 'Coinbase');

/** Spot pairs, also those that are traded no more: their history is still there. */
export const readPairs = (reply: unknown): readonly SourceInstrument[] =>
  rowsAt(reply).map((value) => {
    const row = objectAt(value, 'a product');
    const id = textAt(row, 'id');
    return {
      id,
      label: `${id} spot`,
      base: textAt(row, 'base_currency'),
      quote: textAt(row, 'quote_currency'),
      type: 'spot',
      offers: ['bars'],
      contractSize: null,
      margin: '',
      listed: null,
    };
  });
