import type { Columns } from '#core/series/schema';
import { liquidationCoverage } from '../facts';
import type { Offer, PageRequest, Range, SourceContext } from '../source';
import { readPage } from './paging';
import { seriesOf, type ReadableOffer } from './venue-source';
import { newestWithin, within } from './within';

/** What was looked through, and the liquidations among it. */
export interface Searched {
  /** Stamps of all that was sent. */
  readonly t: Float64Array;
  readonly prints: Columns<'prints'>;
}

/** One page of a search. */
interface Search {
  /** The part of the request that it can answer. */
  readonly part: PageRequest;
  /** All of a range, or the end of it that the request wants. */
  readonly ask: (range: Range) => Promise<Searched>;
}

interface Liquidations extends Pick<Offer, 'pageRows' | 'note'> {
  readonly search: (request: PageRequest, context: SourceContext) => Search;
}

/** Single liquidations that are found in a list, of which several may share a millisecond. */
export const liquidationOffer = ({ pageRows, note, search }: Liquidations): ReadableOffer => ({
  id: 'liquidations',
  label: 'Liquidations',
  kinds: ['liquidations'],
  intervals: [0],
  reach: Infinity,
  key: 'none',
  shape: 'history',
  pageRows,
  note,
  async read(request, context) {
    const { part, ask } = search(request, context);
    const { rows, settled } = await readPage(part, { most: pageRows, keeps: part.end, crowded: true }, ask);
    const coverage = liquidationCoverage(request.source, 'prints');
    const prints = within('prints', rows.prints, settled, part.to - part.from);
    const seen = newestWithin(rows.t, part);
    return { series: [seriesOf(request, 'liquidations', prints, { coverage })], macro: [], settled, seen };
  },
});
