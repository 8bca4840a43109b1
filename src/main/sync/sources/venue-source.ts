import type { AnyColumns } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import type { Ms } from '#core/time/ms';
import type { SourceInfo, SourceInstrument } from '#shared/sync';
import type { SeriesTraits } from '#main/store/types';
import {
  SourceError,
  type FetchedSeries,
  type Offer,
  type PageRequest,
  type Source,
  type SourceContext,
  type SourcePage,
} from '../source';
import type { Http } from '../net/types';

/** An offer together with how a page of it is read. */
export interface ReadableOffer extends Offer {
  readonly read: (request: PageRequest, context: SourceContext) => Promise<SourcePage>;
}

export interface VenueParts extends Omit<
  SourceInfo,
  'group' | 'offers' | 'key' | 'hasKey' | 'address' | 'followed' | 'fetched'
> {
  readonly offers: readonly ReadableOffer[];
  readonly instruments: (context: SourceContext) => Promise<readonly SourceInstrument[]>;
}

/** A venue as a source: public figures without a key, and no request but for what its offers and intervals allow. */
export function venueSource({ id, label, url, offers, instruments }: VenueParts): Source {
  return {
    id,
    series: id,
    label,
    url,
    group: 'venue',
    key: 'none',
    offers: offers.map(({ read: _, ...offer }) => offer),
    instruments,
    page(request, context) {
      const offer = offers.find((one) => one.id === request.offer);
      if (!offer) return Promise.reject(new SourceError('notFound', `${label} has no data set "${request.offer}".`));
      if (!offer.intervals.includes(request.interval)) {
        const wanted = formatInterval(request.interval);
        return Promise.reject(new SourceError('invalid', `${label} has no ${offer.label.toLowerCase()} of ${wanted}.`));
      }
      return offer.read(request, context);
    },
  };
}

/** The series a page feeds. Traits that are not told: known at its stamp, in base units. */
export function seriesOf(
  { instrument, interval }: Pick<PageRequest, 'instrument' | 'interval'>,
  kind: FetchedSeries['kind'],
  columns: AnyColumns,
  { coverage = [], ...traits }: Partial<SeriesTraits> & Partial<Pick<FetchedSeries, 'coverage'>> = {},
): FetchedSeries {
  const known: Ms = kind === 'bars' || kind === 'vol' ? interval : 0;
  const all = { knownLag: known, volumeUnit: 'base', unit: '', synthetic: false, ...traits } as const;
  return { instrument, kind, interval, field: '', traits: all, coverage, columns };
}

/** Something that is looked up once for each net, and again when it could not be had. */
export function lookUpOnce<T>(read: (context: SourceContext) => Promise<T>): (context: SourceContext) => Promise<T> {
  const held = new WeakMap<Http, Promise<T>>();
  return (context) => {
    let value = held.get(context.http);
    if (!value) {
      value = read(context);
      held.set(context.http, value);
      value.catch(() => held.delete(context.http));
    }
    return value;
  };
}
