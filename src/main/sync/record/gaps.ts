import type { Ms } from '#core/time/ms';
import { subtractRanges, type Range } from '#core/time/ranges';
import type { DatasetKey } from '#main/store/types';
import { FEEDS } from './feeds';
import type { Feed } from './feed';

/** Offer under which a recording settles what it has. */
export const RECORDING = 'recording';

/** A whole market is one data set: what it holds, it holds of every contract that was listed when the line was opened. */
export const marketOf = ({ market }: Pick<Feed, 'market'>): string => `all:${market}`;

export const datasetOf = (source: string, instrument: string): DatasetKey => ({
  source,
  offer: RECORDING,
  instrument,
  interval: 0,
});

/** The data sets that can say that prints of an instrument were recorded: its own, and that of its market. */
export function recordingsOf(source: Feed['source'], instrument: string): DatasetKey[] {
  const markets = FEEDS[source].filter((feed) => feed.takes(instrument)).map(marketOf);
  return [instrument, ...markets].map((name) => datasetOf(source, name));
}

/** What of [from, to) is in none of the spans, ascending: when nobody listened. Spans in any order; they may overlap. */
export const gapsOf = (spans: readonly Range[], from: Ms, to: Ms): Range[] => subtractRanges([{ from, to }], spans);
