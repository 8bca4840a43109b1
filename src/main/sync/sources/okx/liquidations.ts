import type { Columns } from '#core/series/schema';
import { MS_PER_DAY, MS_PER_HOUR } from '#core/time/ms';
import type { SourceInstrument } from '#shared/sync';
import { liquidationCoverage } from '../../facts';
import { NetError } from '../../net/types';
import { SourceError } from '../../source';
import { readPage, type Habit } from '../paging';
import { objectAt, readColumns, rowsAt } from '../payload';
import { seriesOf, type ReadableOffer } from '../venue-source';
import { familyOf, venue } from './api';
import { instruments } from './instruments';

const MOST = 100;
const HABIT: Habit = { most: MOST, keeps: 'newest', usual: MS_PER_HOUR, crowded: true };

export const liquidations: ReadableOffer = {
  id: 'liquidations',
  label: 'Liquidations',
  kinds: ['liquidations'],
  intervals: [0],
  // The venue's documents have said one day and seven: of what is older, silence would prove nothing.
  reach: MS_PER_DAY,
  key: 'none',
  shape: 'history',
  pageRows: MOST,
  note: 'Liquidation orders of perpetual contracts at their bankruptcy price, in coins and USD. The venue shows at most one a second and contract, and keeps a day.',
  async read(request, context) {
    const { instrument } = request;
    const known = (await instruments(context)).get(instrument);
    if (known?.type !== 'perpetual')
      throw new SourceError('notFound', `OKX does not trade a perpetual contract ${instrument}.`);
    const { rows, settled } = await readPage(request, HABIT, async ({ from, to }) => {
      // both bounds are outside of what is sent
      const range = { before: from - 1, after: to, limit: MOST };
      const params = { instType: 'SWAP', instFamily: familyOf(instrument), state: 'filled', ...range };
      const reply = await venue.read('publicGetPublicLiquidationOrders', params, context);
      return toPrints(rowsAt(reply, 'data'), known);
    });
    const coverage = liquidationCoverage('okx', 'prints');
    return { series: [seriesOf(request, 'liquidations', rows, { coverage })], macro: [], settled };
  },
};

/** Contracts become coins and USD. */
function toPrints(groups: readonly unknown[], { id, contractSize, margin }: SourceInstrument): Columns<'prints'> {
  const details = groups.flatMap((group) => {
    const row = objectAt(group, 'an instrument');
    return row['instId'] === id ? rowsAt(row, 'details') : [];
  });
  const size = contractSize ?? Number.NaN;
  const columns = readColumns('prints', details.map(withSign), {
    t: 'ts',
    side: 'sign',
    price: 'bkPx',
    quantity: { at: 'sz', times: size },
    notional: { at: 'sz', times: size },
  });
  const { price, quantity, notional } = columns;
  for (let i = 0; i < price.length; i++)
    if (margin === 'inverse') quantity[i]! /= price[i]!;
    else notional[i]! *= price[i]!;
  return columns;
}

/** A long is closed by selling. */
function withSign(value: unknown): object {
  const row = objectAt(value, 'a liquidation');
  const sign = { sell: 1, buy: -1 }[String(row['side'])];
  if (sign === undefined)
    throw new NetError('broken', `An answer of OKX has a liquidation that neither buys nor sells.`);
  return { ...row, sign };
}
