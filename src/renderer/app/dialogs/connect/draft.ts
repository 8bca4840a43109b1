import { MS_PER_DAY, type Ms } from '#core/time/ms';
import type { Followed, OfferInfo, SourceInfo, SourceInstrument } from '#shared/sync';

/** How far back is asked for; `all` = as far as the source reaches. */
export const DEPTHS = [
  { value: 'week', label: '1 w', days: 7 },
  { value: 'month', label: '1 mo', days: 31 },
  { value: 'half', label: '6 mo', days: 183 },
  { value: 'years', label: '2 y', days: 731 },
  { value: 'all', label: 'All', days: null },
] as const;
export type Depth = (typeof DEPTHS)[number]['value'];

/** What is chosen of one source. Choices of offers hold for all instruments that have them. */
export interface Draft {
  readonly instruments: ReadonlySet<string>;
  readonly offers: ReadonlySet<string>;
  /** By offer. */
  readonly intervals: Readonly<Record<string, Ms>>;
  readonly depth: Depth;
}

const PREFERRED_INTERVAL = 3_600_000;

/** Hours where the offer has them, else its shortest. */
export const defaultInterval = ({ intervals }: OfferInfo): Ms =>
  intervals.includes(PREFERRED_INTERVAL) ? PREFERRED_INTERVAL : (intervals[0] ?? 0);

/** Nothing but the first offer, which is what one mostly comes for. */
export const emptyDraft = ({ offers }: SourceInfo): Draft => ({
  instruments: new Set(),
  offers: new Set(offers.slice(0, 1).map(({ id }) => id)),
  intervals: {},
  depth: 'half',
});

export function toggled<T>(set: ReadonlySet<T>, value: T): ReadonlySet<T> {
  const next = new Set(set);
  if (!next.delete(value)) next.add(value);
  return next;
}

/** The data sets that a draft speaks of. @param now end of the depth; whole days, so that a question stays the same one */
export function toFollowed(
  draft: Draft,
  { id, offers }: SourceInfo,
  known: readonly SourceInstrument[],
  now: Ms,
): readonly Followed[] {
  const days = DEPTHS.find(({ value }) => value === draft.depth)!.days;
  const from = days === null ? null : Math.floor(now / MS_PER_DAY) * MS_PER_DAY - days * MS_PER_DAY;
  const byId = new Map(known.map((one) => [one.id, one]));
  return [...draft.instruments].flatMap((instrument) =>
    offers
      .filter((offer) => draft.offers.has(offer.id))
      .filter((offer) => byId.get(instrument)?.offers.includes(offer.id) ?? true)
      .map((offer): Followed => ({
        source: id,
        offer: offer.id,
        instrument,
        interval: draft.intervals[offer.id] ?? defaultInterval(offer),
        from: offer.shape === 'history' ? from : null,
      })),
  );
}
