import type { Ms } from '#core/time/ms';
import type { SourceContext } from '../source';
import type { ReadableOffer } from './venue-source';

/** When a data set of an instrument began at the latest that is sure; nothing of it is older. */
export type BeginOf = (instrument: string, context: SourceContext) => Ms | Promise<Ms>;

/** Does not ask for the time before a data set began: it is known that there is nothing. */
export function fromBeginning(offer: ReadableOffer, beginOf: BeginOf): ReadableOffer {
  return {
    ...offer,
    async read(request, context) {
      const { from, to, end, instrument } = request;
      const begin = await beginOf(instrument, context);
      if (from >= begin) return offer.read(request, context);
      if (end === 'oldest' || to <= begin) return { series: [], macro: [], settled: { from, to: Math.min(to, begin) } };
      const page = await offer.read({ ...request, from: begin }, context);
      return page.settled.from === begin ? { ...page, settled: { from, to: page.settled.to } } : page;
    },
  };
}
