import type { Ms } from '#core/time/ms';
import { intersectRanges, unionRanges, type Range } from '#core/time/ranges';
import type { StoreReader } from '../store/api';
import type { DatasetKey, SeriesRecord } from '../store/types';
import { FEEDS } from '../sync/record/feeds';
import { gapsOf, recordingsOf } from '../sync/record/gaps';

/** When prints of a series were recorded, and when nobody listened. */
export interface RecordedTime {
  readonly from: number;
  /** Exclusive. */
  readonly to: number;
  /** Between the first and the last recording; what was fetched or said to be there by another way is none. */
  readonly gaps: readonly Range[];
}

/** The parts of ranges that lie before an instant. */
const until = (ranges: readonly Range[], end: Ms): readonly Range[] =>
  ranges.filter(({ from }) => from < end).map(({ from, to }) => ({ from, to: Math.min(to, end) }));

type Source = keyof typeof FEEDS;
const isRecordable = (source: string): source is Source => source in FEEDS;

/** Looks series up in what is settled of the time until `asOf`. Undefined for a series of which nothing was recorded. */
export function recordedTimes(
  reader: Pick<StoreReader, 'settled'>,
  asOf: Ms = Infinity,
): (series: SeriesRecord) => RecordedTime | undefined {
  const known = new Map<string, readonly Range[]>();
  /** Of whole markets, which many series share. */
  const shared = new Map<string, RecordedTime | undefined>();
  const spansOf = (dataset: DatasetKey): readonly Range[] => {
    const key = JSON.stringify(dataset);
    const spans =
      known.get(key) ??
      until(
        reader.settled(dataset).filter(({ state }) => state === 'fetched'),
        asOf,
      );
    known.set(key, spans);
    return spans;
  };
  const timeOf = (recorded: readonly Range[], fetched: readonly Range[]): RecordedTime | undefined => {
    const spans = unionRanges(recorded);
    const [first, last] = [spans[0], spans.at(-1)];
    if (!first || !last) return undefined;
    return { from: first.from, to: last.to, gaps: gapsOf([...spans, ...fetched], first.from, last.to) };
  };
  return ({ kind, interval, source, instrument }) => {
    if (kind !== 'liquidations' || interval !== 0 || !isRecordable(source)) return undefined;
    const datasets = recordingsOf(source, instrument);
    const recorded = datasets.flatMap(spansOf);
    const fetched = spansOf({ source, offer: 'liquidations', instrument, interval: 0 });
    const [own, ...markets] = datasets;
    if (spansOf(own!).length + fetched.length > 0) return timeOf(recorded, fetched);
    const key = JSON.stringify(markets);
    if (!shared.has(key)) shared.set(key, timeOf(recorded, []));
    return shared.get(key);
  };
}

const lengthOf = (ranges: readonly Range[]): number => ranges.reduce((sum, { from, to }) => sum + to - from, 0);

/**
 * Share of a month that recordings cover: of prints, rows say only that there were some. Undefined for a month without any
 * recording, whose rows came by another way.
 */
export function recordedShare({ from, to, gaps }: RecordedTime, month: Range): number | undefined {
  const inside = intersectRanges([month], [{ from, to }]);
  if (inside.length === 0) return undefined;
  return (lengthOf(inside) - lengthOf(intersectRanges(inside, gaps))) / lengthOf([month]);
}
