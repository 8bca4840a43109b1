import type { Columns } from '#core/series/schema';
import type { Offer, PageRequest, Range, SourceContext } from '../source';
import { readPage, type Habit } from './paging';
import { seriesOf, type ReadableOffer } from './venue-source';

interface Funding extends Pick<Offer, 'pageRows' | 'note'> {
  readonly reach?: Offer['reach'];
  readonly habit: Habit;
  readonly ask: (range: Range, request: PageRequest, context: SourceContext) => Promise<Columns<'funding'>>;
}

/** Of venues whose contracts are settled every eight hours mostly, every hour at times. */
export const SETTLED_NOTE =
  'Rate that was paid at each settlement, as a fraction. The time between settlements differs by contract and changes.';

/** Funding of perpetual contracts: a series without a grid, because the time between settlements changes. */
export const fundingOffer = ({ habit, pageRows, note, reach = Infinity, ask }: Funding): ReadableOffer => ({
  id: 'funding',
  label: 'Funding',
  kinds: ['funding'],
  intervals: [0],
  reach,
  key: 'none',
  shape: 'history',
  pageRows,
  note,
  async read(request, context) {
    const { rows, settled } = await readPage(request, habit, (range) => ask(range, request, context));
    return { series: [seriesOf(request, 'funding', rows, { unit: 'fraction' })], macro: [], settled };
  },
});
