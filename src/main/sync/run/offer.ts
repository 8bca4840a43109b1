import { formatInterval } from '#core/time/interval';
import type { Dataset } from '#shared/sync';
import { SourceError, type Offer, type Source } from '../source';

/** What a source offers under the names of a data set. @throws SourceError when that is nothing */
export function offerOf(source: Source, { offer: id, interval }: Dataset): Offer {
  const offer = source.offers.find((one) => one.id === id);
  const offers = source.offers.map((one) => one.id).join(', ');
  if (!offer) throw new SourceError('notFound', `${source.label} offers no "${id}". It offers: ${offers}.`);
  const intervals = offer.intervals.map(formatInterval).join(', ');
  if (offer.intervals.length > 0 && !offer.intervals.includes(interval))
    throw new SourceError('notFound', `${source.label} offers ${offer.label.toLowerCase()} at ${intervals}, not at ${formatInterval(interval)}.`); // prettier-ignore
  return offer;
}
