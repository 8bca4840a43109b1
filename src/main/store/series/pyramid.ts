import { MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, type Ms } from '#core/time/ms';
import { chunkSpan } from '#core/series/schema';

const LEVELS: readonly Ms[] = [MS_PER_MINUTE, MS_PER_HOUR, MS_PER_DAY];

/**
 * Coarser levels kept beside the chunks of bars of this interval: those whose buckets a chunk holds whole, so that each
 * is a pure function of one chunk. One minute matters for bars of seconds only.
 */
export function pyramidLevels(interval: Ms): readonly Ms[] {
  if (interval <= 0) return [];
  const span = chunkSpan('bars', interval);
  return LEVELS.filter((level) => level > interval && level % interval === 0 && span % level === 0);
}
