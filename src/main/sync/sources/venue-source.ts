import type { AnyColumns } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import { MS_PER_HOUR, type Ms } from '#core/time/ms';
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
import { NetError, type Http } from '../net/types';

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
    instruments: async (context) => someOf(await instruments(context), label),
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

/** A venue without instruments is an answer that went wrong. */
export function someOf<T>(list: readonly T[], label: string): readonly T[] {
  if (list.length === 0) throw new NetError('broken', `The list of instruments of ${label} came empty.`);
  return list;
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

/** What was looked up may have changed after this long: a contract more is traded. */
const HOLDS: Ms = MS_PER_HOUR;

/** Something that is looked up once for each net and hour, and again when it could not be had. */
export function lookUpOnce<T>(read: (context: SourceContext) => Promise<T>): (context: SourceContext) => Promise<T> {
  const held = new WeakMap<Http, { readonly at: Ms; readonly value: Promise<T> }>();
  return async (context) => {
    const { http, signal, now } = context;
    const known = held.get(http);
    if (known && now() - known.at < HOLDS)
      try {
        return await known.value;
      } catch {
        signal.throwIfAborted(); // whoever asked first may have been stopped: now it is our turn
      }
    const value = read(context);
    held.set(http, { at: now(), value });
    value.catch(() => held.delete(http));
    return value;
  };
}
