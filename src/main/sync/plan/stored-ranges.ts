import { intersectRanges, type Range } from '#core/time/ranges';
import type { StoreReader } from '#main/store/api';
import type { Dataset } from '#shared/sync';
import type { Offer, Source } from '../source';

/**
 * What the store holds of a regular data set, however it came: where every series that the data set feeds has rows. Nothing
 * for an irregular one, of which the rows alone do not tell that none is missing.
 */
export function storedRanges(
  reader: Pick<StoreReader, 'listSeries' | 'runs'>,
  { instrument, interval }: Dataset,
  { kinds }: Pick<Offer, 'kinds'>,
  { series: source }: Pick<Source, 'series'>,
): Range[] {
  if (interval <= 0) return [];
  const fed = kinds.map((kind) => reader.listSeries({ source, instrument, interval, kind }));
  if (fed.some((series) => series.length === 0)) return [];
  const [first = [], ...rest] = fed.flat().map(({ id }) => reader.runs(id));
  return rest.reduce<Range[]>((all, runs) => intersectRanges(all, runs), first);
}
