import { createHash } from 'node:crypto';
import type { SeriesKind } from '#core/series/schema';
import { formatInterval } from '#core/time/interval';
import type { DatasetKey, ImportCursor } from '#main/store/types';

/** `binance bars BTCUSDT 1m`: a data set where a file would have its path. */
export function datasetName({ source, offer, instrument, interval }: DatasetKey): string {
  return [source, offer, instrument, ...(interval > 0 ? [formatInterval(interval)] : [])].join(' ');
}

/** Of data sets that many pages come of. */
const fingerprints = new WeakMap<DatasetKey, string>();

/** The same for every run over a data set, so that its runs, and nothing else, are the provenance of what it feeds. */
export function datasetFingerprint(dataset: DatasetKey): string {
  const known = fingerprints.get(dataset);
  if (known !== undefined) return known;
  const { source, offer, instrument, interval } = dataset;
  const made = createHash('sha256')
    .update(JSON.stringify(['sync', source, offer, instrument, interval]))
    .digest('hex');
  fingerprints.set(dataset, made);
  return made;
}

/**
 * Cursor of a page of a data set. What is to be asked for next is known from the settled spans; the cursor only keeps the
 * run log: pages up to the `done` one are one run.
 * @param offset tells the pages of a data set apart (the first instant a page settles): a page that comes again counts once
 */
export function datasetCursor(
  dataset: DatasetKey,
  { series, kind, offset, done }: { series: string; kind: SeriesKind; offset: number; done: boolean },
): ImportCursor {
  const path = datasetName(dataset);
  return { fingerprint: datasetFingerprint(dataset), path, source: series, kind, offset, line: 0, done };
}
