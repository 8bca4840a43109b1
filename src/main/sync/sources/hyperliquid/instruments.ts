import type { SourceInstrument } from '#shared/sync';
import type { SourceContext } from '../../source';
import { objectAt, rowsAt, textAt } from '../payload';
import { someOf } from '../venue-source';
import { ask } from './api';
import { bars } from './bars';
import { funding } from './funding';

const OFFERS = [...bars, funding].map(({ id }) => id);

export const listPerpetuals = async (context: SourceContext): Promise<readonly SourceInstrument[]> =>
  someOf(readPerpetuals(await ask('meta', {}, context)), 'Hyperliquid');

/** Perpetuals of the venue's own market: linear, in coins, paid in USDC. Those that are traded no more are left out. */
export const readPerpetuals = (reply: unknown): readonly SourceInstrument[] =>
  rowsAt(reply, 'universe').flatMap((value) => {
    const row = objectAt(value, 'an instrument');
    const id = textAt(row, 'name');
    if (row['isDelisted'] === true) return [];
    return [
      {
        id,
        label: `${id} perpetual`,
        base: id,
        quote: 'USD',
        type: 'perpetual',
        offers: OFFERS,
        contractSize: null,
        margin: 'linear',
        listed: null,
      },
    ];
  });
