import { decodeInto } from '#core/series/codec';
import { resample } from '#core/series/resample';
import { SHAPES, chunkSpan, emptyColumns, type Bars } from '#core/series/schema';
import { lowerBound } from '#core/series/search';
import type { Ms } from '#core/time/ms';
import type { ChunkRepository } from '../repositories/chunks';
import type { PyramidRepository } from '../repositories/pyramids';
import type { ReadRange, SeriesRecord } from '../types';
import { isIntact } from './block';
import { pyramidLevels } from './pyramid';
import { resampleChunks } from './resample-chunks';
import { readColumns, stampSpan, type StampSpan } from './read-columns';

/**
 * Bars at the series' own interval or a multiple of it, from the coarsest kept level that divides it.
 * @throws {RangeError} Not a bar series, or the level is no multiple of its interval.
 */
export function readBars(
  chunks: ChunkRepository,
  pyramids: PyramidRepository,
  series: SeriesRecord,
  level: Ms,
  range: ReadRange,
): Bars {
  const { kind, interval, knownLag } = series;
  if (kind !== 'bars' || interval <= 0) throw new RangeError(`series ${series.id} has no bars of a fixed interval`);
  if (level === interval) return readColumns(chunks, series, range) as Bars;
  if (!(level > interval && level % interval === 0))
    throw new RangeError(`${level} ms is no multiple of ${interval} ms`);
  // A coarser bar is known when the last of its finer ones is: as late after its close as they are after theirs.
  const wanted = stampSpan(range, level + knownLag - interval);
  const opens = { from: ceilTo(wanted.from, level), to: ceilTo(wanted.to, level) };
  const kept = pyramidLevels(interval).findLast((candidate) => level % candidate === 0);
  const stored = kept === undefined ? undefined : readLevel(pyramids, series, kept, opens);
  if (stored && kept === level) return cutBars(stored, wanted);
  if (stored) return cutBars(resample(stored, level), wanted);
  const isWhole = chunkSpan('bars', interval) % level === 0;
  if (isWhole) return cutBars(resampleChunks(chunks, series, level, opens), wanted);
  return cutBars(resample(readColumns(chunks, series, opens) as Bars, level), wanted);
}

const floorTo = (t: Ms, level: Ms): Ms => Math.floor(t / level) * level;
const ceilTo = (t: Ms, level: Ms): Ms => Math.ceil(t / level) * level;

/** Bars of a kept level that open in the span; undefined when a block is damaged: the bars themselves still tell. */
function readLevel(
  pyramids: PyramidRepository,
  series: SeriesRecord,
  level: Ms,
  { from, to }: StampSpan,
): Bars | undefined {
  const firstBucket = floorTo(from, chunkSpan('bars', series.interval));
  const blocks = from < to ? pyramids.between(series.id, level, firstBucket, to) : [];
  const bars = emptyColumns(
    'bars',
    blocks.reduce((sum, { rows }) => sum + rows, 0),
  );
  const names = SHAPES.bars.columns;
  const targets = names.map((name) => bars[name]);
  let at = 0;
  for (const { data, crc, rows } of blocks) {
    if (!isIntact(data, crc) || decodeInto(data, targets, at, names) !== rows) return undefined;
    at += rows;
  }
  return cutBars(bars, { from, to });
}

function cutBars(bars: Bars, { from, to }: StampSpan): Bars {
  const begin = lowerBound(bars.t, from);
  const end = Math.max(begin, lowerBound(bars.t, to));
  if (begin === 0 && end === bars.t.length) return bars;
  const cut = emptyColumns('bars', end - begin);
  for (const name of SHAPES.bars.columns) cut[name].set(bars[name].subarray(begin, end));
  return cut;
}
